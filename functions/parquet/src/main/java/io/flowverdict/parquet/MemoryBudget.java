package io.flowverdict.parquet;

/// What the pages of an object may take at the same time, so that no header, whatever it says,
/// makes memory run out.
final class MemoryBudget {

  private final long limit;
  private long held;

  /// @param limit in bytes
  MemoryBudget(long limit) {
    this.limit = limit;
  }

  /// Takes memory, before it is allocated.
  ///
  /// @throws UndecodableException when there is not that much
  void take(long bytes) {
    if (bytes > limit - held) {
      throw UndecodableException.unsupported(
          "its pages need more memory at once than the " + limit + " bytes they may take");
    }
    held += bytes;
  }

  void giveBack(long bytes) {
    held -= bytes;
  }
}
