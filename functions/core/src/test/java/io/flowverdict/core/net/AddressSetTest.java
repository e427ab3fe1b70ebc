package io.flowverdict.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressSetTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.0.0.0/1 128.0.0.0/1                    | 0.0.0.0/0
          ::/1 8000::/1                            | ::/0
          10.0.0.0/25 10.0.0.128/25                | 10.0.0.0/24
          10.0.0.1/32 10.0.0.2/32                  | 10.0.0.1/32, 10.0.0.2/32
          10.0.0.0/8 10.1.0.0/16                   | 10.0.0.0/8
          255.255.255.255/32 ::/128                | 255.255.255.255/32, ::/128
          0.0.0.0/0 ::/0                           | 0.0.0.0/0, ::/0
          2001:db8::/33 2001:db8:8000::/33         | 2001:db8::/32
          """)
  void blocksThatMeetAreOne(String blocks, String union) {
    assertThat(set(blocks)).hasToString(union);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.0.0.0/30  | 10.0.0.1/32  | 10.0.0.0/32, 10.0.0.2/31
          0.0.0.0/0    | 128.0.0.0/1  | 0.0.0.0/1
          ::/0         | ::/1         | 8000::/1
          10.0.0.0/8   | ::/0         | 10.0.0.0/8
          10.0.0.0/8   | 0.0.0.0/0    | nothing
          """)
  void aDifferenceIsToldInTheFewestBlocks(String blocks, String without, String difference) {
    assertThat(set(blocks).minus(set(without))).hasToString(difference);
  }

  @Test
  void everyAddressIsInTheSetOfAll() {
    assertThat(AddressSet.ALL)
        .isEqualTo(AddressSet.all(IpFamily.IPV4).union(AddressSet.all(IpFamily.IPV6)));
    assertThat(AddressSet.ALL.contains(IpAddress.parse("255.255.255.255"))).isTrue();
    assertThat(AddressSet.ALL.contains(IpAddress.parse("::"))).isTrue();
    assertThat(AddressSet.ALL.minus(AddressSet.ALL)).isEqualTo(AddressSet.EMPTY);
  }

  @Test
  void addressesAreCountedPerFamily() {
    AddressSet set = set("10.0.0.0/24 10.1.0.0/24 2001:db8::/64");

    assertThat(set.count(IpFamily.IPV4)).isEqualTo(512);
    assertThat(set.count(IpFamily.IPV6)).isEqualTo(0x1p64);
    assertThat(AddressSet.ALL.count(IpFamily.IPV6)).isEqualTo(0x1p128);
  }

  private static AddressSet set(String blocks) {
    List<Cidr> cidrs = Stream.of(blocks.split(" ")).map(Cidr::parse).toList();
    return AddressSet.of(cidrs);
  }
}
