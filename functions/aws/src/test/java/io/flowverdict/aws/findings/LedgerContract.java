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
  void ofTwoThatBeginAtOnceTheFirstHolds() {
    ObjectLedger ledger = ledger();
    assertThat(ledger.begin("s3://logs/a", attempt(1, "v1", FIRST)))
        .isEqualTo(attempt(1, "v1", FIRST));
    assertThat(ledger.begin("s3://logs/a", attempt(1, "v1", SECOND)))
        .isEqualTo(attempt(1, "v1", FIRST));
    assertThat(ledger.begin("s3://logs/b", attempt(1, "v1", SECOND)))
        .isEqualTo(attempt(1, "v1", SECOND));
    assertThat(ledger.find("s3://logs/a")).contains(attempt(1, "v1", FIRST));
    assertThat(ledger.find("s3://logs/b")).contains(attempt(1, "v1", SECOND));
  }

  @Test
  void aLaterAttemptTakesThePlaceOfAnEarlierOneAndNeverTheReverse() {
    ObjectLedger ledger = ledger();
    ledger.begin("s3://logs/a", attempt(1, "v1", FIRST));
    ledger.done("s3://logs/a", 1);
    assertThat(ledger.begin("s3://logs/a", attempt(2, "v2", SECOND)))
        .isEqualTo(attempt(2, "v2", SECOND));
    assertThat(ledger.begin("s3://logs/a", attempt(1, "v1", FIRST)))
        .isEqualTo(attempt(2, "v2", SECOND));
    assertThat(ledger.find("s3://logs/a")).contains(attempt(2, "v2", SECOND));
  }

  @Test
  void theAttemptThatIsDoneIsTheLatestOnly() {
    ObjectLedger ledger = ledger();
    ledger.begin("s3://logs/a", attempt(1, "v1", FIRST));
    assertThat(ledger.done("s3://logs/a", 2)).isFalse();
    assertThat(ledger.find("s3://logs/a")).contains(attempt(1, "v1", FIRST));
    assertThat(ledger.done("s3://logs/a", 1)).isTrue();
    assertThat(ledger.find("s3://logs/a"))
        .contains(new ObjectLedger.Attempt(1, "v1", FIRST, /* done= */ true));
    assertThat(ledger.done("s3://logs/unknown", 1)).isFalse();
  }

  private static ObjectLedger.Attempt attempt(int number, String version, Basis basis) {
    return new ObjectLedger.Attempt(number, version, basis, /* done= */ false);
  }
}
