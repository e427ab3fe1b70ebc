package io.flowverdict.core.net;

import java.util.Locale;

/// The direction of traffic relative to a network interface and its subnet.
public enum Direction {
  /// Towards the interface: the peer is the source.
  INGRESS,
  /// Away from the interface: the peer is the destination.
  EGRESS;

  public Direction opposite() {
    return this == INGRESS ? EGRESS : INGRESS;
  }

  /// The word that people use of rules: `inbound` or `outbound`.
  public String bound() {
    return this == INGRESS ? "inbound" : "outbound";
  }

  /// AWS's word: `ingress` or `egress`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
