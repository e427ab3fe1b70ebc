package io.flowverdict.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterfaceTypeTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nat_gateway, NAT_GATEWAY, false",
    "natGateway, NAT_GATEWAY, false",
    "transit_gateway, TRANSIT_GATEWAY, false",
    "gateway_load_balancer_endpoint, GATEWAY_LOAD_BALANCER_ENDPOINT, false",
    "lambda, LAMBDA, false",
    "network_load_balancer, NETWORK_LOAD_BALANCER, true",
    "gateway_load_balancer, GATEWAY_LOAD_BALANCER, true",
    "load_balancer, LOAD_BALANCER, true",
    "vpc_endpoint, OTHER, true",
    "interface, OTHER, true",
    "efa, OTHER, true",
    "a_type_of_the_future, OTHER, true",
  })
  void theNameOfTheApiSaysWhetherAnythingTakesConnections(
      String name, InterfaceType type, boolean takesConnections) {
    assertThat(InterfaceType.of(name)).isEqualTo(type);
    assertThat(type.takesConnections()).isEqualTo(takesConnections);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Interface for NAT Gateway nat-0abc, NAT_GATEWAY",
    "Network Interface for Transit Gateway Attachment tgw-attach-0abc, TRANSIT_GATEWAY",
    "ELB net/ingress/0abc, NETWORK_LOAD_BALANCER",
    "our interface for NAT Gateway nat-0abc, OTHER",
  })
  void anInterfaceWithoutGroupsIsWhatAwsDescribesItAs(String description, InterfaceType type) {
    assertThat(described(description, Set.of()).type()).isEqualTo(type);
    assertThat(described(description, Set.of("sg-1")).type()).isEqualTo(InterfaceType.OTHER);
  }

  private static NetworkInterface described(String description, Set<String> groups) {
    String member = groups.isEmpty() ? "" : " carries sg-1";
    NetworkInterface plain =
        Objects.requireNonNull(
            TestNetwork.of("eni-1 of subnet-1 has 10.0.1.10" + member).interfaces().get("eni-1"));
    return new NetworkInterface(
        plain.id(),
        null,
        description,
        "interface",
        plain.vpcId(),
        plain.subnetId(),
        null,
        null,
        null,
        /* requesterManaged= */ true,
        /* sourceDestCheck= */ true,
        plain.addresses(),
        List.of(),
        List.of(),
        groups);
  }

  @Test
  void anInterfaceWithoutATypeMayTakeConnections() {
    assertThat(InterfaceType.of(null)).isEqualTo(InterfaceType.OTHER);
  }
}
