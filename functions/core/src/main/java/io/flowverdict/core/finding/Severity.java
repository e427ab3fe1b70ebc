package io.flowverdict.core.finding;

import io.flowverdict.core.net.SensitivePorts;

/// How much a finding matters, in the words and the order of AWS Security Hub.
public enum Severity {
  INFORMATIONAL,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /// {@return how much it matters that the Internet reaches this port}
  static Severity ofExposed(int port) {
    if (SensitivePorts.contains(port)) {
      return HIGH;
    }
    return SensitivePorts.WEB.contains(port) ? LOW : MEDIUM;
  }
}
