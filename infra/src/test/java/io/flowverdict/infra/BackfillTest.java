package io.flowverdict.infra;

import static com.dashjoin.jsonata.Jsonata.jsonata;
import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the backfill's state machine makes of a batch of keys, by evaluating its own expressions.
class BackfillTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FOLDER = "AWSLogs/111122223333/vpcflowlogs/eu-central-1/2026/11/";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # from                 | to                   | times of the objects that are analysed
          2026-11-01T00:00Z      | 2026-11-02T00:00Z    | 20261101T0000Z 20261101T2355Z
          2026-11-01T00:00:00Z   | 2026-11-02T00:00:00Z | 20261101T0000Z 20261101T2355Z
          20261101T0005Z         | 20261102T0005Z       | 20261101T2355Z 20261102T0000Z
          2026-11-02T00:00Z      | 2026-11-02T00:01Z    | 20261102T0000Z
          2026-11-03T00:00Z      | 2026-11-04T00:00Z    |
          """)
  void theTimeInTheNameDecides(String from, String to, String times) {
    List<String> expected =
        times == null
            ? List.of()
            : Arrays.stream(times.split(" ", -1)).map(BackfillTest::key).toList();

    JsonNode event =
        event(
            from,
            to,
            key("20261101T0000Z"),
            key("20261101T2355Z"),
            key("20261102T0000Z"),
            FOLDER + "no-flow-log.txt");

    assertThat(event.path("Records").isArray()).isTrue();
    assertThat(event.path("Records"))
        .extracting(record -> decoded(record.at("/s3/object/key").asText()))
        .containsExactlyElementsOf(expected);
    assertThat(event.path("Records"))
        .allSatisfy(record -> {
          assertThat(record.path("eventSource").asText()).isEqualTo("aws:s3");
          assertThat(record.at("/s3/bucket/name").asText()).isEqualTo("${LogBucket}");
        });
  }

  @Test
  void aKeyIsEncodedAsS3DoesIt() {
    String key = "a b+c/AWSLogs/account=1/" + name("20261101T0000Z");

    assertThat(
            event("2026-11-01T00:00Z", "2026-11-02T00:00Z", key)
                .at("/Records/0/s3/object/key")
                .asText())
        .doesNotContain("+", " ", "=")
        .satisfies(encoded -> assertThat(decoded(encoded)).isEqualTo(key));
  }

  @Test
  void aBatchWithoutObjectsInTheRangeIsNotSentToTheFunction() {
    String condition = state("IsThereAny").path("Choices").path(0).path("Condition").asText();
    Map<String, Object> none = Map.of("input", Map.of("Records", List.of()));
    Map<String, Object> one = Map.of("input", Map.of("Records", List.of(Map.of("s3", Map.of()))));

    assertThat(evaluated(condition, none)).isEqualTo(false);
    assertThat(evaluated(condition, one)).isEqualTo(true);
  }

  private static String key(String time) {
    return FOLDER + name(time);
  }

  private static String name(String time) {
    return "111122223333_vpcflowlogs_eu-central-1_fl-0a1_" + time + "_1a2b3c4d.log.gz";
  }

  private static String decoded(String key) {
    return java.net.URLDecoder.decode(key, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static JsonNode event(String from, String to, String... keys) {
    List<Map<String, String>> items = Arrays.stream(keys).map(key -> Map.of("Key", key)).toList();
    return JSON.valueToTree(
        evaluated(
            state("InRange").path("Output").asText(),
            Map.of("input", Map.of("BatchInput", Map.of("from", from, "to", to), "Items", items))));
  }

  private static JsonNode state(String name) {
    return BackfillStack.DEFINITION
        .asWritten()
        .at("/States/EveryObject/ItemProcessor/States/" + name);
  }

  /// {@return what Step Functions makes of `{% … %}`}
  private static Object evaluated(String text, Map<String, Object> states) {
    Jsonata expression = jsonata(text.replaceFirst("^\\{%", "").replaceFirst("%}$", ""));
    Jsonata.Frame frame = expression.createFrame();
    frame.bind("states", states);
    return expression.evaluate(null, frame);
  }
}
