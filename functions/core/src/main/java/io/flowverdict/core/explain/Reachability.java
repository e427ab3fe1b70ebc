package io.flowverdict.core.explain;

import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.Neighbourhood;
import io.flowverdict.core.snapshot.NetworkInterface;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the configuration tells of routes between two ends, as a note beside the answer. Routing is
/// not modelled: the note never changes a verdict.
final class Reachability {

  /// The IPv4 addresses of the Internet.
  static final AddressSet PUBLIC_IPV4 =
      AddressSet.all(IpFamily.IPV4).minus(AddressSet.of(notPublic()));

  private static List<Cidr> notPublic() {
    return Stream.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "224.0.0.0/3")
        .map(Cidr::parse)
        .toList();
  }

  private final Neighbourhood neighbourhood;

  Reachability(Neighbourhood neighbourhood) {
    this.neighbourhood = neighbourhood;
  }

  /// {@return the note, as a sentence}
  Optional<String> note(Exchange exchange) {
    return switch (exchange.client()) {
      case Endpoint.Inside client ->
          switch (exchange.server()) {
            case Endpoint.Inside server -> betweenVpcs(exchange, client.at(), server.at());
            case Endpoint.Outside server ->
                service(client, server)
                    .or(() ->
                        overInternet(
                            client.at(),
                            server,
                            "it reaches the Internet only through a NAT gateway or the like"));
          };
      case Endpoint.Outside client ->
          exchange.server() instanceof Endpoint.Inside server
              ? overInternet(
                  server.at(),
                  client,
                  "the Internet reaches it only through a load balancer or the like")
              : Optional.empty();
    };
  }

  /// Services that have gateway endpoints are reached through one without a way to the Internet.
  private Optional<String> service(Endpoint.Inside client, Endpoint.Outside server) {
    return neighbourhood.snapshot().prefixLists().values().stream()
        .filter(list -> list.isManagedByAws() && list.contains(server.address()))
        .filter(list -> list.name() != null && list.name().matches(".*\\.(s3|dynamodb|s3express)"))
        .findFirst()
        .map(list ->
            "%s is an address of %s (%s), which a gateway endpoint reaches as well as %s."
                .formatted(server.address(), list.name(), list.id(), wayOut(client)));
  }

  /// What leads to the Internet from an address: a NAT gateway forwards from IPv4 addresses, and
  /// what has a public one needs none (VPC user guide, "NAT gateways", "Egress-only internet
  /// gateways").
  private static String wayOut(Endpoint.Inside client) {
    IpAddress address = client.address();
    if (address.family() == IpFamily.IPV6) {
      return "an Internet gateway or an egress-only Internet gateway";
    }
    return client.at().publicAddressOf(address).isPresent()
        ? "the Internet gateway"
        : "a NAT gateway";
  }

  private Optional<String> betweenVpcs(
      Exchange exchange, NetworkInterface client, NetworkInterface server) {
    String from = client.vpcId();
    String to = server.vpcId();
    if (exchange.isThroughInternetGateway()
        || neighbourhood.relation(from, to) != Neighbourhood.Relation.APART) {
      return Optional.empty();
    }
    return Optional.of(
        "The configuration has no active peering connection between "
            + Wording.orUnknown(from, "an unknown VPC")
            + " and "
            + Wording.orUnknown(to, "an unknown VPC")
            + ".");
  }

  private static Optional<String> overInternet(
      NetworkInterface at, Endpoint.Outside outside, String consequence) {
    boolean internet = outside.vpcId() == null && isInternetIpv4(outside.address());
    return internet && at.publicAddresses().isEmpty()
        ? Optional.of(at.id() + " has no public IPv4 address: " + consequence + ".")
        : Optional.empty();
  }

  private static boolean isInternetIpv4(IpAddress address) {
    return PUBLIC_IPV4.contains(address);
  }
}
