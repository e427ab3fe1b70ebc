package io.flowverdict.aws.history;

import org.jspecify.annotations.Nullable;

/// A stored revision that is gone or holds something else than was stored: somebody removed or
/// changed the object.
public final class DamagedRevisionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DamagedRevisionException(String message) {
    this(message, null);
  }

  DamagedRevisionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
