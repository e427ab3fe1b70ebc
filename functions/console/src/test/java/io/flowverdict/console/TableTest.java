package io.flowverdict.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flowverdict.aws.findings.DynamoFindings;
import io.flowverdict.aws.findings.DynamoLogDeliveries;
import io.flowverdict.aws.findings.DynamoRuleUsage;
import io.flowverdict.aws.findings.FindingsTable;
import io.flowverdict.aws.findings.Retention;
import io.flowverdict.console.query.Kept;
import io.flowverdict.core.finding.Findings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// The functions on a table in DynamoDB that holds ten thousand findings.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TableTest {

  private static final int FINDINGS = 10_000;
  private static final int MOST_BYTES = 1_000_000;
  private static final Retention RETENTION =
      new Retention(Duration.ofDays(30), Duration.ofDays(30));

  private final FindingsTable table = new FindingsTable("findings-" + UUID.randomUUID());
  private final SampleWorld sample = new SampleWorld();
  private final DynamoDbClient client = LocalDynamoDb.client();

  private Findings findings(DynamoDbClient through) {
    return new DynamoFindings(through, table, RETENTION, ConsoleWorld.CLOCK);
  }

  private ConsoleHandler console(DynamoDbClient through) {
    Kept kept =
        new Kept(
            findings(through),
            sample.world.history,
            new DynamoRuleUsage(through, table),
            new DynamoLogDeliveries(through, table, RETENTION),
            sample.world.counts);
    return new ConsoleHandler(
        kept,
        new ConsoleSettings(List.of(ConsoleWorld.SCOPE), ConsoleWorld.SUPPRESSOR),
        ConsoleWorld.CLOCK);
  }

  @BeforeAll
  void fill() {
    table.create(client);
    sample.world.copyTo(findings(client));
    Map<String, AttributeValue> head =
        client
            .getItem(get ->
                get.tableName(table.name())
                    .key(
                        Map.of(
                            "pk", AttributeValue.fromS("FINDING#" + sample.reply),
                            "sk", AttributeValue.fromS("HEAD"))))
            .item();
    List<WriteRequest> copies = new ArrayList<>();
    IntStream.range(2, FINDINGS).forEach(number -> copies.add(copy(head, number)));
    copies.stream()
        .gather(Gatherers.windowFixed(25))
        .forEach(batch ->
            client.batchWriteItem(write -> write.requestItems(Map.of(table.name(), batch))));
  }

  /// As long as sentences are kept, for those on the first page.
  private static String longest(int number) {
    return number > FINDINGS - 200 ? " has a long sentence.".repeat(90) : "";
  }

  /// The same finding of another interface, in one of the severities.
  private static WriteRequest copy(Map<String, AttributeValue> head, int number) {
    String id = "%032x".formatted(number);
    Map<String, AttributeValue> copy = new HashMap<>(head);
    copy.put("pk", AttributeValue.fromS("FINDING#" + id));
    copy.put("rank", AttributeValue.fromS(number % 5 + "_2026-11-20T08_" + id));
    String severity = List.of("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL").get(number % 5);
    copy.put("severity", AttributeValue.fromS(severity));
    copy.put("resource", AttributeValue.fromS("eni-%017x".formatted(number)));
    copy.put("sentence", AttributeValue.fromS("Finding " + number + longest(number)));
    return WriteRequest.builder().putRequest(put -> put.item(copy)).build();
  }

  /// Each of these looks at every finding, or at as much as a page takes.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"query\":\"overview\"",
        "\"query\":\"findings\"",
        "\"query\":\"findings\",\"text\":\"nothing is called so\"",
        "\"query\":\"findings\",\"page\":\"1_2026-11-20T08_00000000000000000000000000000bb9\"",
        "\"query\":\"ask\",\"from\":\"i-0a990000000000001\",\"to\":\"10.0.3.10\",\"port\":5432"
      })
  void everyPageIsSmall(String query) throws IOException {
    String event = "{" + query + ",\"widgetContext\":{\"width\":1400,\"theme\":\"dark\"}}";
    JsonNode answer = Invocation.of(console(client), event);
    assertThat(JsonMapper.builder().build().writeValueAsBytes(answer).length)
        .isBetween(4_000, MOST_BYTES);
    assertThat(answer.asText()).doesNotContain("This cannot be answered");
  }

  @Test
  void allAreCounted() throws IOException {
    JsonNode answer = Invocation.of(console(client), "{}");
    assertThat(answer.path("open").asLong()).isEqualTo(FINDINGS);
    assertThat(answer.path("complete").asBoolean()).isTrue();
    assertThat(answer.at("/bySeverity/CRITICAL").asLong()).isEqualTo(2_000);
  }

  @Test
  void answeringReadsAndNothingElse() throws IOException {
    LocalDynamoDb.Calls calls = new LocalDynamoDb.Calls();
    ConsoleHandler console = console(LocalDynamoDb.client(calls));
    for (String query :
        List.of(
            "{}",
            "{\"query\":\"findings\",\"address\":\"10.0.2.20\",\"group\":\"sg-1\"}",
            "{\"query\":\"finding\",\"id\":\"" + sample.reply + "\"}",
            "{\"query\":\"ask\",\"from\":\"198.51.100.9\",\"to\":\"10.0.1.10\",\"port\":23}",
            "{\"query\":\"rules\",\"group\":\"" + SampleWorld.DATABASE_GROUP + "\"}")) {
      assertThat(Invocation.of(console, query).has("error")).isFalse();
    }
    assertThat(calls.names())
        .containsExactlyInAnyOrder(
            "GetItem", "Query", "Query status", "Query owner", "Query resource");
  }

  @Test
  void suppressingReadsAndUpdatesTheOneFinding() throws IOException {
    LocalDynamoDb.Calls calls = new LocalDynamoDb.Calls();
    SuppressHandler handler =
        new SuppressHandler(findings(LocalDynamoDb.client(calls)), ConsoleWorld.CLOCK);
    String id = "%032x".formatted(77);
    String who = "\"id\":\"" + id + "\",\"who\":\"Jane\",\"reason\":\"Known.\"";
    JsonNode suppressed =
        Invocation.of(handler, "{\"query\":\"suppress\"," + who + ",\"until\":\"7d\"}");
    assertThat(suppressed.path("status").asText()).isEqualTo("SUPPRESSED");
    assertThat(
            Invocation.of(handler, "{\"query\":\"unsuppress\"," + who + "}")
                .path("status")
                .asText())
        .isEqualTo("OPEN");
    assertThat(calls.names()).containsExactlyInAnyOrder("GetItem", "Query", "UpdateItem");
  }
}
