package io.flowverdict.core.finding;

/// Judged records by their verdicts.
public record VerdictCounts(long accepted, long rejected, long undecided, long notEvaluated) {

  public static final VerdictCounts NONE = new VerdictCounts(0, 0, 0, 0);

  public VerdictCounts {
    if (accepted < 0 || rejected < 0 || undecided < 0 || notEvaluated < 0) {
      throw new IllegalArgumentException("Counts are negative");
    }
  }

  /// {@return all records}
  public long records() {
    return accepted + rejected + undecided + notEvaluated;
  }

  public VerdictCounts plus(VerdictCounts other) {
    return new VerdictCounts(
        accepted + other.accepted,
        rejected + other.rejected,
        undecided + other.undecided,
        notEvaluated + other.notEvaluated);
  }
}
