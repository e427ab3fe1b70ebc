package io.flowverdict.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.0.0.0/0          | 0.0.0.0         | 255.255.255.255
          10.0.0.0/16        | 10.0.0.0        | 10.0.255.255
          10.0.1.5/16        | 10.0.0.0        | 10.0.255.255
          192.0.2.128/25     | 192.0.2.128     | 192.0.2.255
          192.0.2.1/32       | 192.0.2.1       | 192.0.2.1
          255.255.255.255/1  | 128.0.0.0       | 255.255.255.255
          ::/0               | ::              | ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
          2001:db8::1/32     | 2001:db8::      | 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff
          2001:db8::/64      | 2001:db8::      | 2001:db8::ffff:ffff:ffff:ffff
          2001:db8::/65      | 2001:db8::      | 2001:db8::7fff:ffff:ffff:ffff
          2001:db8::1/128    | 2001:db8::1     | 2001:db8::1
          """)
  void aBlockGoesFromItsFirstToItsLastAddress(String text, String first, String last) {
    Cidr block = Cidr.parse(text);

    assertThat(block.network()).hasToString(first);
    assertThat(block.last()).hasToString(last);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.0.0.0",
        "10.0.0.0/",
        "/16",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/+8",
        "10.0.0.0/8 ",
        "10.0.0.0/255.0.0.0",
        "10.0.0.0/8/8",
        "::/129",
        "::/1000",
        "10.0/8",
        "x/8",
        "10.0.0.0/٨"
      })
  void whatIsNoBlockIsRefused(String text) {
    assertThat(Cidr.tryParse(text)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.parse(text))
        .withMessageContaining("\"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource({"IPV4, -1", "IPV4, 33", "IPV6, -1", "IPV6, 129"})
  void aPrefixIsNoLongerThanAnAddress(IpFamily family, int length) {
    IpAddress address = Cidr.all(family).network();

    assertThatIllegalArgumentException().isThrownBy(() -> new Cidr(address, length));
  }

  @Test
  void theBlocksOfAFamilyAndOfAnAddressAreTheWidestAndTheNarrowest() {
    assertThat(Cidr.all(IpFamily.IPV4)).hasToString("0.0.0.0/0");
    assertThat(Cidr.all(IpFamily.IPV6)).hasToString("::/0");
    assertThat(Cidr.of(IpAddress.parse("10.0.1.5"))).hasToString("10.0.1.5/32");
    assertThat(Cidr.of(IpAddress.parse("::1"))).hasToString("::1/128");
  }

  @Test
  void aBlockNeverContainsTheOtherFamily() {
    assertThat(Cidr.ALL_IPV4.contains(IpAddress.parse("::ffff:10.0.0.1"))).isFalse();
    assertThat(Cidr.ALL_IPV6.contains(IpAddress.parse("10.0.0.1"))).isFalse();
    assertThat(Cidr.ALL_IPV6.contains(Cidr.ALL_IPV4)).isFalse();
    assertThat(Cidr.ALL_IPV4.overlaps(Cidr.ALL_IPV6)).isFalse();
  }

  @Test
  void randomBlocksBehaveAsRangesOfNumbers() {
    Random random = new Random(10);
    for (int i = 0; i < 50_000; i++) {
      Range one = Range.random(random);
      Range other = Range.near(one, random);
      IpAddress address = Addresses.random(other.block.family(), random);

      assertThat(Addresses.number(one.block.network())).isEqualTo(one.first);
      assertThat(Addresses.number(one.block.last())).isEqualTo(one.last);
      assertThat(one.block.contains(address)).isEqualTo(one.contains(address));
      assertThat(one.block.contains(other.block.last()))
          .isEqualTo(one.contains(other.block.last()));
      assertThat(one.block.contains(other.block)).isEqualTo(one.contains(other));
      assertThat(one.block.overlaps(other.block)).isEqualTo(one.overlaps(other));
      assertThat(Cidr.parse(one.block.toString())).isEqualTo(one.block);
      assertThat(one.block.compareTo(other.block) == 0).isEqualTo(one.block.equals(other.block));
    }
  }

  /// A block, and its ends found by division.
  private record Range(Cidr block, BigInteger first, BigInteger last) {

    static Range of(IpAddress address, int length) {
      BigInteger size = BigInteger.TWO.pow(address.family().bits() - length);
      BigInteger first = Addresses.number(address).divide(size).multiply(size);
      return new Range(new Cidr(address, length), first, first.add(size).subtract(BigInteger.ONE));
    }

    static Range random(Random random) {
      IpAddress address = Addresses.random(random);
      return of(address, random.nextInt(address.family().bits() + 1));
    }

    /// {@return often a block inside or around the other, since unrelated ones seldom meet}
    static Range near(Range other, Random random) {
      if (random.nextInt(3) == 0) {
        return random(random);
      }
      return of(other.block.last(), random.nextInt(other.block.family().bits() + 1));
    }

    boolean contains(IpAddress address) {
      BigInteger number = Addresses.number(address);
      return address.family() == block.family()
          && first.compareTo(number) <= 0
          && number.compareTo(last) <= 0;
    }

    boolean contains(Range other) {
      return other.block.family() == block.family()
          && first.compareTo(other.first) <= 0
          && other.last.compareTo(last) <= 0;
    }

    boolean overlaps(Range other) {
      return other.block.family() == block.family()
          && first.compareTo(other.last) <= 0
          && other.first.compareTo(last) <= 0;
    }
  }
}
