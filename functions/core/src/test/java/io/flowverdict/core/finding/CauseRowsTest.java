package io.flowverdict.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.audit.AuditCheck;
import io.flowverdict.core.flowlog.FlowColumnReader;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Judge;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Rows that are counted cause by cause show what their records show one after the other.
class CauseRowsTest {

  private static final Snapshot NETWORK =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16
          subnet-1 of vpc-1 has 10.0.1.0/24
          acl-1 of vpc-1 guards subnet-1
          acl-1 in 100 allow all from any
          acl-1 out 100 allow all to any
          eni-1 of subnet-1 has 10.0.1.10 carries sg-1
          eni-2 of subnet-1 has 10.0.1.20 carries sg-1
          sg-1 of vpc-1
          sg-1 in tcp 443 from any
          """);

  /// Enough to count the rows several times between.
  private static final int RECORDS = 3 * CauseRows.MOST;

  private final Judge judge = new Judge(NETWORK);

  private static Causes causes() {
    return new Causes(
        new Scope("111122223333", "eu-central-1"),
        new Source("object", "fl-1"),
        Instant.ofEpochSecond(3_600),
        NETWORK,
        null,
        new AuditCheck());
  }

  /// There are more ports and peers than are counted exactly, so that their order matters. Columns
  /// are used again, and some records are added by themselves.
  @Test
  void rowsShowWhatTheirRecordsShow() {
    Causes records = causes();
    Causes rows = causes();
    FlowColumns columns = new FlowColumns();
    try (FlowColumnReader reader = FlowColumnReader.open(new ByteArrayInputStream(log()))) {
      while (reader.read(columns)) {
        for (int row = 0; row < columns.size(); row++) {
          FlowRecord record = columns.record(row);
          Verdict verdict = judge.judge(record);
          records.add(record, verdict);
          if (record.line() % 9 == 0) {
            rows.add(record, verdict);
          } else {
            add(rows, columns, row, verdict);
          }
        }
      }
    }

    List<ObservedCause> observed = rows.observed();
    assertThat(observed).hasSizeGreaterThan(10).isEqualTo(records.observed());
  }

  private static void add(Causes rows, FlowColumns columns, int row, Verdict verdict) {
    FlowRecord record = columns.record(row);
    Optional<Distinction> found = rows.distinction(record, verdict);
    if (found.isPresent()) {
      Distinction distinction = found.get();
      int port = distinction.byPort() ? columns.destinationPort[row] : 0;
      IpAddress peer = distinction.byPeer() ? record.source() : null;
      CauseShare share =
          rows.share(distinction, columns.names().name(columns.interfaceId[row]), port, peer);
      rows.add(share, columns, row, verdict);
    }
  }

  /// Requests to two interfaces, from inside and from the Internet.
  private static byte[] log() {
    Random random = new Random(20261128);
    StringBuilder log = new StringBuilder(FlowLogFormat.DEFAULT + "\n");
    for (int i = 0; i < RECORDS; i++) {
      int at = 1 + random.nextInt(2);
      int near = (int) Math.abs(random.nextGaussian() * 60) % 250;
      String peer = (random.nextInt(4) == 0 ? "10.0.%d.9" : "198.51.100.%d").formatted(near);
      int port = random.nextInt(6) == 0 ? 443 : 4_000 + near;
      int end = random.nextInt(1, 7_000);
      log.append(
          "2 111122223333 eni-%d %s 10.0.1.%d 40000 %d 6 1 %d %d %d %s OK%n"
              .formatted(
                  at,
                  peer,
                  10 * at,
                  port,
                  40 + near,
                  end - 1,
                  end,
                  port == 443 ? "ACCEPT" : "REJECT"));
    }
    return log.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
