package io.flowverdict.core.finding;

/// How much traffic showed a cause. Records without packets or bytes count as none. A sum that is
/// too large is the largest number there is.
public record Counts(long records, long packets, long bytes) {

  public static final Counts NONE = new Counts(0, 0, 0);

  public Counts {
    if (records < 0 || packets < 0 || bytes < 0) {
      throw new IllegalArgumentException(
          "Counts are negative: " + records + ", " + packets + ", " + bytes);
    }
  }

  public Counts plus(Counts other) {
    return new Counts(
        sum(records, other.records), sum(packets, other.packets), sum(bytes, other.bytes));
  }

  /// {@return the larger of each of the three numbers}
  public Counts max(Counts other) {
    return new Counts(
        Math.max(records, other.records),
        Math.max(packets, other.packets),
        Math.max(bytes, other.bytes));
  }

  /// {@return the sum of two counts, or the largest number there is}
  static long sum(long one, long other) {
    return other > Long.MAX_VALUE - one ? Long.MAX_VALUE : one + other;
  }
}
