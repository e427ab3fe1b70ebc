package io.flowverdict.analyze;

import io.flowverdict.aws.capture.Coverage;
import io.flowverdict.aws.capture.Outcome;
import io.flowverdict.aws.findings.Basis;
import io.flowverdict.core.snapshot.ChosenHistory;
import io.flowverdict.core.snapshot.History;

/// What an object is judged on.
sealed interface Grounds {

  /// The configurations of its time.
  History history();

  /// What there is to say about them, and what another attempt needs to know to judge on the same;
  /// its revisions are those that were asked for so far.
  Basis basis();

  /// What is known now.
  record Present(ChosenHistory history, Coverage coverage) implements Grounds {
    @Override
    public Basis basis() {
      String refusal =
          coverage.shortfall() instanceof Outcome.Refused(String reason) ? reason : null;
      return new Basis(history.chosen(), refusal, coverage.caveat().orElse(null));
    }
  }

  /// What an attempt before this one knew.
  record Noted(History history, Basis basis) implements Grounds {}
}
