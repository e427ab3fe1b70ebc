package io.flowverdict.analyze;

import java.util.Locale;

/// Why a delivered object is not analysed.
public enum SkipReason {
  /// Its key is not one that VPC Flow Logs gives.
  NOT_A_FLOW_LOG_KEY,
  /// It does not exist any more.
  OBJECT_IS_GONE,
  /// It was analysed before, and everything it shows is kept.
  ALREADY_ANALYSED;

  /// The reason in kebab case, for example `object-is-gone`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
