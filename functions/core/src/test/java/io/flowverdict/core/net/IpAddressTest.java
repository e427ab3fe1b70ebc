package io.flowverdict.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  /// The examples of RFC 4291 section 2.2 and RFC 5952 sections 1 to 4, and the ends of each
  /// family.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.0.0.0                             | 0.0.0.0
          10.0.1.5                            | 10.0.1.5
          255.255.255.255                     | 255.255.255.255
          ABCD:EF01:2345:6789:ABCD:EF01:2345:6789 | abcd:ef01:2345:6789:abcd:ef01:2345:6789
          2001:DB8:0:0:8:800:200C:417A        | 2001:db8::8:800:200c:417a
          FF01:0:0:0:0:0:0:101                | ff01::101
          0:0:0:0:0:0:0:1                     | ::1
          0:0:0:0:0:0:0:0                     | ::
          0:0:0:0:0:0:13.1.68.3               | ::d01:4403
          ::FFFF:129.144.52.38                | ::ffff:8190:3426
          0:0:0:0:0:FFFF:129.144.52.38        | ::ffff:8190:3426
          2001:0db8:0000:0000:0001:0000:0000:0001 | 2001:db8::1:0:0:1
          2001:db8:0:0:1::1                   | 2001:db8::1:0:0:1
          2001:db8::0:1                       | 2001:db8::1
          2001:db8:0:1:1:1:1:1                | 2001:db8:0:1:1:1:1:1
          2001:db8::1:1:1:1:1                 | 2001:db8:0:1:1:1:1:1
          2001:0:0:1:0:0:0:1                  | 2001:0:0:1::1
          2001:db8:0:0:1:0:0:1                | 2001:db8::1:0:0:1
          2001:db8:aaaa:bbbb:cccc:dddd:eeee:AAAA | 2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa
          1:2:3:4:5:6:7::                     | 1:2:3:4:5:6:7:0
          ::2:3:4:5:6:7:8                     | 0:2:3:4:5:6:7:8
          1::                                 | 1::
          ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
          """)
  void anAddressIsPrintedCanonically(String text, String canonical) {
    assertThat(IpAddress.parse(text)).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "10",
        "10.0",
        "10.0.1",
        "10.0.1.5.",
        ".10.0.1",
        "10..1.5",
        "10.0.1.5.6",
        "256.0.0.1",
        "10.0.1.1000",
        "10.0.1.-5",
        "10.0.1.+5",
        "10.0.1.5 ",
        "10.0.1.5/32",
        "0x0a.0.1.5",
        "010.0.1.5",
        "10.0.1.00",
        "10.0.1.٣",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8",
        ":",
        ":::",
        "::1::",
        "1::2:",
        ":1::2",
        "12345::",
        "::00001",
        "::g",
        "::1%eth0",
        "[::1]",
        "::1/128",
        "::1.2.3",
        "::1.2.3.256",
        "::1.2.3.04",
        "::1.2.3.4:5",
        "1.2.3.4::",
        "::1.2.3.4.",
        "::１",
        "::ffff:１.2.3.4",
        "localhost",
        "host.example:80",
        "::1\0"
      })
  void whatIsNoLiteralIsRefused(String text) {
    assertThat(IpAddress.tryParse(text)).isEmpty();
  }

  @Test
  void aRefusalQuotesTheBeginningOfTheText() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IpAddress.parse("10.0.0.256"))
        .withMessage("Not an IP address: \"10.0.0.256\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IpAddress.parse("x".repeat(1000)))
        .withMessage("Not an IP address: \"" + "x".repeat(64) + "…\"");
  }

  @Test
  void parsingUndoesPrinting() {
    Random random = new Random(6);
    for (int i = 0; i < 20_000; i++) {
      IpAddress address = Addresses.random(random);

      assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
    }
  }

  /// RFC 5952 as its sections 4.1 to 4.3 word it: the oracle tries every run of zeros.
  @Test
  void randomIpv6AddressesArePrintedAsRfc5952Says() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      IpAddress address = Addresses.random(IpFamily.IPV6, random);

      assertThat(address).hasToString(shortest(Addresses.number(address)));
    }
  }

  private static String shortest(BigInteger number) {
    String[] groups = new String[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = number.shiftRight(112 - 16 * i).and(BigInteger.valueOf(0xFFFF)).toString(16);
    }
    for (int length = 8; length > 1; length--) {
      for (int from = 0; from + length <= 8; from++) {
        int to = from + length;
        if (IntStream.range(from, to).allMatch(i -> groups[i].equals("0"))) {
          return joined(groups, 0, from) + "::" + joined(groups, to, 8);
        }
      }
    }
    return joined(groups, 0, 8);
  }

  private static String joined(String[] groups, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> groups[i]).collect(Collectors.joining(":"));
  }

  @Test
  void addressesAreOrderedByFamilyAndThenAsNumbers() {
    Random random = new Random(8);
    Comparator<IpAddress> oracle =
        Comparator.comparing(IpAddress::family).thenComparing(Addresses::number);
    for (int i = 0; i < 20_000; i++) {
      IpAddress one = Addresses.random(random);
      IpAddress other = Addresses.random(random);

      assertThat(Integer.signum(one.compareTo(other)))
          .isEqualTo(Integer.signum(oracle.compare(one, other)));
    }
  }

  @Test
  void addingIsAddingNumbersWithinTheFamily() {
    Random random = new Random(9);
    for (int i = 0; i < 20_000; i++) {
      IpAddress address = Addresses.random(random);
      long count = random.nextLong() >>> (1 + random.nextInt(63));
      BigInteger sum = Addresses.number(address).add(BigInteger.valueOf(count));
      if (sum.bitLength() > address.family().bits()) {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> address.plus(count));
      } else {
        assertThat(address.plus(count)).isEqualTo(Addresses.of(address.family(), sum));
      }
    }
  }

  @Test
  void nothingNegativeIsAdded() {
    assertThatIllegalArgumentException().isThrownBy(() -> IpAddress.parse("10.0.0.1").plus(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> IpAddress.parse("::5").plus(-1));
  }

  @Test
  void anIpv4AddressHas32Bits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IpAddress(IpFamily.IPV4, 0, 1L << 32));
    assertThatIllegalArgumentException().isThrownBy(() -> new IpAddress(IpFamily.IPV4, 1, 0));
    assertThat(IpAddress.ipv4(-1)).hasToString("255.255.255.255");
  }
}
