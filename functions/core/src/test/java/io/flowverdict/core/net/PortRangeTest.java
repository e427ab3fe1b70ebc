package io.flowverdict.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortRangeTest {

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 65536", "2, 1", "65536, 65536"})
  void aRangeGoesUpwardsWithinThePorts(int from, int to) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PortRange(from, to))
        .withMessage("Not a port range: " + from + "-" + to);
  }

  @ParameterizedTest
  @CsvSource({"443, 443, 443", "1024, 65535, 1024-65535", "0, 65535, 0-65535", "0, 0, 0"})
  void aRangeIsPrintedWithBothEndsOrAsOnePort(int from, int to, String text) {
    assertThat(new PortRange(from, to)).hasToString(text);
  }

  @Test
  void aRangeOfOnePortHoldsThatPort() {
    assertThat(PortRange.of(443)).isEqualTo(new PortRange(443, 443));
    assertThat(PortRange.ALL).isEqualTo(new PortRange(0, PortRange.MAX_PORT));
  }

  /// The oracle sets a bit per port; low numbers, so that ranges touch often.
  @Test
  void randomRangesBehaveAsSetsOfPorts() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      PortRange one = randomRange(random);
      PortRange other = randomRange(random);
      BitSet ports = bits(one);
      BitSet both = bits(one);
      both.and(bits(other));
      int port = random.nextInt(20);

      assertThat(one.size()).isEqualTo(ports.cardinality());
      assertThat(one.contains(port)).isEqualTo(ports.get(port));
      assertThat(one.contains(other)).isEqualTo(both.equals(bits(other)));
      assertThat(one.overlaps(other)).isEqualTo(!both.isEmpty());
      assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
      assertThat(one.compareTo(other)).isEqualTo(-other.compareTo(one));
    }
  }

  private static PortRange randomRange(Random random) {
    int from = random.nextInt(16);
    return new PortRange(from, from + random.nextInt(16 - from));
  }

  private static BitSet bits(PortRange range) {
    BitSet bits = new BitSet();
    bits.set(range.from(), range.to() + 1);
    return bits;
  }
}
