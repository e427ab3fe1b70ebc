package io.flowverdict.core.flowlog;

/// Says that a list of fields is none that records can be read with.
public final class FlowLogFormatException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final UnreadableReason reason;

  FlowLogFormatException(UnreadableReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public UnreadableReason reason() {
    return reason;
  }
}
