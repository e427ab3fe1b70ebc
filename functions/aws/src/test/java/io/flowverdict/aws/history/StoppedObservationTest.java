package io.flowverdict.aws.history;

import static io.flowverdict.aws.history.WritableHistoryContract.content;
import static io.flowverdict.aws.history.WritableHistoryContract.names;
import static io.flowverdict.aws.history.WritableHistoryContract.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.aws.embedded.LocalServices;
import io.flowverdict.aws.embedded.StoppingHttp;
import io.flowverdict.core.snapshot.Scope;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// A process that stops at any write leaves a timeline that says what was known before or what is
/// known now, and nothing else.
class StoppedObservationTest {
  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final DynamoDbClient DYNAMO_DB = LocalServices.dynamoDb();
  private static final S3Client S3 = LocalServices.s3();

  private static int stops;

  /// A new one for each stop: what another has left there might hide that something is missing.
  private String bucket = LocalServices.newBucket();

  @AfterAll
  static void report() {
    System.out.println("Observations stopped at " + stops + " writes: the timeline is never wrong");
  }

  /// What is known, the observation at which the process stops, how many writes it has, and what
  /// covers the seconds 0 to 99 before and after it.
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '',          A1,   2,  '',       A
          A1,          A9,   1,  A,        A
          A1 A5,       B9,   2,  A,        A B
          A1 B5,       A9,   2,  A B,      A B A
          A5 B9,       B7,   1,  A B,      A B
          A1 A9,       B5,   2,  A,        A B
          A5 A9,       C1,   2,  A,        C A
          """)
  void whereverItStopsTheTimelineIsTrueAndTheNextProcessGoesOn(
      String known, String observation, int writes, String before, String after) {
    for (boolean arrives : List.of(false, true)) {
      for (int stopAt = 1; stopAt <= writes; stopAt++) {
        TimelineTable table = LocalServices.newTable();
        bucket = LocalServices.newBucket();
        observeAll(known, store(DYNAMO_DB, S3, table));
        StoppingHttp wire = new StoppingHttp(stopAt, arrives);
        boolean stopped =
            isStopped(
                observation, store(LocalServices.dynamoDb(wire), LocalServices.s3(wire), table));

        assertThat(stopped).as("stopped at write %d", stopAt).isTrue();
        boolean written = arrives && stopAt == writes;
        assertThat(String.join(" ", names(store(DYNAMO_DB, S3, table), 0, 99)))
            .as("after stopping %s write %d", arrives ? "after" : "before", stopAt)
            .isEqualTo(written ? after : before);
        observeAll(observation, store(DYNAMO_DB, S3, table));
        assertThat(String.join(" ", names(store(DYNAMO_DB, S3, table), 0, 99))).isEqualTo(after);
        stops++;
      }
    }
    assertThatItHasWrites(known, observation, writes);
  }

  /// So that no write is left out when there come to be more.
  private void assertThatItHasWrites(String known, String observation, int writes) {
    TimelineTable table = LocalServices.newTable();
    observeAll(known, store(DYNAMO_DB, S3, table));
    StoppingHttp wire = new StoppingHttp(0, true);
    observeAll(observation, store(LocalServices.dynamoDb(wire), LocalServices.s3(wire), table));
    assertThat(wire.writes()).isEqualTo(writes);
  }

  private static boolean isStopped(String observation, RevisionStore store) {
    try {
      observeAll(observation, store);
      return false;
    } catch (StoppingHttp.StoppedException stopped) {
      return true;
    }
  }

  private static void observeAll(String observations, RevisionStore store) {
    for (String each : observations.isEmpty() ? new String[0] : observations.split(" ", -1)) {
      store.observe(
          SCOPE, content(each.substring(0, 1)), seconds(Integer.parseInt(each.substring(1))));
    }
  }

  private RevisionStore store(DynamoDbClient dynamoDb, S3Client s3, TimelineTable table) {
    return new RevisionStore(s3, bucket, dynamoDb, table);
  }
}
