package io.flowverdict.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.FlowLogEntry;
import io.flowverdict.core.flowlog.FlowLogReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Objects that something else than the library wrote: Apache Arrow, which shares no code with it.
class OtherWritersTest {

  private static final String SAME_AS_TEXT =
      """
      version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status
      2 111122223333 eni-0a 10.0.2.20 10.0.3.10 45012 5432 6 5 300 1795169102 1795169160 ACCEPT OK
      2 111122223333 eni-0b 10.0.3.10 10.0.2.20 5432 45012 6 4 240 1795169102 1795169160 REJECT OK
      2 111122223333 eni-0a 2001:db8::1 2001:db8::2 0 0 58 1 64 1795169102 1795169160 ACCEPT OK
      2 111122223333 - - - - - - - - 1795169102 1795169160 - NODATA
      2 111122223333 eni-0a 10.0.2.20 10.0.3.300 1 2 17 1 99 1795169102 1795169160 ACCEPT OK
      """;

  @ParameterizedTest
  @ValueSource(strings = {"arrow-gzip.parquet", "arrow-zstd-v2.parquet"})
  void objectsOfArrowAreRead(String name) throws IOException {
    byte[] object;
    try (InputStream resource = requireNonNull(getClass().getResourceAsStream("/" + name))) {
      object = resource.readAllBytes();
    }

    Reading reading = Reading.of(object);

    assertThat(reading.end()).isNull();
    assertThat(reading.entries().stream().map(OtherWritersTest::without).toList())
        .isEqualTo(text());
  }

  private static List<String> text() {
    List<String> entries = new ArrayList<>();
    byte[] text = SAME_AS_TEXT.getBytes(US_ASCII);
    try (FlowLogReader reader = FlowLogReader.open(new ByteArrayInputStream(text))) {
      reader.forEach(entry -> entries.add(without(entry)));
    }
    return entries;
  }

  /// The entry without its place, and a rejected one without its text: text has the version too.
  private static String without(FlowLogEntry entry) {
    return entry.toString().replaceFirst("line=[0-9]+, ", "").replaceFirst("text=.*", "");
  }
}
