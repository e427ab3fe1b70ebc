package io.flowverdict.core.finding;

/// How much a finding matters, in the words and the order of AWS Security Hub.
public enum Severity {
  INFORMATIONAL,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
