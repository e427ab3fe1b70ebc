package io.flowverdict.core.explain;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.InterfaceType;
import io.flowverdict.core.snapshot.Internet;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What becomes of the source address of a client without a public IPv4 address on its way to a
/// public address: a NAT gateway exchanges it for a public one of its own (VPC user guide, "NAT
/// gateways").
///
/// It is known where the configuration shows the NAT gateways of the client's VPC and nothing else
/// that could do it: no other interface there that forwards, and no transit gateway attachment, by
/// which a NAT gateway of another VPC may be reached.
///
/// @param addresses every address that the source may have
/// @param gateways the NAT gateways whose addresses they are; empty where it is not known what
///   translates
public record SourceNat(AddressSet addresses, List<NetworkInterface> gateways) {

  public SourceNat {
    requireNonNull(addresses, "addresses is null");
    gateways = List.copyOf(gateways);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("No address to translate to");
    }
  }

  /// {@return what translates the source of what a client sends to a server's public address}
  static SourceNat of(NetworkInterface client, NetworkInterface server, Snapshot snapshot) {
    List<NetworkInterface> near =
        snapshot.interfaces().values().stream()
            .filter(each -> Objects.equals(each.vpcId(), client.vpcId()))
            .filter(each -> !each.id().equals(client.id()) && !each.id().equals(server.id()))
            .toList();
    List<NetworkInterface> gateways =
        near.stream()
            .filter(SourceNat::isNatGateway)
            .filter(each -> !each.publicAddresses().isEmpty())
            .toList();
    boolean others =
        client.vpcId() == null
            || snapshot.incomplete().has(Listing.INTERFACES)
            || near.stream().anyMatch(SourceNat::isOtherWay);
    return gateways.isEmpty() || others
        ? new SourceNat(anyPublic(snapshot), List.of())
        : new SourceNat(
            AddressSet.of(
                gateways.stream()
                    .flatMap(each -> each.publicAddresses().stream())
                    .map(Cidr::of)
                    .toList()),
            gateways);
  }

  private static boolean isNatGateway(NetworkInterface at) {
    return at.type() == InterfaceType.NAT_GATEWAY;
  }

  private static boolean isOtherWay(NetworkInterface at) {
    return at.type() == InterfaceType.TRANSIT_GATEWAY || isNatInstance(at);
  }

  private static boolean isNatInstance(NetworkInterface at) {
    return at.type() == InterfaceType.OTHER
        && !at.sourceDestCheck()
        && !at.publicAddresses().isEmpty();
  }

  /// The addresses of the Internet, without those of interfaces that translate nothing.
  private static AddressSet anyPublic(Snapshot snapshot) {
    Stream<Cidr> inside = new Internet(snapshot).inside().stream();
    Stream<Cidr> others =
        snapshot.interfaces().values().stream()
            .filter(each -> !isNatGateway(each) && !isNatInstance(each))
            .flatMap(each -> each.publicAddresses().stream())
            .map(Cidr::of);
    return Reachability.PUBLIC_IPV4.minus(AddressSet.of(Stream.concat(inside, others).toList()));
  }

  /// {@return an address that the source may have}
  IpAddress example() {
    return addresses.samples().getFirst();
  }

  /// {@return the addresses where there are several; empty where the source is known}
  Optional<AddressSet> several() {
    boolean one = addresses.equals(AddressSet.of(Cidr.of(example())));
    return one ? Optional.empty() : Optional.of(addresses);
  }

  /// {@return the ports on which what translates takes replies}
  ClientPorts ports() {
    return gateways.isEmpty()
        ? ClientPorts.unknown("a NAT gateway or the like")
        : ClientPorts.of(gateways.getFirst());
  }

  /// {@return what a server sees of a client, as a sentence}
  String note(Object client, IpAddress server) {
    String from =
        gateways.isEmpty()
            ? "the public address of a NAT gateway or the like, which is not known"
            : "%s, the public address%s of NAT gateway%s %s"
                .formatted(
                    Wording.addresses(addresses),
                    several().isPresent() ? "es" : "",
                    gateways.size() > 1 ? "s" : "",
                    Candidates.list(gateways.stream().map(NetworkInterface::id).toList()));
    return "%s has no public IPv4 address: what it sends to %s arrives from %s."
        .formatted(client, server, from);
  }
}
