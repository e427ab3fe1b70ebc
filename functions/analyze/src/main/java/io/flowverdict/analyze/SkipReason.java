package io.flowverdict.analyze;

import java.util.Locale;

/// Why a delivered object is not analysed.
public enum SkipReason {
  /// Its key is not one that VPC Flow Logs gives.
  NOT_A_FLOW_LOG_KEY,
  /// The folders of its key name another account, Region or day than its own name does: somebody
  /// else than VPC Flow Logs may have written it.
  FOLDER_AND_NAME_DISAGREE,
  /// Its account is not one that is looked after.
  ACCOUNT_NOT_LOOKED_AFTER,
  /// It does not exist any more.
  OBJECT_IS_GONE,
  /// It was analysed before, and everything it shows is kept.
  ALREADY_ANALYSED;

  /// The reason in kebab case, for example `object-is-gone`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
