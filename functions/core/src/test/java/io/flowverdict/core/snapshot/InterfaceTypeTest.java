package io.flowverdict.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void anInterfaceWithoutATypeMayTakeConnections() {
    assertThat(InterfaceType.of(null)).isEqualTo(InterfaceType.OTHER);
  }
}
