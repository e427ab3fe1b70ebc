package io.flowverdict.local;

/// Starting and stopping servers that may throw anything when asked to.
final class Lifecycle {

  private Lifecycle() {}

  /// The start or the stop of a server.
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  /// Runs a step.
  ///
  /// @param what what the step is to do, as the end of a sentence: `start S3`
  /// @throws IllegalStateException when the step fails
  static void run(String what, Step step) {
    try {
      step.run();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted before it could " + what, interrupted);
    } catch (Exception failure) {
      throw new IllegalStateException("Could not " + what, failure);
    }
  }
}
