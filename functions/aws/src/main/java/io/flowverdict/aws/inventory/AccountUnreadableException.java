package io.flowverdict.aws.inventory;

import io.flowverdict.core.snapshot.Scope;
import org.jspecify.annotations.Nullable;

/// A configuration that AWS refuses to show: a role that does not exist or does not trust the
/// reader, a missing permission, a Region that is not enabled. Trying again does not help until a
/// person mends it.
public final class AccountUnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Scope scope;
  private final String reason;

  /// @param reason the rest of a sentence that begins with what cannot be read
  public AccountUnreadableException(Scope scope, String reason) {
    this(scope, reason, null);
  }

  AccountUnreadableException(Scope scope, String reason, @Nullable Throwable cause) {
    super("The configuration of " + scope + " cannot be read: " + reason, cause);
    this.scope = scope;
    this.reason = reason;
  }

  /// {@return what cannot be read}
  public Scope scope() {
    return scope;
  }

  /// {@return why, in words, and how to mend it}
  public String reason() {
    return reason;
  }
}
