package io.flowverdict.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.net.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressOwnersTest {

  private static final Snapshot NETWORK =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16 2001:db8:1::/56
          vpc-2 has 10.0.0.0/16
          subnet-1 of vpc-1 has 10.0.1.0/24 2001:db8:1::/64
          subnet-2 of vpc-2 has 10.0.1.0/24
          eni-1 of subnet-1 has 10.0.1.10 10.0.1.11 2001:db8:1::10 delegates 10.0.1.64/28
          eni-2 of subnet-1 has 10.0.1.70
          eni-3 of subnet-2 has 10.0.1.10 delegates 10.0.1.64/30
          eni-4 of subnet-1 has 10.0.1.20 delegates 2001:db8:1:0:f::/80
          """);

  @ParameterizedTest
  @CsvSource({
    "10.0.1.11, eni-1",
    "10.0.1.10, eni-1 eni-3",
    "10.0.1.70, eni-2 eni-1",
    "10.0.1.65, eni-3 eni-1",
    "10.0.1.64, eni-3 eni-1",
    "10.0.1.79, eni-1",
    "10.0.1.80, ''",
    "2001:db8:1::10, eni-1",
    "2001:db8:1:0:f::7, eni-4",
    "2001:db8:1:0:e::7, ''",
    "0.0.0.0, ''",
    "::a00:10a, ''"
  })
  void ownersHaveAnAddressThemselvesOrInADelegatedPrefix(String address, String owners) {
    assertThat(ids(new AddressOwners(NETWORK).of(IpAddress.parse(address))))
        .containsExactlyInAnyOrder(owners.isEmpty() ? new String[0] : owners.split(" "));
  }

  @Test
  void whatIsOwnedIsWhatEachInterfaceSaysItself() {
    AddressOwners owners = new AddressOwners(NETWORK);
    for (int last = 0; last < 256; last++) {
      IpAddress address = IpAddress.ipv4(0x0A00_0100 | last);
      assertThat(ids(owners.of(address)))
          .as(address.toString())
          .containsExactlyInAnyOrderElementsOf(
              NETWORK.interfaces().values().stream()
                  .filter(each -> each.owns(address))
                  .map(NetworkInterface::id)
                  .toList());
    }
  }

  @Test
  void anInterfaceThatOwnsAnAddressInBothWaysIsThereOnce() {
    Snapshot network =
        TestNetwork.of(
            """
            vpc-1 has 10.0.0.0/16
            subnet-1 of vpc-1 has 10.0.1.0/24
            eni-1 of subnet-1 has 10.0.1.10 delegates 10.0.1.0/28
            """);

    assertThat(ids(new AddressOwners(network).of(IpAddress.parse("10.0.1.10"))))
        .containsExactly("eni-1");
  }

  private static List<String> ids(List<NetworkInterface> interfaces) {
    return interfaces.stream().map(NetworkInterface::id).toList();
  }
}
