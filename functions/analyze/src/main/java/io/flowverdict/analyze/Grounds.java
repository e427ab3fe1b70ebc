package io.flowverdict.analyze;

import io.flowverdict.aws.capture.Coverage;
import io.flowverdict.aws.capture.Outcome;
import io.flowverdict.aws.findings.Basis;
import io.flowverdict.core.snapshot.ChosenHistory;
import io.flowverdict.core.snapshot.History;
import org.jspecify.annotations.Nullable;

/// What an object is judged on.
sealed interface Grounds {

  /// The configurations of its time.
  History history();

  /// Why the account could not be read; null when it could.
  @Nullable String refusal();

  /// What the verdicts leave open because the configuration is not known for the whole time; null
  /// when it is, or when that was said before.
  @Nullable String caveat();

  /// What another attempt needs to know to judge on the same, once everything was judged.
  Basis basis();

  /// What is known now.
  record Present(ChosenHistory history, Coverage coverage) implements Grounds {
    @Override
    public @Nullable String refusal() {
      return coverage.shortfall() instanceof Outcome.Refused(String reason) ? reason : null;
    }

    @Override
    public @Nullable String caveat() {
      return coverage.caveat().orElse(null);
    }

    @Override
    public Basis basis() {
      return new Basis(history.chosen(), refusal());
    }
  }

  /// What an attempt before this one knew.
  record Noted(History history, Basis basis) implements Grounds {
    @Override
    public @Nullable String refusal() {
      return basis.refusal();
    }

    @Override
    public @Nullable String caveat() {
      return null;
    }
  }
}
