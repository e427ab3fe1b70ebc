package io.flowverdict.analyze;

/// Says that the time of the function would not have been enough. Nothing of the object was kept.
public final class DeadlineException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DeadlineException(String message) {
    super(message);
  }
}
