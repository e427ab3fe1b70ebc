package io.flowverdict.aws.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.aws.embedded.LocalServices;
import io.flowverdict.aws.embedded.StoppingHttp;
import io.flowverdict.aws.history.RevisionStore;
import io.flowverdict.aws.history.TimelineTable;
import io.flowverdict.aws.inventory.FixedConfiguration;
import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Vpc;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// A process that stops at any write of a capture: the lease, the revision, the timeline, the end
/// of the lease.
class StoppedCaptureTest {
  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(4);
  private static final DynamoDbClient DYNAMO_DB = LocalServices.dynamoDb();
  private static final S3Client S3 = LocalServices.s3();

  private static int stops;

  /// A new one for each stop: what another has left there might hide that something is missing.
  private String bucket = LocalServices.newBucket();

  @AfterAll
  static void report() {
    System.out.println("Captures stopped at " + stops + " writes: the timeline is never wrong");
  }

  /// The writes of a capture of a new, a changed and an unchanged configuration.
  @ParameterizedTest
  @CsvSource({"'',new,4", "old,new,4", "same,same,3"})
  void whereverItStopsTheTimelineIsTrueAndTheNextCaptureGoesOn(
      String known, String now, int writes) {
    for (boolean arrives : List.of(false, true)) {
      for (int stopAt = 1; stopAt <= writes; stopAt++) {
        TimelineTable table = LocalServices.newTable();
        bucket = LocalServices.newBucket();
        if (!known.isEmpty()) {
          store(DYNAMO_DB, S3, table).observe(SCOPE, content(known), TEN.minusSeconds(900));
        }
        List<String> before = namesAt(table, TEN);
        StoppingHttp wire = new StoppingHttp(stopAt, arrives);
        stop(wire, table, now);
        List<String> after = namesAt(table, TEN);
        List<String> complete = List.of(now);

        assertThat(after).as("stopped at write %d of %d", stopAt, writes).isIn(before, complete);
        assertThat(capture(DYNAMO_DB, S3, table, now, TEN.plus(LEASE)).reach(SCOPE, TEN))
            .isInstanceOfAny(Outcome.Captured.class, Outcome.Known.class);
        assertThat(namesAt(table, TEN.plus(LEASE))).isEqualTo(complete);
        stops++;
      }
    }
    assertThatItHasWrites(known, now, writes);
  }

  private void stop(StoppingHttp wire, TimelineTable table, String now) {
    Capture capture =
        capture(LocalServices.dynamoDb(wire), LocalServices.s3(wire), table, now, TEN);
    boolean stopped = false;
    try {
      capture.reach(SCOPE, TEN);
    } catch (StoppingHttp.StoppedException expected) {
      stopped = true;
    }
    assertThat(stopped).isTrue();
  }

  /// So that no write is left out when there come to be more.
  private void assertThatItHasWrites(String known, String now, int writes) {
    TimelineTable table = LocalServices.newTable();
    if (!known.isEmpty()) {
      store(DYNAMO_DB, S3, table).observe(SCOPE, content(known), TEN.minusSeconds(900));
    }
    StoppingHttp wire = new StoppingHttp(0, true);
    Outcome outcome =
        capture(LocalServices.dynamoDb(wire), LocalServices.s3(wire), table, now, TEN)
            .reach(SCOPE, TEN);
    assertThat(outcome).isInstanceOf(Outcome.Captured.class);
    assertThat(wire.writes()).isEqualTo(writes);
  }

  private List<String> namesAt(TimelineTable table, Instant time) {
    return store(DYNAMO_DB, S3, table).covering(SCOPE, time, time).stream()
        .map(Revision::snapshot)
        .map(snapshot -> snapshot.vpcs().firstKey())
        .toList();
  }

  private Capture capture(
      DynamoDbClient dynamoDb, S3Client s3, TimelineTable table, String now, Instant time) {
    TestClock clock = new TestClock(time);
    return new Capture(
        new FixedConfiguration().set(SCOPE, content(now)),
        store(dynamoDb, s3, table),
        new DynamoLeases(dynamoDb, table, LEASE),
        clock,
        clock,
        Duration.ofSeconds(30));
  }

  private RevisionStore store(DynamoDbClient dynamoDb, S3Client s3, TimelineTable table) {
    return new RevisionStore(s3, bucket, dynamoDb, table);
  }

  private static Snapshot content(String name) {
    return Snapshot.builder()
        .vpcs(List.of(new Vpc(name, null, null, false, List.of(), null)))
        .build();
  }
}
