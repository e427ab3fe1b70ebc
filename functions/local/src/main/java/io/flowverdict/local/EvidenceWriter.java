package io.flowverdict.local;

import io.flowverdict.core.audit.EvidenceCollector;
import io.flowverdict.core.audit.LogEvidence;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

/// Takes what is judged as evidence instead of writing it.
final class EvidenceWriter implements VerdictWriter {

  private final EvidenceCollector collector;

  EvidenceWriter(Snapshot snapshot) {
    this.collector = new EvidenceCollector(snapshot);
  }

  @Override
  public void write(String source, FlowRecord record, Verdict verdict) {
    collector.add(record, verdict);
  }

  @Override
  public void write(String source, Gap gap) {
    collector.add(gap);
  }

  @Override
  public void write(String source, RejectedLine line) {
    collector.addLost();
  }

  /// A transit gateway's object has no records of interfaces.
  @Override
  public void write(String source, UnreadableObjectException refused) {}

  @Override
  public void flush() {}

  /// {@return what was seen; null when nothing tells its time}
  @Nullable LogEvidence evidence() {
    return collector.evidence().orElse(null);
  }
}
