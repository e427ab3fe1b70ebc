package io.flowverdict.core.finding;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What shows a cause in the object at hand. Sentence and advice cost something, so they are made
/// for the first and the latest of a cause only, when everything was read.
///
/// Of one object, the order is that of [Sighting]s.
sealed interface Witness extends Comparable<Witness> {

  Comparator<Witness> ORDER = Comparator.comparing(Witness::at).thenComparingLong(Witness::line);

  Instant at();

  long line();

  Sighting sighting(String object);

  Optional<Advice> advice(Cause cause);

  @Override
  default int compareTo(Witness other) {
    return ORDER.compare(this, other);
  }

  /// Makes witnesses of the judged records of an object.
  interface Maker {
    Witness witness(Instant at, FlowRecord record, Verdict verdict);
  }

  /// A judged record.
  ///
  /// @param reporter says what is to be said of it
  record Judged(Instant at, FlowRecord record, Verdict verdict, Reporter reporter)
      implements Witness {
    @Override
    public long line() {
      return record.line();
    }

    @Override
    public Sighting sighting(String object) {
      return new Sighting(at, object, line(), reporter.sentence(record, verdict), verdict.trace());
    }

    @Override
    public Optional<Advice> advice(Cause cause) {
      return reporter.advice(cause, record, verdict);
    }
  }

  /// Anything else, in a sentence.
  record Told(Instant at, long line, String sentence) implements Witness {
    @Override
    public Sighting sighting(String object) {
      return new Sighting(at, object, line, sentence, List.of());
    }

    @Override
    public Optional<Advice> advice(Cause cause) {
      return Optional.empty();
    }
  }
}
