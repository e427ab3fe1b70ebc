package io.flowverdict.core.finding;

import io.flowverdict.core.change.Check;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Sentence;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says of judged records what is kept of them: the verdict in words, and what to do about it.
/// Grows with the verdicts that it tells. For one thread.
final class Reporter {

  private final Advisor advisor;
  private final @Nullable String caveat;

  /// Many records have the very same verdict.
  private final IdentityHashMap<Verdict, Sentence> sentences = new IdentityHashMap<>();

  /// @param caveat what is to be said with every verdict; null when nothing
  /// @param check examines what is to be advised
  Reporter(Snapshot snapshot, @Nullable String caveat, Check check) {
    this.advisor = new Advisor(snapshot, check);
    this.caveat = caveat;
  }

  /// {@return the verdict of a record in words}
  String sentence(FlowRecord record, Verdict verdict) {
    String sentence = sentences.computeIfAbsent(verdict, Sentence::of).about(record);
    return caveat == null ? sentence : sentence + " " + caveat;
  }

  /// {@return what to do about a cause that a record shows; empty when nothing should be done}
  Optional<Advice> advice(Cause cause, FlowRecord record, Verdict verdict) {
    return advisor.about(cause, record, verdict);
  }
}
