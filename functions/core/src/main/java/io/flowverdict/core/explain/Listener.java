package io.flowverdict.core.explain;

import io.flowverdict.core.snapshot.InterfaceType;
import java.util.Optional;

/// Whether anything at the server's end takes connections. The layers know nothing of it: they let
/// pass to a NAT gateway what the gateway then drops.
final class Listener {

  private Listener() {}

  /// {@return that nothing takes the connection and why, as a sentence; empty where something may}
  static Optional<String> whyNone(Exchange exchange) {
    return exchange.server() instanceof Endpoint.Inside server
        ? whyNone(server.at().type()).map(why -> exchange + " reaches nothing: " + why + ".")
        : Optional.empty();
  }

  private static Optional<String> whyNone(InterfaceType type) {
    return switch (type) {
      case NAT_GATEWAY ->
          Optional.of(
              "a NAT gateway drops what it did not request, and forwards only what its clients send"
                  + " through it");
      case TRANSIT_GATEWAY ->
          Optional.of(
              "a transit gateway attachment forwards what is routed through it, and no more");
      case GATEWAY_LOAD_BALANCER_ENDPOINT ->
          Optional.of(
              "a Gateway Load Balancer endpoint forwards what is routed through it, and no more");
      case LAMBDA -> Optional.of("a Lambda function takes no connections from the network");
      case NETWORK_LOAD_BALANCER, GATEWAY_LOAD_BALANCER, LOAD_BALANCER, OTHER -> Optional.empty();
    };
  }

  /// {@return whether letting the exchange pass is of use to nobody. What a client inside sends to
  /// an interface that forwards meets the same layers when it is routed through it}
  static boolean isOfNoUse(Exchange exchange) {
    return whyNone(exchange).isPresent()
        && !(exchange.client() instanceof Endpoint.Inside && forwards(exchange));
  }

  private static boolean forwards(Exchange exchange) {
    return exchange.server() instanceof Endpoint.Inside server
        && server.at().type() != InterfaceType.LAMBDA;
  }
}
