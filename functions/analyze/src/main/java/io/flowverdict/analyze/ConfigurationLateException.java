package io.flowverdict.analyze;

/// The configuration of an object's time is not known yet, though it may come to be known: the
/// object is to be analysed again later.
final class ConfigurationLateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConfigurationLateException(String message) {
    super(message);
  }
}
