package io.flowverdict.core.finding;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.AddressOwners;
import io.flowverdict.core.snapshot.Internet;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Vpc;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is on the other side of a flow, coarse enough that one cause is one finding: the security
/// groups of an interface, a subnet, a VPC, a private network, or the Internet.
public final class PeerGroups {

  /// The label of every address on the [Internet].
  public static final String INTERNET = "internet";

  /// The prefix lengths of the networks that unknown private peers are grouped by.
  private static final int IPV4_NETWORK = 24;

  private static final int IPV6_NETWORK = 64;

  private final Snapshot snapshot;
  private final AddressOwners owners;

  private final Internet internet;

  public PeerGroups(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.owners = new AddressOwners(snapshot);
    this.internet = new Internet(snapshot);
  }

  /// {@return whether the address is on the [Internet]}
  public boolean isInternet(IpAddress address) {
    return internet.contains(address);
  }

  /// {@return the label of the peer's group, as an interface sees it}
  public String of(String interfaceId, IpAddress peer) {
    if (isInternet(peer)) {
      return INTERNET;
    }
    NetworkInterface at = snapshot.interfaces().get(interfaceId);
    String vpcId = at == null ? null : at.vpcId();
    return interfaceOf(vpcId, peer)
        .map(PeerGroups::label)
        .or(() -> subnetOf(vpcId, peer))
        .or(() -> vpcOf(peer))
        .orElseGet(() -> network(peer));
  }

  private Optional<NetworkInterface> interfaceOf(@Nullable String vpcId, IpAddress peer) {
    List<NetworkInterface> all = owners.of(peer);
    return all.stream()
        .filter(owner -> Objects.equals(owner.vpcId(), vpcId))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  private static String label(NetworkInterface owner) {
    return owner.groupIds().isEmpty() ? owner.id() : String.join("+", owner.groupIds());
  }

  private Optional<String> subnetOf(@Nullable String vpcId, IpAddress peer) {
    return snapshot.subnets().values().stream()
        .filter(subnet -> Objects.equals(subnet.vpcId(), vpcId) && subnet.contains(peer))
        .map(Subnet::id)
        .findFirst();
  }

  private Optional<String> vpcOf(IpAddress peer) {
    return snapshot.vpcs().values().stream()
        .filter(vpc -> vpc.contains(peer))
        .map(Vpc::id)
        .findFirst();
  }

  private static String network(IpAddress peer) {
    return new Cidr(peer, peer.family() == IpFamily.IPV4 ? IPV4_NETWORK : IPV6_NETWORK).toString();
  }
}
