package io.flowverdict.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What somebody is alarmed about, and that the alarms can fire.
class AlarmsTest {
  private static final Synthesized PLAIN = Synthesized.of(Map.of());

  /// The longest that is taken.
  private static final Synthesized LONG_SILENCE =
      Synthesized.of(
          Map.of(
              Option.SILENCE_ALARM_HOURS, "168",
              Option.ALARM_TOPIC, "arn:aws:sns:eu-central-1:111122223333:alarms"));

  private static final String PREFIX = "flow-verdict-";

  /// The name, what is looked at, in how many periods of how many seconds, what is too much or too
  /// little, and what CloudWatch makes of a period without a number.
  @Test
  void eachAlarmLooksAtWhatHappensForAsLongAsItHappens() {
    assertThat(
            PLAIN
                .ofType("AWS::CloudWatch::Alarm")
                .map(alarm -> row(alarm.properties()))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n")))
        .isEqualTo(
            """
            analyze-fails | Sum of Errors of analyze | 1 x 300 s | >= 1 | notBreaching
            analyze-gave-up | Maximum of ApproximateNumberOfMessagesVisible of analyze-failed | 1 x 300 s | >= 1 | notBreaching
            analyze-is-throttled | Sum of Throttles of analyze | 3 x 300 s | >= 1 | notBreaching
            audit-fails | Sum of Errors of audit | 1 x 300 s | >= 1 | notBreaching
            audit-gave-up | Maximum of ApproximateNumberOfMessagesVisible of audit-failed | 1 x 300 s | >= 1 | notBreaching
            audit-is-not-asked | Sum of ExecutionsFailed of audit-every-scope | 1 x 300 s | >= 1 | notBreaching
            audit-is-throttled | Sum of Throttles of audit | 3 x 300 s | >= 1 | notBreaching
            audit-undelivered | Maximum of ApproximateNumberOfMessagesVisible of audit-undelivered | 1 x 300 s | >= 1 | notBreaching
            backfill-fails | Sum of ExecutionsFailed of backfill | 1 x 300 s | >= 1 | notBreaching
            capture-fails | Sum of Errors of capture | 1 x 300 s | >= 1 | notBreaching
            capture-gave-up | Maximum of ApproximateNumberOfMessagesVisible of capture-failed | 1 x 300 s | >= 1 | notBreaching
            capture-is-not-asked | Sum of ExecutionsFailed of capture-every-scope | 1 x 300 s | >= 1 | notBreaching
            capture-is-throttled | Sum of Throttles of capture | 3 x 300 s | >= 1 | notBreaching
            capture-undelivered | Maximum of ApproximateNumberOfMessagesVisible of capture-undelivered | 1 x 300 s | >= 1 | notBreaching
            captures-fail | Sum of CaptureFailed of capture | 1 x 300 s | >= 1 | notBreaching
            console-fails | Sum of Errors of console | 1 x 300 s | >= 1 | notBreaching
            deliveries-wait | Maximum of ApproximateAgeOfOldestMessage of analyze | 3 x 300 s | >= 3600 | notBreaching
            finding-events-gave-up | Maximum of ApproximateNumberOfMessagesVisible of finding-events-failed | 1 x 300 s | >= 1 | notBreaching
            findings-are-throttled | table + status + resource + owner, table = Sum of WriteThrottleEvents of findings, status = Sum of WriteThrottleEvents of status/findings, resource = Sum of WriteThrottleEvents of resource/findings, owner = Sum of WriteThrottleEvents of owner/findings | 3 x 300 s | >= 1 | notBreaching
            no-audit | FILL(invocations, 0) - errors, invocations = Sum of Invocations of audit, errors = Sum of Errors of audit | 26 x 3600 s | < 1 | breaching
            no-objects | FILL(objects, 0), objects = SampleCount of Records of analyze | 6 x 3600 s | < 1 | breaching
            objects-fail | Sum of ObjectsFailed of analyze | 1 x 300 s | >= 1 | notBreaching
            records-are-late | p90 of LagSeconds of analyze | 3 x 300 s | >= 3600 | notBreaching
            suppress-fails | Sum of Errors of suppress | 1 x 300 s | >= 1 | notBreaching
            timelines-are-throttled | Sum of WriteThrottleEvents of timeline | 3 x 300 s | >= 1 | notBreaching
            too-much-undecided | IF(accept + reject + undecided > 0, 100 * undecided / (accept + reject + undecided), 0), accept = Sum of VerdictAccept of analyze, reject = Sum of VerdictReject of analyze, undecided = Sum of VerdictUndecided of analyze | 1 x 3600 s | >= 20 | notBreaching
            """);
  }

  private static String row(JsonNode alarm) {
    return "%s | %s | %s x %s s | %s %s | %s"
        .formatted(
            alarm.path("AlarmName").asText().replace(PREFIX, ""),
            watched(alarm),
            alarm.path("EvaluationPeriods").asText(),
            period(alarm),
            alarm.path("ComparisonOperator").asText().contains("Less") ? "<" : ">=",
            alarm.path("Threshold").asText(),
            alarm.path("TreatMissingData").asText());
  }

  private static String watched(JsonNode alarm) {
    if (alarm.has("MetricName")) {
      return metric(
          alarm,
          alarm.has("Statistic") ? alarm.path("Statistic") : alarm.path("ExtendedStatistic"));
    }
    return Synthesized.elements(alarm.path("Metrics"))
        .map(part ->
            part.has("Expression")
                ? part.path("Expression").asText()
                : part.path("Id").asText()
                    + " = "
                    + metric(part.at("/MetricStat/Metric"), part.at("/MetricStat/Stat")))
        .collect(Collectors.joining(", "));
  }

  private static String metric(JsonNode metric, JsonNode statistic) {
    return "%s of %s of %s"
        .formatted(
            statistic.asText(),
            metric.path("MetricName").asText(),
            Synthesized.elements(metric.path("Dimensions"))
                .map(dimension -> dimension.path("Value"))
                .map(value -> value.toString().replaceAll("^.*" + PREFIX + "|[^a-z-]", ""))
                .collect(Collectors.joining("/")));
  }

  private static long period(JsonNode alarm) {
    return alarm.has("Period")
        ? alarm.path("Period").asLong()
        : alarm.at("/Metrics/1/MetricStat/Period").asLong();
  }

  /// [PutMetricAlarm](
  /// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html): a
  /// day, and seven days where a period is an hour or more.
  @Test
  void noAlarmLooksAtMoreTimeThanCloudWatchDoes() {
    assertThat(LONG_SILENCE.ofType("AWS::CloudWatch::Alarm"))
        .allSatisfy(alarm -> {
          long period = period(alarm.properties());
          assertThat(period * alarm.properties().path("EvaluationPeriods").asLong())
              .as(alarm.properties().path("AlarmName").asText())
              .isPositive()
              .isLessThanOrEqualTo(period < 3_600 ? 86_400 : 604_800);
        });
  }

  /// DynamoDB counts what it throttles at an index apart from what it throttles at the table.
  @Test
  void theThrottledWritesOfEveryTableAndIndexAreWatched() {
    assertThat(
            PLAIN
                .ofType("AWS::CloudWatch::Alarm")
                .flatMap(alarm -> alarm.properties().findValues("Dimensions").stream())
                .flatMap(Synthesized::elements)
                .filter(dimension -> dimension.path("Name").asText().matches(".*(Table|Index)Name"))
                .map(dimension -> dimension.path("Value").asText()))
        .containsAll(
            PLAIN
                .ofType("AWS::DynamoDB::Table")
                .flatMap(table ->
                    Stream.concat(
                        Stream.of(table.properties().path("TableName")),
                        table.properties().findValues("IndexName").stream()))
                .map(JsonNode::asText)
                .toList());
  }

  @Test
  void everyAlarmReachesWhoIsNamed() {
    assertThat(LONG_SILENCE.ofType("AWS::CloudWatch::Alarm"))
        .hasSameSizeAs(PLAIN.ofType("AWS::CloudWatch::Alarm").toList())
        .allSatisfy(alarm -> {
          assertThat(alarm.properties().path("AlarmActions")).hasSize(1);
          assertThat(alarm.properties().path("OKActions")).hasSize(1);
        });
    assertThat(LONG_SILENCE.warnings()).isEmpty();
  }

  @Test
  void thatNoAlarmReachesAnybodyIsAWarning() {
    assertThat(PLAIN.warnings())
        .containsExactly(
            "/FlowVerdict-Operations/Alarms: No alarm reaches anybody: give"
                + " flow-verdict:alarmEmail=ADDRESS or flow-verdict:alarmTopic=ARN"
                + " [ack: flow-verdict:alarms-reach-nobody]");
  }

  @Test
  void whoeverExpectsSilenceHasNoAlarmAboutIt() {
    assertThat(
            Synthesized.of(Map.of(Option.SILENCE_ALARM_HOURS, "0"))
                .ofType("AWS::CloudWatch::Alarm")
                .map(alarm -> alarm.properties().path("AlarmName").asText()))
        .isNotEmpty()
        .doesNotContain("flow-verdict-no-objects");
  }

  @Test
  void theReadmeListsEveryAlarm() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String alarms = readme.substring(readme.indexOf("\n## Alarms\n"));
    String rows =
        Pattern.compile("^\\|[^|]*\\|", Pattern.MULTILINE)
            .matcher(alarms.substring(0, alarms.indexOf("\n## ", 1)))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.joining());

    assertThat(Pattern.compile("`([a-z-]+)`").matcher(rows).results().map(found -> found.group(1)))
        .containsExactlyInAnyOrderElementsOf(
            PLAIN
                .ofType("AWS::CloudWatch::Alarm")
                .map(alarm -> alarm.properties().path("AlarmName").asText().replace(PREFIX, ""))
                .toList());
  }
}
