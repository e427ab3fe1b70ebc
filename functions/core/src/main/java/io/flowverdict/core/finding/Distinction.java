package io.flowverdict.core.finding;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.finding.Classification.Classified;
import io.flowverdict.core.net.Protocol;
import org.jspecify.annotations.Nullable;

/// What the causes of records that are decided alike have in common, and what tells them apart:
/// records of one interface with equal distinctions show one cause with one severity, as far as
/// neither port nor peer tells them apart.
///
/// @param peerGroup null when it depends on the peer
/// @param severityOfAny null when it depends on the port
/// @param byPort whether those with another service port may show another cause
/// @param byPeer whether those with another peer may: not if the peer is on the Internet, as all of
///   it is one group
public record Distinction(
    FindingKind kind,
    @Nullable String rule,
    @Nullable String peerGroup,
    @Nullable Protocol protocol,
    @Nullable Severity severityOfAny,
    boolean byPort,
    boolean byPeer) {

  public Distinction {
    requireNonNull(kind, "kind is null");
    if ((severityOfAny == null) != byPort) {
      throw new IllegalArgumentException(
          "severity " + severityOfAny + " where byPort is " + byPort);
    }
  }

  static Distinction of(Classified found) {
    Cause cause = found.cause();
    boolean byPort = found.port() != null && cause.port() != null;
    boolean byPeer = cause.peerGroup() != null && !cause.peerGroup().equals(PeerGroups.INTERNET);
    return new Distinction(
        found.kind(),
        cause.rule(),
        byPeer ? null : cause.peerGroup(),
        cause.protocol(),
        byPort ? null : found.severity(),
        byPort,
        byPeer);
  }

  /// {@return how much the cause of records with a service port matters}
  Severity severity(int port) {
    return severityOfAny != null ? severityOfAny : Classification.severity(kind, port);
  }

  /// {@return how much a cause of this kind matters that stands for many ports or many peers}
  Severity severityOfMany() {
    return Classification.severity(kind, null);
  }
}
