package io.flowverdict.infra;

/// What was asked for cannot be deployed. The message is for the person who asked.
final class InvalidSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  InvalidSettingsException(String message) {
    super(message);
  }
}
