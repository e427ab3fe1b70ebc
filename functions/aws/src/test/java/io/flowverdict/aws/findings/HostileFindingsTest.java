package io.flowverdict.aws.findings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.finding.Advice;
import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.FindingKind;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.PageRequest;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Sighting;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Names, sentences and traces that are made to break the table.
class HostileFindingsTest {

  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
  private static final DynamoDbClient CLIENT = LocalFindings.client();
  private static final PageRequest ALL = PageRequest.first(10);

  private final FindingsTable table = LocalFindings.newTable(CLIENT);
  private final DynamoFindings findings = LocalFindings.in(table, CLIENT);

  @Test
  void nothingThatIsWrittenMakesAnItemLarge() {
    String huge = "語".repeat(100_000);
    List<Step> steps =
        IntStream.range(0, 10_000)
            .mapToObj(number -> step(number + huge.substring(0, 1_000)))
            .toList();
    Cause cause =
        new Cause(
            FindingKind.REJECTED_BY_SECURITY_GROUP,
            new Scope(huge, huge),
            huge,
            String.join(", ", steps.stream().limit(5).map(Step::rule).toList()),
            huge,
            null,
            null);
    record("s3://" + huge, cause, AT, huge, steps);

    Finding finding = findings.find(cause.id()).orElseThrow();
    assertThat(finding.latest().sentence())
        .hasSizeLessThan(2_100)
        .contains("… and 98000 more characters")
        .endsWith("The trace has 9960 more steps.");
    assertThat(finding.latest().trace()).hasSize(40);
    assertThat(finding.latest().trace().getFirst().text()).endsWith("more characters");
    assertThat(finding.topPeers()).hasSize(ObservedCause.TOP);
    int largest = itemSizes().max(Integer::compare).orElseThrow();
    assertThat(largest).isLessThan(120_000);
    System.out.println("The largest item that hostile text leaves has " + largest + " bytes");
    assertThat(findings.open(cause.scope(), ALL).items()).containsExactly(finding);
    assertThat(findings.ofResource(cause.scope(), huge, ALL).items()).containsExactly(finding);
  }

  @Test
  void longNamesThatBeginAlikeStayDifferent() {
    String prefix = "eni-" + "a".repeat(5_000);
    Cause one = Cause.of(FindingKind.INTERFACE_UNKNOWN, Sightings.FRANKFURT, prefix + "1");
    Cause other = Cause.of(FindingKind.INTERFACE_UNKNOWN, Sightings.FRANKFURT, prefix + "2");
    for (String object : List.of("s3://logs/" + prefix + "1", "s3://logs/" + prefix + "2")) {
      record(object, one, AT, "unknown", List.of());
      record(object, other, AT, "unknown", List.of());
    }
    assertThat(findings.ofResource(Sightings.FRANKFURT, prefix + "1", ALL).items())
        .extracting(Finding::id)
        .containsExactly(one.id());
    assertThat(findings.find(one.id()).orElseThrow().total()).isEqualTo(new Counts(2, 2, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\0", "#", "/", "\uD800", "\uDC00x", "\uFFFF", "😀", "' OR 1=1"})
  void strangeNamesAreNamesLikeOthers(String name) {
    Cause cause =
        new Cause(
            FindingKind.REJECTED_BY_SECURITY_GROUP,
            new Scope(name, name),
            name,
            name,
            name,
            null,
            null);
    record(name, cause, AT, name, List.of(step(name)));
    record(name, cause, AT, name, List.of(step(name)));
    Finding finding = findings.find(cause.id()).orElseThrow();
    assertThat(finding.total()).isEqualTo(new Counts(1, 1, 1));
    assertThat(findings.open(cause.scope(), ALL).items()).containsExactly(finding);
    assertThat(findings.ofResource(cause.scope(), name, ALL).items()).containsExactly(finding);
    assertThat(findings.ofOwner(cause.scope(), name, ALL).items()).containsExactly(finding);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
  void aTimeThatCannotBeSortedIsRefused(String at) {
    Cause cause = Sightings.cause(443);
    assertThatThrownBy(() -> record("s3://logs/a", cause, Instant.parse(at), "", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(at.substring(0, 4))
        .hasMessageContaining("1970..9999");
  }

  private void record(String object, Cause cause, Instant at, String sentence, List<Step> trace) {
    Sighting sighting = new Sighting(at, object, 1, sentence, trace);
    ObservedCause seen =
        new ObservedCause(
            cause,
            Severity.LOW,
            sighting,
            sighting,
            new TreeMap<>(Map.of(at.truncatedTo(ChronoUnit.HOURS), new Counts(1, 1, 1))),
            Collections.nCopies(1_000, 443),
            Collections.nCopies(1_000, IpAddress.parse("10.0.0.1")),
            Collections.nCopies(1_000, IpAddress.parse("10.0.0.2")),
            new Advice(sentence, Collections.nCopies(10, sentence)));
    findings.record(new Source(object, "fl#1/HOUR#"), List.of(seen));
  }

  private static Step step(String name) {
    return new Step(Layer.SG, Direction.INGRESS, name, name, name, Step.Effect.ALLOW);
  }

  private Stream<Integer> itemSizes() {
    return TableContent.of(CLIENT, table).values().stream()
        .map(item -> item.getBytes(UTF_8).length);
  }
}
