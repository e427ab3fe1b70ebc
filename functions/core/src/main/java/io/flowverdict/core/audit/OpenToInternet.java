package io.flowverdict.core.audit;

import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Ruling;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What passes both layers from a large part of the Internet, at each interface; and what groups
/// would let pass whose interfaces, or their network ACLs, the configuration does not have, or may
/// not have.
///
/// Requests are looked at, not their replies. Interfaces without groups are left out, though
/// nothing but the network ACL filters them: a NAT gateway takes no connection from outside, and on
/// which ports a load balancer listens no rule tells. What their network ACL lets in to the ports
/// of remote administration, [OpenInOneLayer] reports.
final class OpenToInternet implements Audit {

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.OPEN_TO_INTERNET);
  }

  @Override
  public Set<Section> needs() {
    return Set.of(Section.SECURITY_GROUPS);
  }

  @Override
  public Set<Layer> affectedBy() {
    return Set.of(Layer.NACL, Layer.SG);
  }

  @Override
  public List<Detected> run(Evaluation evaluation) {
    List<Detected> findings = new ArrayList<>();
    for (Placement placement : evaluation.placements()) {
      NetworkAcl acl = evaluation.acl(placement);
      if (acl != null) {
        for (Opened opened : evaluation.opened(placement)) {
          placement.interfaces().stream()
              .map(at -> atInterface(at, acl, opened, evaluation))
              .forEach(findings::add);
        }
      }
    }
    GroupControls controls = new GroupControls(evaluation);
    for (SecurityGroup group : evaluation.groups()) {
      if (!controls.isWholeAround(group)) {
        controls.denied(group).stream()
            .map(opened -> ofGroup(group, opened, evaluation))
            .forEach(findings::add);
      }
      if (evaluation.placements(group.id()).stream().noneMatch(each -> hasAcl(each, evaluation))) {
        Opened.of(
                group.rules(Direction.INGRESS),
                TrafficSet.ALL,
                evaluation.internetRules(),
                evaluation.internet())
            .stream()
            .map(opened -> ofGroup(group, opened, evaluation))
            .forEach(findings::add);
      }
    }
    return findings;
  }

  private static boolean hasAcl(Placement placement, Evaluation evaluation) {
    return evaluation.acl(placement) != null;
  }

  private static Detected atInterface(
      NetworkInterface at, NetworkAcl acl, Opened opened, Evaluation evaluation) {
    IpFamily family = opened.exposure().family();
    String block = blockedBy(at, evaluation);
    List<String> related = new ArrayList<>(at.groupIds());
    related.add(acl.id());
    return evaluation
        .finding(
            AuditKind.OPEN_TO_INTERNET,
            severity(opened.exposure(), isAddressable(at, family), block != null),
            at.id())
        .rule(opened.rule())
        .claims(
            Stream.of(Claims.allowing(opened.by()), new Ruling.AclAllows(acl.id()))
                .flatMap(ruling -> opened.claims(at.vpcId(), ruling).stream())
                .toList())
        .aspect(opened.aspect())
        .related(related)
        .fix(opened.fix())
        .standards(Control.names(opened.controls()))
        .saying(
            opened.what()
                + " is let in to "
                + at.id()
                + " by "
                + opened.rules()
                + " and by "
                + acl.id()
                + ". "
                + addressed(at, family)
                + (block == null ? "" : " " + block));
  }

  private static boolean isAddressable(NetworkInterface at, IpFamily family) {
    return switch (family) {
      case IPV4 -> !at.publicAddresses().isEmpty();
      case IPV6 -> at.addresses().stream().anyMatch(Internet.GLOBAL_IPV6::contains);
    };
  }

  private static String addressed(NetworkInterface at, IpFamily family) {
    if (isAddressable(at, family)) {
      return family == IpFamily.IPV4
          ? "It has the public address " + at.publicAddresses().getFirst() + "."
          : "It has a global IPv6 address.";
    }
    return family == IpFamily.IPV4
        ? "It has no public address: only what forwards to it brings the Internet there."
        : "It has no global IPv6 address.";
  }

  /// What keeps the Internet from the interface beside the two layers, as a sentence; null when
  /// nothing. Of what takes no connections, only Lambda has groups.
  private static @Nullable String blockedBy(NetworkInterface at, Evaluation evaluation) {
    if (!at.type().takesConnections()) {
      return "A Lambda function takes no connections from the network: nothing is reached there.";
    }
    Subnet subnet =
        at.subnetId() == null ? null : evaluation.snapshot().subnets().get(at.subnetId());
    Vpc vpc = at.vpcId() == null ? null : evaluation.snapshot().vpcs().get(at.vpcId());
    String mode = subnet == null ? null : subnet.internetGatewayBlockMode();
    if (mode == null && vpc != null) {
      mode = vpc.internetGatewayBlockMode();
    }
    return mode == null || mode.equals("off")
        ? null
        : "VPC Block Public Access (" + mode + ") keeps it out as long as it is on.";
  }

  private static Severity severity(Exposure exposure, boolean addressable, boolean blocked) {
    Severity severity = exposure.service().severity();
    severity = addressable ? severity : lower(severity);
    return blocked ? lower(lower(severity)) : severity;
  }

  private static Severity lower(Severity severity) {
    return switch (severity) {
      case CRITICAL -> Severity.HIGH;
      case HIGH -> Severity.MEDIUM;
      case MEDIUM -> Severity.LOW;
      case LOW, INFORMATIONAL -> Severity.INFORMATIONAL;
    };
  }

  private static Detected ofGroup(SecurityGroup group, Opened opened, Evaluation evaluation) {
    List<NetworkInterface> carriers = evaluation.carriers(group.id());
    boolean unused = carriers.isEmpty() && evaluation.isWhole(Section.INTERFACES);
    boolean acls =
        evaluation.placements(group.id()).stream().anyMatch(each -> hasAcl(each, evaluation));
    return evaluation
        .finding(
            AuditKind.OPEN_TO_INTERNET,
            severity(opened.exposure(), /* addressable= */ false, /* blocked= */ unused),
            group.id())
        .rule(opened.rule())
        .claims(opened.claims(group.vpcId(), Claims.allowing(opened.by())))
        .aspect(opened.aspect())
        .related(carriers.stream().map(NetworkInterface::id).toList())
        .fix(opened.fix())
        .standards(Control.names(opened.controls()))
        .saying(opened.ofGroup(group) + whoCarriesIt(carriers, unused, acls));
  }

  private static String whoCarriesIt(
      List<NetworkInterface> carriers, boolean unused, boolean acls) {
    if (unused) {
      return "No interface carries the group yet.";
    }
    return carriers.isEmpty()
        ? "Which interfaces carry the group, the configuration does not tell."
        : "It is carried by "
            + Words.count(carriers.size(), "interface")
            + (acls
                ? "; the network ACLs that are known deny it."
                : ", whose network ACL is not in the configuration.");
  }
}
