package io.flowverdict.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.aws.findings.DynamoFindings;
import io.flowverdict.aws.findings.DynamoRuleUsage;
import io.flowverdict.aws.findings.FindingsTable;
import io.flowverdict.aws.findings.Retention;
import io.flowverdict.core.snapshot.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The statements for DynamoDB's console, on the shop's findings.
class PartiQlTest {

  private static final Path STATEMENTS = Path.of("..", "..", "events", "findings.partiql");
  private static final FindingsTable TABLE = new FindingsTable("flow-verdict-findings");

  private final DynamoDbClient client = LocalDynamoDb.client();

  @Test
  void everyStatementFindsWhatItSays() throws IOException {
    SampleWorld sample = new SampleWorld();
    Scope scope = ConsoleWorld.SCOPE;
    TABLE.create(client);
    Retention retention = new Retention(Duration.ofDays(3_650), Duration.ofDays(30));
    sample.world.copyTo(new DynamoFindings(client, TABLE, retention, ConsoleWorld.CLOCK));
    new DynamoRuleUsage(client, TABLE)
        .record(sample.world.usage.ofOwner(scope, SampleWorld.DATABASE_GROUP));

    List<String> found = new ArrayList<>();
    for (String line : Files.readAllLines(STATEMENTS)) {
      if (line.startsWith("SELECT")) {
        List<Map<String, AttributeValue>> items =
            client.executeStatement(execute -> execute.statement(line)).items();
        found.add(items.stream().map(PartiQlTest::text).toList().toString());
      }
    }

    assertThat(found)
        .isEqualTo(
            Files.readAllLines(
                Path.of(
                    "src", "test", "resources", "io", "flowverdict", "console", "partiql.txt")));
  }

  private static String text(Map<String, AttributeValue> item) {
    Map<String, String> texts = new TreeMap<>();
    item.forEach((name, value) ->
        texts.put(
            name,
            switch (value.type()) {
              case S -> value.s();
              case N -> value.n();
              case M -> value.m().keySet().stream().sorted().toList().toString();
              default -> value.type().toString();
            }));
    return texts.toString();
  }
}
