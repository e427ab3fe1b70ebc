package io.flowverdict.audit;

/// Says that an account and Region could not be audited. Nothing was concluded from that.
public final class AuditFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  AuditFailedException(String message) {
    super(message);
  }
}
