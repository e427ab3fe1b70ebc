package io.flowverdict.local;

/// Says that a command cannot do what it was asked for: bad usage, or input that cannot be read.
/// The message is one sentence: what, where, and how to mend it.
final class InputException extends RuntimeException {

  private static final long serialVersionUID = 1;

  InputException(String message) {
    super(message);
  }

  InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
