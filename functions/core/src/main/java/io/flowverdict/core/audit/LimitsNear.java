package io.flowverdict.core.audit;

import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Groups, interfaces and network ACLs that have used up four fifths of a default quota (Amazon VPC
/// quotas). Rules and entries count per direction and address family; a reference counts in both; a
/// prefix list counts as much as it may have entries, or as its weight where AWS manages it.
final class LimitsNear implements Audit {

  private static final int RULES_PER_GROUP = 60;
  private static final int GROUPS_PER_INTERFACE = 5;
  private static final int ENTRIES_PER_ACL = 20;

  /// The share of a quota from which on it is near, in percent.
  private static final int NEAR = 80;

  /// The weights of AWS-managed prefix lists, by what their names end with.
  private static final Map<String, Integer> WEIGHTS =
      Map.of(
          "cloudfront.origin-facing", 55,
          "route53-healthchecks", 25,
          "vpc-lattice", 10,
          "s3express", 6,
          "groundstation", 5,
          "ec2-instance-connect", 2,
          "s3", 1,
          "dynamodb", 1);

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.LIMITS_NEAR);
  }

  @Override
  public Set<Section> needs() {
    return Set.of();
  }

  @Override
  public List<AuditFinding> run(Evaluation evaluation) {
    List<AuditFinding> findings = new ArrayList<>();
    Snapshot snapshot = evaluation.snapshot();
    for (Direction direction : Direction.values()) {
      for (IpFamily family : IpFamily.values()) {
        String of = Words.bound(direction) + " " + Words.family(family) + " ";
        for (SecurityGroup group : snapshot.securityGroups().values()) {
          int used = rules(group, direction, family, evaluation);
          report(group.id(), used, RULES_PER_GROUP, of + "rules", evaluation, findings);
        }
        for (NetworkAcl acl : snapshot.networkAcls().values()) {
          int used = entries(acl, direction, family);
          report(acl.id(), used, ENTRIES_PER_ACL, of + "entries", evaluation, findings);
        }
      }
    }
    for (NetworkInterface at : snapshot.interfaces().values()) {
      report(at.id(), at.groupIds().size(), GROUPS_PER_INTERFACE, "groups", evaluation, findings);
    }
    return findings;
  }

  private static int rules(
      SecurityGroup group, Direction direction, IpFamily family, Evaluation evaluation) {
    return group.rules(direction).stream().mapToInt(rule -> weight(rule, family, evaluation)).sum();
  }

  /// AWS's own closing entry counts.
  private static int entries(NetworkAcl acl, Direction direction, IpFamily family) {
    long own =
        acl.entries(direction, family).stream()
            .filter(entry -> !entry.isImplicitDeny())
            .map(NetworkAclEntry::number)
            .count();
    return own == 0 ? 0 : (int) own + 1;
  }

  private static int weight(SecurityGroupRule rule, IpFamily family, Evaluation evaluation) {
    return switch (rule.peer()) {
      case Peer.OfCidr(Cidr cidr) -> cidr.family() == family ? 1 : 0;
      case Peer.OfGroup _ -> 1;
      case Peer.OfPrefixList(String id) ->
          weight(evaluation.snapshot().prefixLists().get(id), family);
    };
  }

  /// A list whose size is not known counts as one.
  private static int weight(@Nullable PrefixList list, IpFamily family) {
    if (list == null) {
      return 1;
    }
    if (list.cidrs() != null
        && !list.cidrs().isEmpty()
        && list.cidrs().stream().noneMatch(cidr -> cidr.family() == family)) {
      return 0;
    }
    String name = list.name();
    if ("AWS".equals(list.ownerId()) && name != null) {
      return WEIGHTS.entrySet().stream()
          .filter(entry -> name.endsWith("." + entry.getKey()))
          .mapToInt(Map.Entry::getValue)
          .max()
          .orElse(1);
    }
    return list.maxEntries() == null ? 1 : list.maxEntries();
  }

  private static void report(
      String resource,
      int used,
      int quota,
      String things,
      Evaluation evaluation,
      List<AuditFinding> findings) {
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
                AuditFix.of(
                    "Remove what is not needed, or ask for a higher quota before it is needed."))
            .saying(
                "%s has %d %s; the default quota is %d.".formatted(resource, used, things, quota)));
  }
}
