package io.flowverdict.core.audit;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.audit.Proposal.Way;
import io.flowverdict.core.audit.set.TrafficLine;
import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.change.AllowEntries;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.InterfaceType;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Traffic;
import io.flowverdict.core.snapshot.VpcPeering;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Network ACLs that let TCP or UDP pass in both directions and drop the messages of Path MTU
/// Discovery that belong to it ([PathMtu]), so that what is larger than the path takes is lost.
///
/// Inside a VPC, and over peering in one Region, every path takes jumbo frames of 9001 bytes; an
/// Internet gateway and a VPN take 1500, a transit gateway, peering between Regions and a NAT
/// gateway 8500 (EC2 user guide, "Network MTU"; VPC user guide, "NAT gateway basics"). So only
/// peers outside count: what their messages pass inbound. Outbound ones matter at a NAT gateway,
/// which sends them to its clients.
///
/// Peers on the Internet count where there is a way to it: a public address, a NAT or transit
/// gateway in the VPC, or a global IPv6 address.
///
/// Security groups are not looked at: they let the message in that belongs to a connection which is
/// untracked, or automatically tracked as behind a NAT gateway or load balancer.
final class PathMtuBlocked implements Audit {

  /// The share of the peers from which on a message that is dropped counts; below it, what is
  /// closed is an exception, such as a list of blocked networks.
  private static final double NOTABLE = 0.25;

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.ACL_BLOCKS_PATH_MTU);
  }

  @Override
  public Set<Section> needs() {
    return Set.of(
        Section.SECURITY_GROUPS,
        Section.INTERFACES,
        Section.NETWORK_ACLS,
        Section.SUBNETS,
        Section.VPCS);
  }

  @Override
  public Set<Layer> affectedBy() {
    return Set.of(Layer.SG, Layer.NACL);
  }

  /// What belongs to one finding.
  private record Key(String aclId, Direction direction, IpFamily family)
      implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return toString().compareTo(other.toString());
    }
  }

  /// An interface with the peers from or to which the messages are dropped.
  private record Case(NetworkInterface at, Placement placement, AddressSet peers) {}

  @Override
  public List<Detected> run(Evaluation evaluation) {
    Subnets subnets = evaluation.subnets();
    Internet internet = evaluation.internet();
    Map<Key, List<Case>> cases = new TreeMap<>();
    for (Placement placement : evaluation.placements()) {
      NetworkAcl acl = evaluation.acl(placement);
      if (acl != null && !evaluation.inVpc(placement).isEmpty()) {
        AddressSet talking = talking(placement, acl, subnets, evaluation);
        for (NetworkInterface at : placement.interfaces()) {
          for (IpFamily family : IpFamily.values()) {
            examine(at, placement, acl, talking, family, internet, evaluation, cases);
          }
        }
      }
    }
    return cases.entrySet().stream()
        .map(entry -> finding(entry.getKey(), entry.getValue(), internet, evaluation))
        .toList();
  }

  private static void examine(
      NetworkInterface at,
      Placement placement,
      NetworkAcl acl,
      AddressSet talking,
      IpFamily family,
      Internet internet,
      Evaluation evaluation,
      Map<Key, List<Case>> cases) {
    if (at.addresses().stream().map(IpAddress::family).noneMatch(family::equals)) {
      return;
    }
    boolean gateway = at.type() == InterfaceType.NAT_GATEWAY;
    AddressSet ofFamily = talking.intersect(AddressSet.all(family));
    AddressSet inside = evaluation.inVpc(placement);
    add(
        new Key(acl.id(), Direction.INGRESS, family),
        new Case(
            at,
            placement,
            outside(at, ofFamily.minus(near(placement, evaluation)), internet, evaluation)),
        evaluation,
        cases);
    add(
        new Key(acl.id(), Direction.EGRESS, family),
        new Case(at, placement, gateway ? ofFamily.intersect(inside) : AddressSet.EMPTY),
        evaluation,
        cases);
  }

  /// The peers to which there may be a way. Networks that are not on the Internet are only meant
  /// where the Internet is not.
  private static AddressSet outside(
      NetworkInterface at, AddressSet peers, Internet internet, Evaluation evaluation) {
    AddressSet onInternet = peers.intersect(internet.addresses());
    if (onInternet.isEmpty()) {
      return peers;
    }
    boolean global = at.addresses().stream().anyMatch(Internet.GLOBAL_IPV6::contains);
    boolean public4 =
        !at.publicAddresses().isEmpty() || evaluation.subnets().hasGatewayIn(at.vpcId());
    return onInternet.minus(
        AddressSet.unionOf(
            List.of(
                global ? AddressSet.EMPTY : AddressSet.all(IpFamily.IPV6),
                public4 ? AddressSet.EMPTY : AddressSet.all(IpFamily.IPV4))));
  }

  /// Adds the case where a notable part of its peers is in trouble.
  private static void add(
      Key key, Case talking, Evaluation evaluation, Map<Key, List<Case>> cases) {
    NetworkAcl acl =
        requireNonNull(evaluation.snapshot().networkAcls().get(key.aclId()), "acl is null");
    AddressSet open =
        evaluation
            .allowed(acl, key.direction())
            .peersAt(TrafficLine.of(message(key.family())).from());
    AddressSet dropped = talking.peers().minus(open);
    double all = talking.peers().count(key.family());
    if (all > 0 && dropped.count(key.family()) >= NOTABLE * all) {
      cases
          .computeIfAbsent(key, _ -> new ArrayList<>())
          .add(new Case(talking.at(), talking.placement(), dropped));
    }
  }

  /// The peers outside the subnet with which groups and network ACL let TCP or UDP pass, in both
  /// directions. Of interfaces without groups only a NAT gateway is known to talk.
  private static AddressSet talking(
      Placement placement, NetworkAcl acl, Subnets subnets, Evaluation evaluation) {
    AddressSet peers =
        subnets
            .behindAcl(placement, Direction.INGRESS, evaluation)
            .intersect(subnets.behindAcl(placement, Direction.EGRESS, evaluation));
    for (Direction direction : Direction.values()) {
      peers = peers.intersect(ofPorts(evaluation.allowed(acl, direction)).allPeers());
    }
    if (placement.groupIds().isEmpty()) {
      boolean gateway =
          placement.interfaces().stream()
              .anyMatch(each -> each.type() == InterfaceType.NAT_GATEWAY);
      return gateway ? peers : AddressSet.EMPTY;
    }
    List<AddressSet> allowed = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      for (SecurityGroupRule rule : evaluation.rules(placement, direction)) {
        allowed.add(ofPorts(evaluation.certain(rule, placement.vpcId())).allPeers());
      }
    }
    return peers.intersect(AddressSet.unionOf(allowed));
  }

  private static TrafficSet ofPorts(TrafficSet traffic) {
    return traffic
        .on(ReplyPorts.stretch(Protocol.TCP))
        .union(traffic.on(ReplyPorts.stretch(Protocol.UDP)));
  }

  /// The addresses to which all paths take jumbo frames: those of the VPC and of VPCs that are
  /// peered with it in one Region; any address, where peering connections may be missing.
  private static AddressSet near(Placement placement, Evaluation evaluation) {
    if (evaluation.snapshot().incomplete().has(Listing.PEERINGS)) {
      return AddressSet.ALL;
    }
    String vpc = requireNonNull(placement.vpcId(), "vpcId is null");
    List<AddressSet> near = new ArrayList<>(List.of(evaluation.inVpc(placement)));
    for (VpcPeering peering : evaluation.snapshot().peerings().values()) {
      VpcPeering.Side side = peering.isActive() ? peering.across(vpc) : null;
      if (side != null && !peering.isBetweenRegions()) {
        near.add(AddressSet.of(side.cidrs()));
      }
    }
    return AddressSet.unionOf(near);
  }

  private static Traffic message(IpFamily family) {
    return switch (family) {
      case IPV4 -> new Traffic.Icmp(Protocol.ICMP, 3, 4);
      case IPV6 -> new Traffic.Icmp(Protocol.ICMPV6, 2, 0);
    };
  }

  private static Detected finding(
      Key key, List<Case> cases, Internet internet, Evaluation evaluation) {
    NetworkAcl acl =
        requireNonNull(evaluation.snapshot().networkAcls().get(key.aclId()), "acl is null");
    AddressSet peers = AddressSet.unionOf(cases.stream().map(Case::peers).toList());
    List<NetworkAclEntry> denying =
        evaluation
            .decisions(acl, key.direction())
            .denying(TrafficSet.of(message(key.family()), peers));
    List<String> entries = denying.stream().map(NetworkAclEntry::name).distinct().toList();
    List<String> related = new ArrayList<>();
    cases.forEach(each -> related.add(each.at().id()));
    return evaluation
        .finding(AuditKind.ACL_BLOCKS_PATH_MTU, Severity.LOW, acl.id())
        .claims(
            Claims.of(
                Claims.deciding(acl, denying),
                key.direction(),
                acl.vpcId(),
                TrafficSet.of(message(key.family()), peers)))
        .aspect(key.direction() + " " + Words.family(key.family()))
        .related(related)
        .fix(fix(acl, key, denying, evaluation))
        .saying(
            ("Network ACL %s lets TCP or UDP pass between %s and %s, and its %s %s %s %s: Path MTU"
                    + " Discovery fails, and packets larger than the path takes are lost.")
                .formatted(
                    acl.id(),
                    Words.list(cases.stream().map(each -> each.at().id()).distinct().toList()),
                    internet.isOpen(peers, key.family())
                        ? internet.words(peers, key.family())
                        : Words.addresses(peers),
                    Words.bound(key.direction()),
                    (entries.size() == 1 ? "entry " : "entries ") + Words.list(entries),
                    entries.size() == 1 ? "drops" : "drop",
                    name(key.family())));
  }

  private static String name(IpFamily family) {
    return switch (family) {
      case IPV4 -> "ICMP type 3 code 4 (fragmentation needed)";
      case IPV6 -> "ICMPv6 type 2 (packet too big)";
    };
  }

  /// The routers that send the message may have any address.
  private static Proposal fix(
      NetworkAcl acl, Key key, List<NetworkAclEntry> denying, Evaluation evaluation) {
    int before = denying.stream().mapToInt(NetworkAclEntry::number).min().orElse(1);
    Cidr all = Cidr.all(key.family());
    String text =
        "Allow %s %s %s %s: routers on the way, which may have any address, send it."
            .formatted(
                name(key.family()),
                Words.bound(key.direction()),
                Words.preposition(key.direction()),
                all);
    return Proposal.reaching(
        text,
        (kind, planned) ->
            kind == Fix.Kind.DURABLE
                ? List.of()
                : new AllowEntries(acl, key.direction(), planned)
                    .before(before, List.of(message(key.family())), List.of(all)).stream()
                        .map(changes ->
                            new Way(
                                text,
                                ReplyEntries.parts(
                                    acl, changes, evaluation.snapshot(), /* replies= */ false)))
                        .toList());
  }
}
