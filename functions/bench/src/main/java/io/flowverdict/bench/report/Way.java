package io.flowverdict.bench.report;

/// A way of doing something that is measured.
///
/// @param records how many records it does it with
/// @param warmUp how often it is done before it is measured
public record Way(String name, int records, int warmUp, Work work) {

  /// What is measured.
  @FunctionalInterface
  public interface Work {
    /// {@return something above 0, so that nothing is left out as useless}
    long run() throws Exception;
  }
}
