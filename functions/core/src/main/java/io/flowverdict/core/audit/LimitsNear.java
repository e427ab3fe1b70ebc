package io.flowverdict.core.audit;

import io.flowverdict.core.change.Quotas;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Groups, interfaces and network ACLs that have used up four fifths of a default quota (Amazon VPC
/// quotas). Rules and entries count per direction and address family; a reference counts in both; a
/// prefix list counts as much as it may have entries, or as its weight where AWS manages it.
final class LimitsNear implements Audit {

  /// The share of a quota from which on it is near, in percent.
  private static final int NEAR = 80;

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.LIMITS_NEAR);
  }

  @Override
  public Set<Section> needs() {
    return Set.of();
  }

  @Override
  public Set<Layer> affectedBy() {
    // What a fix uses up is said in its words instead.
    return Set.of();
  }

  @Override
  public List<Detected> run(Evaluation evaluation) {
    List<Detected> findings = new ArrayList<>();
    Snapshot snapshot = evaluation.snapshot();
    for (Direction direction : Direction.values()) {
      for (IpFamily family : IpFamily.values()) {
        String of = Words.bound(direction) + " " + Words.family(family) + " ";
        for (SecurityGroup group : snapshot.securityGroups().values()) {
          int used = Quotas.rules(group, direction, family, snapshot);
          report(group.id(), used, Quotas.RULES_PER_GROUP, of + "rules", evaluation, findings);
        }
        for (NetworkAcl acl : snapshot.networkAcls().values()) {
          int used = Quotas.entries(acl, direction, family);
          report(acl.id(), used, Quotas.ENTRIES_PER_ACL, of + "entries", evaluation, findings);
        }
      }
    }
    for (NetworkInterface at : snapshot.interfaces().values()) {
      report(
          at.id(),
          at.groupIds().size(),
          Quotas.GROUPS_PER_INTERFACE,
          "groups",
          evaluation,
          findings);
    }
    return findings;
  }

  private static void report(
      String resource,
      int used,
      int quota,
      String things,
      Evaluation evaluation,
      List<Detected> findings) {
    if (100 * used < NEAR * quota) {
      return;
    }
    findings.add(
        evaluation
            .finding(
                AuditKind.LIMITS_NEAR,
                used >= quota ? Severity.LOW : Severity.INFORMATIONAL,
                resource)
            .aspect(things)
            .fix(
                Proposal.of(
                    "Remove what is not needed, or ask for a higher quota before it is needed."))
            .saying(
                "%s has %d %s; the default quota is %d.".formatted(resource, used, things, quota)));
  }
}
