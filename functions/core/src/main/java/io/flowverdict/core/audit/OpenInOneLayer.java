package io.flowverdict.core.audit;

import io.flowverdict.core.audit.AclDecisions.Decided;
import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Claim;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.SecurityGroup;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What one layer alone lets in from everywhere although a [Control] forbids it: network ACLs, and
/// groups whose network ACLs deny it. What both layers let in, [OpenToInternet] reports; such a
/// layer would not stop it.
final class OpenInOneLayer implements Audit {

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.OPEN_IN_ONE_LAYER);
  }

  /// Each layer is looked at where it is there.
  @Override
  public Set<Section> needs() {
    return Set.of();
  }

  @Override
  public Set<Layer> affectedBy() {
    return Set.of(Layer.SG, Layer.NACL);
  }

  @Override
  public List<Detected> run(Evaluation evaluation) {
    List<Detected> findings = new ArrayList<>();
    evaluation.acls().forEach(acl -> examine(acl, evaluation, findings));
    GroupControls controls = new GroupControls(evaluation);
    for (SecurityGroup group : evaluation.groups()) {
      if (controls.isWholeAround(group)) {
        controls.denied(group).stream()
            .map(opened -> finding(group, opened, evaluation))
            .forEach(findings::add);
      }
    }
    return findings;
  }

  private static void examine(NetworkAcl acl, Evaluation evaluation, List<Detected> findings) {
    Set<Control> failing = EnumSet.noneOf(Control.class);
    List<Decided> opening = new ArrayList<>();
    for (Decided each : evaluation.decisions(acl, Direction.INGRESS).decided()) {
      Set<Control> failed = Control.failedBy(acl, each.entry(), each.wins());
      if (!failed.isEmpty()) {
        failing.addAll(failed);
        opening.add(each);
      }
    }
    if (!opening.isEmpty()) {
      findings.add(finding(acl, failing, opening, evaluation));
    }
  }

  private static Detected finding(
      NetworkAcl acl, Set<Control> failing, List<Decided> opening, Evaluation evaluation) {
    TrafficSet open =
        TrafficSet.unionOf(
            opening.stream().map(each -> Control.concerning(failing, each.wins())).toList());
    List<String> entries =
        opening.stream()
            .map(Decided::entry)
            .map(entry -> entry.name() + " (" + entry.text() + ")")
            .toList();
    return evaluation
        .finding(
            AuditKind.OPEN_IN_ONE_LAYER,
            acl.isDefault() ? Severity.INFORMATIONAL : Severity.LOW,
            acl.id())
        .claims(Claims.decide(acl, opening, open))
        .related(acl.subnetIds())
        .fix(
            Proposal.of(
                "Narrow the entries, or deny these ports before them, after an entry for the"
                    + " networks that administer from outside. Where groups keep them closed,"
                    + " nothing is open by this alone."))
        .standards(Control.names(failing))
        .saying(
            "%s %s lets %s in from anywhere: %s %s. What is reached is for the groups to decide."
                .formatted(
                    acl.isDefault() ? "Default network ACL" : "Network ACL",
                    acl.id(),
                    Words.traffic(open),
                    entries.size() == 1 ? "entry" : "entries",
                    Words.list(entries)));
  }

  private static Detected finding(SecurityGroup group, Opened opened, Evaluation evaluation) {
    List<NetworkInterface> carriers = evaluation.carriers(group.id());
    return evaluation
        .finding(AuditKind.OPEN_IN_ONE_LAYER, Severity.LOW, group.id())
        .rule(opened.rule())
        .claims(claims(group, opened, evaluation))
        .aspect(opened.aspect())
        .related(carriers.stream().map(NetworkInterface::id).toList())
        .fix(opened.fix())
        .standards(Control.names(opened.controls()))
        .saying(
            opened.ofGroup(group)
                + "It is carried by "
                + Words.count(carriers.size(), "interface")
                + ", whose network ACL denies it.");
  }

  /// That the rules allow it, and that each network ACL denies it.
  private static List<Claim> claims(SecurityGroup group, Opened opened, Evaluation evaluation) {
    List<Claim> claims =
        new ArrayList<>(opened.claims(group.vpcId(), Claims.allowing(opened.by())));
    for (Placement placement : evaluation.placements(group.id())) {
      NetworkAcl acl = evaluation.acl(placement);
      if (acl != null) {
        TrafficSet denied = opened.exposure().traffic();
        claims.addAll(
            opened.claims(
                placement.vpcId(),
                Claims.deciding(
                    acl, evaluation.decisions(acl, Direction.INGRESS).denying(denied))));
      }
    }
    return claims;
  }
}
