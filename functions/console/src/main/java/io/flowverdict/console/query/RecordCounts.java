package io.flowverdict.console.query;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/// The port behind which it is known how many records were judged, of all accounts and Regions
/// together.
public interface RecordCounts {

  /// {@return what is known of a time}
  Answer in(Range range);

  /// What is known.
  sealed interface Answer {}

  /// The counts of the steps of a range; a step without records may be left out.
  record Known(List<Counted> steps) implements Answer {
    public Known {
      steps = List.copyOf(steps);
    }

    /// {@return the records of all steps}
    public long records() {
      return steps.stream().mapToLong(Counted::records).sum();
    }

    public long undecided() {
      return steps.stream().mapToLong(Counted::undecided).sum();
    }
  }

  /// That the counts are not known.
  ///
  /// @param reason in a sentence
  record Unknown(String reason) implements Answer {
    public Unknown {
      requireNonNull(reason, "reason is null");
    }
  }

  /// The records of a step by their verdicts.
  ///
  /// @param start when the step begins
  record Counted(Instant start, long accepted, long rejected, long undecided, long notEvaluated) {
    public Counted {
      requireNonNull(start, "start is null");
    }

    public long records() {
      return accepted + rejected + undecided + notEvaluated;
    }
  }

  /// {@return counts of which nothing is known}
  static RecordCounts unknown(String reason) {
    return _ -> new Unknown(reason);
  }
}
