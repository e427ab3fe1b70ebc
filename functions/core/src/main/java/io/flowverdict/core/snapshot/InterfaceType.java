package io.flowverdict.core.snapshot;

import org.jspecify.annotations.Nullable;

/// What a network interface is part of, as far as it matters to rules and connections.
public enum InterfaceType {
  /// A zonal NAT gateway, public or private. It has no security groups, forwards what its clients
  /// send through it, and drops what it did not request ([AWS re:Post, "Why do I see inbound
  /// traffic from public IP addresses at my NAT
  /// gateway?"](https://repost.aws/knowledge-center/vpc-analyze-inbound-traffic-nat-gateway)).
  NAT_GATEWAY(false),
  /// A transit gateway attachment: it has no security groups and only forwards.
  TRANSIT_GATEWAY(false),
  /// A Gateway Load Balancer endpoint: it has no security groups and only forwards.
  GATEWAY_LOAD_BALANCER_ENDPOINT(false),
  /// The interface by which Lambda functions reach a VPC: they open connections through it, and
  /// Lambda takes none from the network.
  LAMBDA(false),
  NETWORK_LOAD_BALANCER(true),
  GATEWAY_LOAD_BALANCER(true),
  /// A load balancer of another kind, where the API says so: most have the type of instances.
  LOAD_BALANCER(true),
  /// An instance's, an interface endpoint's, or any other.
  OTHER(true);

  private final boolean takesConnections;

  InterfaceType(boolean takesConnections) {
    this.takesConnections = takesConnections;
  }

  /// {@return the type by the API's name for it; [#OTHER] where it is not told}
  static InterfaceType of(@Nullable String name) {
    return switch (name) {
      // The API's model spells it in camel case, its answers do not.
      case "nat_gateway", "natGateway" -> NAT_GATEWAY;
      case "transit_gateway" -> TRANSIT_GATEWAY;
      case "gateway_load_balancer_endpoint" -> GATEWAY_LOAD_BALANCER_ENDPOINT;
      case "lambda" -> LAMBDA;
      case "network_load_balancer" -> NETWORK_LOAD_BALANCER;
      case "gateway_load_balancer" -> GATEWAY_LOAD_BALANCER;
      case "load_balancer" -> LOAD_BALANCER;
      case null, default -> OTHER;
    };
  }

  /// {@return the type by the beginning of the description that AWS writes}
  static InterfaceType describedBy(@Nullable String description) {
    if (description == null) {
      return OTHER;
    }
    if (description.startsWith("Interface for NAT Gateway nat-")) {
      return NAT_GATEWAY;
    }
    if (description.startsWith("Network Interface for Transit Gateway Attachment tgw-attach-")) {
      return TRANSIT_GATEWAY;
    }
    return description.startsWith("ELB net/") ? NETWORK_LOAD_BALANCER : OTHER;
  }

  /// {@return whether something at such an interface takes connections that others open to its
  /// address: where not, an accepted request only says that a network ACL, or a rule, let it come
  /// that far}
  public boolean takesConnections() {
    return takesConnections;
  }
}
