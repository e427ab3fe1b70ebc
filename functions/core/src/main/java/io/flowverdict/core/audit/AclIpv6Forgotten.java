package io.flowverdict.core.audit;

import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Ruling;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/// Subnets with IPv6 whose network ACL has no entry for it in a direction in which the groups there
/// allow it: AWS adds none when IPv6 comes to a VPC whose network ACL was edited before. An
/// interface without groups allows it when it has an IPv6 address.
final class AclIpv6Forgotten implements Audit {

  private static final AddressSet IPV6 = AddressSet.all(IpFamily.IPV6);

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.ACL_IPV6_FORGOTTEN);
  }

  @Override
  public Set<Section> needs() {
    return Set.of(
        Section.SECURITY_GROUPS, Section.INTERFACES, Section.NETWORK_ACLS, Section.SUBNETS);
  }

  @Override
  public Set<Layer> affectedBy() {
    return Set.of(Layer.NACL, Layer.SG);
  }

  @Override
  public List<Detected> run(Evaluation evaluation) {
    List<Detected> findings = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      Map<String, List<Placement>> affected = new TreeMap<>();
      for (Placement placement : evaluation.placements()) {
        NetworkAcl acl = evaluation.acl(placement);
        if (acl != null
            && hasIpv6(placement, evaluation)
            && !evaluation.decisions(acl, direction).hasEntries(IpFamily.IPV6)
            && allowsIpv6(placement, direction, evaluation)) {
          affected.computeIfAbsent(acl.id(), _ -> new ArrayList<>()).add(placement);
        }
      }
      affected.forEach((acl, where) -> findings.add(finding(acl, direction, where, evaluation)));
    }
    return findings;
  }

  private static boolean hasIpv6(Placement placement, Evaluation evaluation) {
    String id = placement.subnetId();
    Subnet subnet = id == null ? null : evaluation.snapshot().subnets().get(id);
    return subnet != null
        && subnet.cidrs().stream().anyMatch(cidr -> cidr.family() == IpFamily.IPV6);
  }

  private static boolean allowsIpv6(
      Placement placement, Direction direction, Evaluation evaluation) {
    if (placement.groupIds().isEmpty()) {
      return placement.interfaces().stream().anyMatch(AclIpv6Forgotten::hasIpv6Address);
    }
    AddressSet beyond = IPV6.minus(evaluation.inSubnet(placement));
    return evaluation.rules(placement, direction).stream()
        .anyMatch(rule -> evaluation.extent(rule, placement.vpcId()).certain().overlaps(beyond));
  }

  private static Detected finding(
      String aclId, Direction direction, List<Placement> placements, Evaluation evaluation) {
    NetworkAcl acl = Objects.requireNonNull(evaluation.snapshot().networkAcls().get(aclId), aclId);
    List<NetworkInterface> interfaces =
        placements.stream().flatMap(each -> each.interfaces().stream()).toList();
    long withAddress = interfaces.stream().filter(AclIpv6Forgotten::hasIpv6Address).count();
    List<String> groups = allowing(placements, direction, evaluation);
    List<String> related = new ArrayList<>(groups);
    interfaces.forEach(each -> related.add(each.id()));
    return evaluation
        .finding(
            AuditKind.ACL_IPV6_FORGOTTEN, withAddress == 0 ? Severity.LOW : Severity.MEDIUM, aclId)
        .aspect(direction.toString())
        .related(related)
        .claims(
            Claims.of(
                new Ruling.HasNoEntries(aclId),
                direction,
                acl.vpcId(),
                TrafficSet.of(new Traffic.All(), IPV6)))
        .fix(new Ipv6Entries(acl, behind(acl, evaluation), evaluation).proposal())
        .saying(
            ("Network ACL %s has no %s entry for IPv6, so all of it is denied, while %s"
                    + " allow it at %s there (%s).")
                .formatted(
                    aclId,
                    Words.bound(direction),
                    allowing(placements, groups),
                    Words.count(interfaces.size(), "interface"),
                    withAddress == 0
                        ? "none with an IPv6 address"
                        : withAddress + " with an IPv6 address"));
  }

  /// `rules of sg-1, sg-2 and interfaces without groups`
  private static String allowing(List<Placement> placements, List<String> groups) {
    boolean unfiltered = placements.stream().anyMatch(each -> each.groupIds().isEmpty());
    return (groups.isEmpty() ? "" : "rules of " + Words.list(groups))
        + (groups.isEmpty() || !unfiltered ? "" : " and ")
        + (unfiltered ? "interfaces without security groups" : "");
  }

  /// The interfaces behind the network ACL in subnets with IPv6.
  private static List<Placement> behind(NetworkAcl acl, Evaluation evaluation) {
    return evaluation.placements().stream()
        .filter(each -> acl.equals(evaluation.acl(each)) && hasIpv6(each, evaluation))
        .toList();
  }

  /// {@return the groups with a rule for IPv6}
  private static List<String> allowing(
      List<Placement> placements, Direction direction, Evaluation evaluation) {
    return placements.stream()
        .flatMap(each -> evaluation.rules(each, direction).stream())
        .filter(rule -> isForIpv6(rule, evaluation))
        .map(SecurityGroupRule::groupId)
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean hasIpv6Address(NetworkInterface at) {
    return at.addresses().stream().map(IpAddress::family).anyMatch(IpFamily.IPV6::equals);
  }

  private static boolean isForIpv6(SecurityGroupRule rule, Evaluation evaluation) {
    return evaluation.extent(rule, null).certain().overlaps(IPV6);
  }
}
