package io.flowverdict.core.audit;

import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.snapshot.NetworkAcl;
import java.util.List;
import java.util.Set;

/// Network ACLs that guard no subnet. A VPC's default one cannot be deleted and waits for subnets.
final class AclUnassociated implements Audit {

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.ACL_UNASSOCIATED);
  }

  @Override
  public Set<Section> needs() {
    return Set.of(Section.NETWORK_ACLS);
  }

  @Override
  public Set<Layer> affectedBy() {
    return Set.of();
  }

  @Override
  public List<Detected> run(Evaluation evaluation) {
    return evaluation.snapshot().networkAcls().values().stream()
        .filter(acl -> !acl.isDefault() && acl.subnetIds().isEmpty())
        .map(acl -> finding(acl, evaluation))
        .toList();
  }

  private static Detected finding(NetworkAcl acl, Evaluation evaluation) {
    return evaluation
        .finding(AuditKind.ACL_UNASSOCIATED, Severity.LOW, acl.id())
        .fix(
            Proposal.byCommand(
                "Associate it with the subnets it was made for, or delete it.",
                "delete-network-acl",
                "--network-acl-id",
                acl.id()))
        .standards(Control.EC2_16.names())
        .saying("Network ACL " + acl.id() + " guards no subnet.");
  }
}
