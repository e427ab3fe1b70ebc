package io.flowverdict.core.flowlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flowverdict.core.net.IpAddress;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowRecordTest {

  @Test
  void valuesOutOfRangeMakeNoRecord() {
    assertImpossible(record -> record.sourcePort(-1), "sourcePort -1 is not in 0..65535");
    assertImpossible(
        record -> record.destinationPort(65_536), "destinationPort 65536 is not in 0..65535");
    assertImpossible(record -> record.packets(-1L), "packets -1 is not in 0..9223372036854775807");
    assertImpossible(record -> record.bytes(-1L), "bytes -1 is not in 0..9223372036854775807");
    assertImpossible(record -> record.trafficPath(-1), "trafficPath -1 is not in 0..2147483647");
  }

  @Test
  void aRecordDoesNotEndBeforeItsStart() {
    assertImpossible(
        record -> record.start(Instant.ofEpochSecond(2)).end(Instant.ofEpochSecond(1)),
        "end 1970-01-01T00:00:01Z is before start 1970-01-01T00:00:02Z");
  }

  @Test
  void sourceAndDestinationAreOfOneFamily() {
    assertImpossible(
        record ->
            record.source(IpAddress.parse("10.0.0.1")).destination(IpAddress.parse("2001:db8::1")),
        "source 10.0.0.1 and destination 2001:db8::1 are of different families");
  }

  private static void assertImpossible(UnaryOperator<FlowRecord.Builder> values, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> values.apply(FlowRecord.builder()).build())
        .withMessage(message);
  }

  /// The sender opened, the sender answered, FIN, RST: for every value that flow logs can have.
  @ParameterizedTest
  @CsvSource({
    "0,  false, false, false, false",
    "1,  false, false, true,  false",
    "2,  true,  false, false, false",
    "3,  true,  false, true,  false",
    "4,  false, false, false, true",
    "5,  false, false, true,  true",
    "6,  true,  false, false, true",
    "7,  true,  false, true,  true",
    "16, false, false, false, false",
    "18, false, true,  false, false",
    "19, false, true,  true,  false",
    "22, false, true,  false, true",
    "23, false, true,  true,  true"
  })
  void flagsTellWhoOpened(int bits, boolean opens, boolean answers, boolean fin, boolean rst) {
    TcpFlags flags = new TcpFlags(bits);

    assertThat(flags.opens()).isEqualTo(opens);
    assertThat(flags.synAck()).isEqualTo(answers);
    assertThat(flags.syn()).isEqualTo(opens || answers);
    assertThat(flags.fin()).isEqualTo(fin);
    assertThat(flags.rst()).isEqualTo(rst);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void flagsAreOneByte(int bits) {
    assertThatIllegalArgumentException().isThrownBy(() -> new TcpFlags(bits));
  }
}
