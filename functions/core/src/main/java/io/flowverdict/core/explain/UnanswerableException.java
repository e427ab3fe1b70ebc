package io.flowverdict.core.explain;

/// A question that cannot be put to a configuration: an end that it does not have, two ends of
/// different address families, nothing to evaluate. The message says what, what there is instead,
/// and how to mend.
public final class UnanswerableException extends IllegalArgumentException {

  public UnanswerableException(String message) {
    super(message);
  }
}
