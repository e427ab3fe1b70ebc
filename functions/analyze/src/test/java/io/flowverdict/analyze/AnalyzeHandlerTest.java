package io.flowverdict.analyze;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowverdict.aws.queue.ReceivedMessage;
import io.flowverdict.aws.queue.Redelivery;
import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.FindingKind;
import io.flowverdict.core.finding.Kind;
import io.flowverdict.core.finding.PageRequest;
import io.flowverdict.core.finding.VerdictCounts;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.usage.RuleUse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the function does with the events that it may get.
class AnalyzeHandlerTest {

  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");

  private static final String FOREIGN_KEY =
      AnalyzedWorld.KEY.replace("111122223333", "444455556666");

  private final AnalyzedWorld world = new AnalyzedWorld(SCOPE);

  private final List<ReceivedMessage> hastened = new ArrayList<>();
  private Redelivery redelivery =
      message -> {
        hastened.add(message);
        return Optional.empty();
      };

  private String handle(String event) throws IOException {
    return handle(event, LookedAfter.EVERYTHING);
  }

  private String handle(String event, LookedAfter lookedAfter) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    new AnalyzeHandler(world.analysis(), lookedAfter, redelivery, AnalyzedWorld.CLOCK)
        .handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, world.context());
    return answer.toString(UTF_8);
  }

  private List<Kind> kinds() {
    return world.findings().open(SCOPE, PageRequest.first(100)).items().stream()
        .<Kind>map(finding -> finding.cause().kind())
        .toList();
  }

  private static String notification(String key) {
    return "{\"eventSource\":\"aws:s3\",\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":"
        + "{\"name\":\"logs\"},\"object\":{\"key\":\""
        + key
        + "\"}}}";
  }

  private static String records(String... records) {
    return "{\"Records\":[" + String.join(",", records) + "]}";
  }

  private static String message(String id, String body) {
    return "{\"eventSource\":\"aws:sqs\",\"attributes\":{\"ApproximateReceiveCount\":\"2\"},"
        + "\"receiptHandle\":\"receipt\",\"messageId\":\""
        + id
        + "\",\"body\":\""
        + body.replace("\"", "\\\"")
        + "\"}";
  }

  @Test
  void anS3NotificationIsAnalysed() throws IOException {
    world.put(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY);

    handle(records(notification(AnalyzedWorld.KEY)));

    assertThat(kinds()).containsExactly(FindingKind.REPLY_REJECTED_BY_NETWORK_ACL);
  }

  @Test
  void aParquetObjectIsAnalysedAsText() throws IOException {
    String key = AnalyzedWorld.KEY.replace(".log.gz", ".log.parquet");
    world.putForgottenReplyAsParquet(key);

    handle(records(notification(key)));

    assertThat(world.findings().open(SCOPE, PageRequest.first(100)).items())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.cause().kind()).isEqualTo(FindingKind.REPLY_REJECTED_BY_NETWORK_ACL);
          assertThat(finding.latest().line()).isEqualTo(3);
        });
  }

  @Test
  void aParquetObjectThatIsDamagedIsAFinding() throws IOException {
    String key = AnalyzedWorld.KEY.replace(".log.gz", ".log.parquet");
    world.putTruncatedParquet(key);

    handle(records(notification(key)));

    assertThat(kinds()).containsExactly(FindingKind.UNREADABLE_RECORDS);
    assertThat(world.log()).contains("\"corrupt-parquet\":1");
  }

  /// The first delivery causes the first reading, some minutes after the traffic.
  @Test
  void theEvidenceSaysThatTheConfigurationWasReadLater() throws IOException {
    world.put(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY);

    handle(records(notification(AnalyzedWorld.KEY)));

    assertThat(world.findings().open(SCOPE, PageRequest.first(100)).items())
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.latest().sentence())
                .startsWith("Network ACL acl-db drops ")
                .endsWith(
                    "The configuration of 111122223333/eu-central-1 was first read at"
                        + " 2026-11-20T10:20:00Z; before that it may have been another."));
  }

  @Test
  void aKeyIsDecodedOnce() throws IOException {
    String key = "a b+c=d%2F/" + AnalyzedWorld.NAME;
    world.put(key, AnalyzedWorld.FORGOTTEN_REPLY);

    handle(records(notification("a+b%2Bc%3Dd%252F/" + AnalyzedWorld.NAME)));

    assertThat(kinds()).containsExactly(FindingKind.REPLY_REJECTED_BY_NETWORK_ACL);
  }

  @Test
  void anEventBridgeEventIsAnalysedAndItsKeyIsPlain() throws IOException {
    String key = "a%20b/" + AnalyzedWorld.NAME;
    world.put(key, AnalyzedWorld.FORGOTTEN_REPLY);

    handle(
        "{\"source\":\"aws.s3\",\"detail-type\":\"Object"
            + " Created\",\"detail\":{\"bucket\":{\"name\":\"logs\"},\"object\":{\"key\":\""
            + key
            + "\"}}}");

    assertThat(kinds()).containsExactly(FindingKind.REPLY_REJECTED_BY_NETWORK_ACL);
  }

  @Test
  void theTestEventOfS3AndAnEmptyEventDoNothing() throws IOException {
    handle("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"logs\"}");
    handle("{\"Records\":[]}");
    handle("{}");
    handle(records(message("m-1", "{\"Event\":\"s3:TestEvent\",\"Bucket\":\"logs\"}")));

    assertThat(kinds()).isEmpty();
  }

  @Test
  void anObjectThatIsNoFlowLogOrIsGoneIsSkippedAndSaid() throws IOException {
    handle(records(notification("AWSLogs/index.html"), notification(AnalyzedWorld.KEY)));

    assertThat(kinds()).isEmpty();
    assertThat(world.log()).contains("not-a-flow-log-key", "object-is-gone");
  }

  @Test
  void anObjectInTheFolderOfAnotherAccountLeavesNothing() throws IOException {
    String forged = "AWSLogs/444455556666/vpcflowlogs/eu-central-1/2026/11/20/";
    world.put(forged + AnalyzedWorld.NAME, AnalyzedWorld.FORGOTTEN_REPLY);

    handle(records(notification(forged + AnalyzedWorld.NAME)));

    assertThat(kinds()).isEmpty();
    assertThat(world.archive().usage().ofOwner(SCOPE, "sg-db")).isEmpty();
    Instant slot = Instant.parse("2026-11-20T10:05:00Z");
    assertThat(world.archive().deliveries().slots(SCOPE, "fl-0a1", slot, slot)).isEmpty();
    assertThat(world.log())
        .contains("\"skipped\":\"folder-and-name-disagree\"", "\"ObjectsSkipped\":1");
  }

  @Test
  void anAccountThatIsNotLookedAfterIsSkippedAndCounted() throws IOException {
    world.put(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY);
    world.put(FOREIGN_KEY, AnalyzedWorld.FORGOTTEN_REPLY);

    handle(
        records(notification(FOREIGN_KEY), notification(AnalyzedWorld.KEY)),
        new LookedAfter(Set.of("111122223333")));

    assertThat(
            world
                .findings()
                .open(new Scope("444455556666", "eu-central-1"), PageRequest.first(100))
                .items())
        .isEmpty();
    assertThat(kinds()).containsExactly(FindingKind.REPLY_REJECTED_BY_NETWORK_ACL);
    assertThat(world.log())
        .contains("\"skipped\":\"account-not-looked-after\"")
        .containsOnlyOnce("\"ObjectsNotLookedAfter\":1");
  }

  @Test
  void ofABatchOnlyTheMessageThatFailsComesBack() throws IOException {
    world.put(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY);
    world.fail("broken/" + AnalyzedWorld.NAME);

    String answer =
        handle(
            records(
                message("m-1", records(notification("broken/" + AnalyzedWorld.NAME))),
                message("m-2", "this is no JSON"),
                message("m-3", records(notification(AnalyzedWorld.KEY)))));

    assertThat(answer)
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"m-1\"},{\"itemIdentifier\":\"m-2\"}]}");
    assertThat(kinds()).containsExactly(FindingKind.REPLY_REJECTED_BY_NETWORK_ACL);
    assertThat(hastened)
        .containsExactly(
            new ReceivedMessage("m-1", "receipt", 2), new ReceivedMessage("m-2", "receipt", 2));
  }

  @Test
  void anObjectThatFailsIsNamedAndCountedAndAMessageWithoutOneToo() throws IOException {
    String key = "x".repeat(3_000) + "/" + AnalyzedWorld.NAME;
    world.fail(key);

    handle(records(message("m-1", records(notification(key))), message("m-2", "this is no JSON")));

    List<JsonNode> lines = new ArrayList<>();
    for (String line : world.log().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines)
        .hasSize(2)
        .allSatisfy(line -> {
          assertThat(line.path("Function").asText()).isEqualTo("analyze");
          assertThat(line.path("ObjectsFailed").asInt()).isEqualTo(1);
          assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics").toString())
              .isEqualTo("[{\"Name\":\"ObjectsFailed\",\"Unit\":\"Count\"}]");
        });
    assertThat(lines.getFirst().path("bucket").asText()).isEqualTo("logs");
    assertThat(lines.getFirst().path("key").asText()).isEqualTo("x".repeat(2_048));
    assertThat(lines.getFirst().path("error").asText())
        .contains("The service fails")
        .hasSizeLessThan(2_049);
    assertThat(lines.getLast().path("message").asText()).isEqualTo("m-2");
  }

  @Test
  void aMessageThatCannotBeHastenedComesBackAllTheSameAndThatIsLogged() throws IOException {
    redelivery = _ -> Optional.of("ReceiptHandleIsInvalid");
    world.fail(AnalyzedWorld.KEY);

    String answer = handle(records(message("m-1", records(notification(AnalyzedWorld.KEY)))));

    assertThat(answer).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-1\"}]}");
    assertThat(world.log()).contains("\"notHastened\":\"ReceiptHandleIsInvalid\"");
  }

  @Test
  void anEventWithoutAQueueFailsAfterTheOthersWereAnalysed() {
    world.put(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY);
    world.fail("broken/" + AnalyzedWorld.NAME);

    assertThatThrownBy(() ->
            handle(
                records(
                    notification("broken/" + AnalyzedWorld.NAME), notification(AnalyzedWorld.KEY))))
        .hasMessageContaining("broken/");
    assertThat(kinds()).containsExactly(FindingKind.REPLY_REJECTED_BY_NETWORK_ACL);
  }

  @Test
  void anEventThatIsDeliveredAgainChangesNoCount() throws IOException {
    world.put(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY);

    handle(records(notification(AnalyzedWorld.KEY)));
    var once = world.findings().open(SCOPE, PageRequest.first(100));
    handle(records(notification(AnalyzedWorld.KEY), notification(AnalyzedWorld.KEY)));

    assertThat(world.findings().open(SCOPE, PageRequest.first(100))).isEqualTo(once);
    assertThat(once.items().getFirst().total().records()).isEqualTo(2);
  }

  @Test
  void anUnreadableObjectIsAFindingAndWhatWasReadBeforeIsKept() throws IOException {
    world.putTruncated(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY);

    handle(records(notification(AnalyzedWorld.KEY)));

    assertThat(kinds()).contains(FindingKind.UNREADABLE_RECORDS);
    assertThat(world.log()).contains("truncated-gzip");
  }

  @Test
  void anAccountThatRefusesToBeReadIsAFinding() throws IOException {
    world.put(FOREIGN_KEY, AnalyzedWorld.FORGOTTEN_REPLY);

    handle(records(notification(FOREIGN_KEY)));

    Scope other = new Scope("444455556666", "eu-central-1");
    assertThat(world.findings().open(other, PageRequest.first(100)).items())
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.cause())
                .isEqualTo(Cause.of(FindingKind.ACCOUNT_UNREADABLE, other, "444455556666")));
    assertThat(world.log()).contains("configuration-unknown");
  }

  @Test
  void anObjectThatWasAnalysedIsNotReadAgain() throws IOException {
    world.put(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY);
    handle(records(notification(AnalyzedWorld.KEY)));
    world.fail(AnalyzedWorld.KEY);

    handle(records(notification(AnalyzedWorld.KEY)));

    assertThat(world.log()).contains("already-analysed");
  }

  @Test
  void anObjectThatIsTooLargeIsRefusedAsAFinding() throws IOException {
    world.putIncompressible(AnalyzedWorld.KEY, (int) AnalyzedWorld.LARGEST_OBJECT);

    handle(records(notification(AnalyzedWorld.KEY)));

    assertThat(kinds()).containsExactly(FindingKind.UNREADABLE_RECORDS);
    assertThat(world.log()).contains("\"rejected\":{\"object-too-large\":1}");
  }

  @Test
  void anObjectThatGoesOnAndOnIsAFindingAndWhatWasReadBeforeIsKept() throws IOException {
    world.put(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY + "\n".repeat(3_000_000));

    String answer = handle(records(message("m-1", records(notification(AnalyzedWorld.KEY)))));

    assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(kinds())
        .contains(FindingKind.REPLY_REJECTED_BY_NETWORK_ACL, FindingKind.UNREADABLE_RECORDS);
    assertThat(world.log()).contains("\"too-many-rejected-lines\":1");
  }

  @Test
  void anObjectThatCannotBeReadInTimeFailsAndLeavesNothing() throws IOException {
    world.put(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY);
    world.remainingMillis(20_000);

    String answer = handle(records(message("m-1", records(notification(AnalyzedWorld.KEY)))));

    assertThat(answer).contains("m-1");
    assertThat(world.log()).contains("more memory or a longer timeout");
    assertThat(kinds()).isEmpty();
    assertThat(world.archive().ledger().find("s3://logs/" + AnalyzedWorld.KEY)).isEmpty();
  }

  @Test
  void aLineOfMetricsTellsWhatTheObjectShowsAndNoAddress() throws IOException {
    world.put(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY + "not a record\n");

    handle(records(notification(AnalyzedWorld.KEY), notification("AWSLogs/index.html")));

    JsonNode line = new ObjectMapper().readTree(world.log().lines().findFirst().orElseThrow());
    JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
    assertThat(directive.path("Namespace").asText()).isEqualTo("FlowVerdict");
    assertThat(directive.path("Dimensions").toString()).isEqualTo("[[\"Function\"]]");
    assertThat(line.path("Function").asText()).isEqualTo("analyze");
    assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(AnalyzedWorld.CLOCK.millis());
    assertThat(directive.path("Metrics"))
        .isNotEmpty()
        .allSatisfy(
            metric -> assertThat(line.path(metric.path("Name").asText()).isNumber()).isTrue());
    assertThat(line.path("Records").asLong()).isEqualTo(3);
    assertThat(line.path("VerdictReject").asLong()).isEqualTo(2);
    assertThat(line.path("FindingsNew").asLong()).isEqualTo(2);
    assertThat(line.path("RejectedLines").asLong()).isEqualTo(1);
    assertThat(line.path("LagSeconds").asLong()).isEqualTo(840);
    assertThat(line.path("rejected").toString()).isEqualTo("{\"wrong-field-count\":1}");
    assertThat(world.log()).contains("\"ObjectsSkipped\":1").doesNotContain("10.0.");
  }

  @Test
  void anObjectOfMoreUndecidedInterfacesThanAreKeptLeavesAGapInItsLog() throws IOException {
    StringBuilder invented = new StringBuilder();
    AnalyzedWorld.FORGOTTEN_REPLY.lines().limit(1).forEach(invented::append);
    for (int i = 0; i < 10_001; i++) {
      invented.append(
          "\neni-%05d 10.0.9.9 10.0.3.10 40000 5432 6 2 ACCEPT 1795169100 1795169160 OK"
              .formatted(i));
    }
    world.put(AnalyzedWorld.KEY, invented + "\n");

    handle(records(notification(AnalyzedWorld.KEY)));

    Instant slot = Instant.parse("2026-11-20T10:05:00Z");
    assertThat(world.archive().deliveries().slots(SCOPE, "fl-0a1", slot, slot)).isEmpty();
    assertThat(kinds()).containsOnly(FindingKind.INTERFACE_UNKNOWN);
    assertThat(world.log()).contains("\"Causes\":1001");
  }

  @Test
  void theUsesOfRulesTheDeliveryAndTheCountsOfVerdictsAreKept() throws IOException {
    world.put(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY);

    handle(records(notification(AnalyzedWorld.KEY)));

    assertThat(world.archive().usage().ofOwner(SCOPE, "sg-db"))
        .singleElement()
        .extracting(RuleUse::rule, RuleUse::lastUsed)
        .containsExactly("sgr-1", Instant.parse("2026-11-20T10:00:00Z"));
    assertThat(world.archive().usage().ofOwner(SCOPE, "acl-db"))
        .extracting(RuleUse::rule)
        .containsExactly("100");
    Instant slot = Instant.parse("2026-11-20T10:05:00Z");
    assertThat(world.archive().deliveries().slots(SCOPE, "fl-0a1", slot, slot)).hasSize(1);
    assertThat(world.archive().counts().hours(SCOPE, slot, slot.plusSeconds(1)))
        .isEqualTo(Map.of(slot.truncatedTo(ChronoUnit.HOURS), new VerdictCounts(1, 2, 0, 0)));
  }
}
