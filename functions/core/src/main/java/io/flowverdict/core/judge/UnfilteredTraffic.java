package io.flowverdict.core.judge;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Vpc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The traffic that neither security groups nor network ACLs filter, as the VPC user guide lists it
/// ("Network ACLs", "Security groups").
public final class UnfilteredTraffic {

  private static final PortRange DNS = PortRange.of(53);
  private static final PortRange DHCP_V4 = new PortRange(67, 68);
  private static final PortRange DHCP_V6 = new PortRange(546, 547);

  /// The ports of either side that it matters to be in.
  public static final List<PortRange> PORTS = List.of(DNS, DHCP_V4, DHCP_V6);

  /// Places above the base of a VPC's and of a subnet's block.
  private static final int RESOLVER = 2;

  private static final int ROUTER = 1;

  private static final Map<IpAddress, NotEvaluatedReason> SERVICES = services();

  private final Snapshot snapshot;

  public UnfilteredTraffic(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  private static Map<IpAddress, NotEvaluatedReason> services() {
    Map<IpAddress, NotEvaluatedReason> services = new HashMap<>();
    put(services, NotEvaluatedReason.INSTANCE_METADATA, "169.254.169.254", "fd00:ec2::254");
    put(services, NotEvaluatedReason.TIME_SYNC, "169.254.169.123", "fd00:ec2::123");
    put(services, NotEvaluatedReason.DNS_RESOLVER, "169.254.169.253", "fd00:ec2::253");
    put(services, NotEvaluatedReason.TASK_METADATA, "169.254.170.2", "169.254.170.23");
    put(services, NotEvaluatedReason.TASK_METADATA, "fd00:ec2::23");
    put(services, NotEvaluatedReason.WINDOWS_ACTIVATION, "169.254.169.250", "169.254.169.251");
    put(services, NotEvaluatedReason.WINDOWS_ACTIVATION, "fd00:ec2::250", "fd00:ec2::251");
    return Map.copyOf(services);
  }

  private static void put(
      Map<IpAddress, NotEvaluatedReason> services, NotEvaluatedReason reason, String... addresses) {
    for (String address : addresses) {
      services.put(IpAddress.parse(address), reason);
    }
  }

  /// {@return the addresses that it matters to be exactly, beside the routers of subnets}
  public static Set<IpAddress> addresses(Snapshot snapshot) {
    Set<IpAddress> addresses = new HashSet<>(SERVICES.keySet());
    snapshot.vpcs().values().forEach(vpc -> at(vpc.cidrs(), RESOLVER).ifPresent(addresses::add));
    return addresses;
  }

  /// {@return the address of a subnet's router: at the base of its IPv4 block plus one}
  public static Optional<IpAddress> router(Subnet subnet) {
    return at(subnet.cidrs(), ROUTER);
  }

  /// The address at a place in the first IPv4 block, if the block has that place.
  private static Optional<IpAddress> at(List<Cidr> cidrs, int offset) {
    return cidrs.stream()
        .filter(cidr -> cidr.family() == IpFamily.IPV4)
        .findFirst()
        .filter(block -> block.last().low() - block.network().low() >= offset)
        .map(block -> block.network().plus(offset));
  }

  /// {@return why the packet is not filtered; empty when it is}
  public Optional<NotEvaluatedReason> reason(
      NetworkInterface at, Direction direction, Packet packet) {
    IpAddress peer = packet.peer(direction);
    NotEvaluatedReason service = SERVICES.get(peer);
    if (service != null) {
      return Optional.of(service);
    }
    if (isDhcp(packet)) {
      return Optional.of(NotEvaluatedReason.DHCP);
    }
    if (isVpcResolver(at, peer) && usesPort(peerPort(direction, packet), DNS)) {
      return Optional.of(NotEvaluatedReason.DNS_RESOLVER);
    }
    return isRouter(at, peer) ? Optional.of(NotEvaluatedReason.VPC_ROUTER) : Optional.empty();
  }

  private static boolean isDhcp(Packet packet) {
    PortRange ports = packet.source().family() == IpFamily.IPV4 ? DHCP_V4 : DHCP_V6;
    return packet.protocol().equals(Protocol.UDP)
        && usesPort(packet.sourcePort(), ports)
        && usesPort(packet.destinationPort(), ports);
  }

  private static @Nullable Integer peerPort(Direction direction, Packet packet) {
    return direction == Direction.INGRESS ? packet.sourcePort() : packet.destinationPort();
  }

  private static boolean usesPort(@Nullable Integer port, PortRange ports) {
    return port != null && ports.contains(port);
  }

  /// The resolver is at the base of the VPC's primary IPv4 block plus two.
  private boolean isVpcResolver(NetworkInterface at, IpAddress peer) {
    Vpc vpc = at.vpcId() == null ? null : snapshot.vpcs().get(at.vpcId());
    return vpc != null && at(vpc.cidrs(), RESOLVER).filter(peer::equals).isPresent();
  }

  private boolean isRouter(NetworkInterface at, IpAddress peer) {
    Subnet subnet = at.subnetId() == null ? null : snapshot.subnets().get(at.subnetId());
    return subnet != null && router(subnet).filter(peer::equals).isPresent();
  }
}
