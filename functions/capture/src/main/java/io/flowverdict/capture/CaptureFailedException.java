package io.flowverdict.capture;

/// A single event whose configuration was not captured. Thrown so that the invocation is retried.
final class CaptureFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CaptureFailedException(String message) {
    super(message);
  }
}
