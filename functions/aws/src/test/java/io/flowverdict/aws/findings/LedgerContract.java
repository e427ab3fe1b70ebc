package io.flowverdict.aws.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.snapshot.Span;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every ledger does.
abstract class LedgerContract {

  private static final Basis FIRST =
      new Basis(
          List.of(
              new Span(
                  List.of("aa"),
                  Instant.parse("2026-11-22T10:00:00Z"),
                  Instant.parse("2026-11-22T10:05:00.125Z")),
              new Span(
                  List.of("bb"),
                  Instant.parse("2026-11-22T10:06:00Z"),
                  Instant.parse("2026-11-22T10:06:00Z"))),
          null,
          "It was read later.");
  private static final Basis SECOND = new Basis(List.of(), "no role may be assumed", null);

  abstract ObjectLedger ledger();

  @Test
  void anObjectOfWhichNothingWasWrittenIsUnknown() {
    assertThat(ledger().find("s3://logs/a")).isEmpty();
  }

  @Test
  void theFirstBasisHolds() {
    ObjectLedger ledger = ledger();
    assertThat(ledger.begin("s3://logs/a", FIRST)).isEqualTo(FIRST);
    assertThat(ledger.begin("s3://logs/a", SECOND)).isEqualTo(FIRST);
    assertThat(ledger.begin("s3://logs/b", SECOND)).isEqualTo(SECOND);
    assertThat(ledger.find("s3://logs/a")).contains(new ObjectLedger.Entry(FIRST, false));
    assertThat(ledger.find("s3://logs/b")).contains(new ObjectLedger.Entry(SECOND, false));
  }

  @Test
  void anObjectThatIsDoneStaysDone() {
    ObjectLedger ledger = ledger();
    ledger.begin("s3://logs/a", FIRST);
    ledger.done("s3://logs/a");
    ledger.begin("s3://logs/a", SECOND);
    assertThat(ledger.find("s3://logs/a")).contains(new ObjectLedger.Entry(FIRST, true));
  }
}
