package io.flowverdict.core.bulk;

import io.flowverdict.core.finding.Distinction;
import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.usage.AcceptedRequest;
import org.jspecify.annotations.Nullable;

/// The verdict of records that are alike, and what it says of what they show.
///
/// @param action that was recorded of each of them
/// @param peerFamily null where the peer, or its address, is not known
/// @param accepted whether they show that rules are used
/// @param undecided whether they show that rules may be used
/// @param distinction of the causes that they show; null when they show none
/// @param causes the number of the distinction
record Decision(
    Verdict verdict,
    @Nullable Action action,
    @Nullable Protocol protocol,
    @Nullable IpFamily peerFamily,
    boolean accepted,
    boolean undecided,
    @Nullable Distinction distinction,
    int causes) {

  /// {@return what is decided of records like this one}
  static Decision of(
      FlowRecord example, Verdict verdict, @Nullable Distinction distinction, int causes) {
    boolean mayUse = AcceptedRequest.isPossible(example.action(), verdict);
    IpAddress peer = verdict.direction() == null ? null : example.peer(verdict.direction());
    return new Decision(
        verdict,
        example.action(),
        example.protocol(),
        peer == null ? null : peer.family(),
        mayUse && verdict.outcome() == Verdict.Outcome.ACCEPT,
        mayUse && verdict.outcome() == Verdict.Outcome.UNDECIDED,
        distinction,
        causes);
  }

  /// {@return whether the records are of traffic to the interface}
  boolean isIngress() {
    return verdict.direction() == Direction.INGRESS;
  }
}
