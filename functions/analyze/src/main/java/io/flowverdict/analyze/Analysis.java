package io.flowverdict.analyze;

import io.flowverdict.aws.capture.Configurations;
import io.flowverdict.aws.capture.Coverage;
import io.flowverdict.aws.objects.FlowLogObject;
import io.flowverdict.aws.objects.FlowLogObjects;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.flowlog.FlowLogReader;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import io.flowverdict.core.judge.Conversations;
import io.flowverdict.core.judge.HistoryJudge;
import io.flowverdict.core.snapshot.History;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/// The main path: judges every record of an object by the configuration of its time and keeps what
/// the records show.
public final class Analysis {

  /// How much of the time around the one in an object's name its records usually span: a slot of
  /// five minutes, and an aggregation interval of ten before it.
  private static final Duration BEFORE = Duration.ofMinutes(10);

  private static final Duration AFTER = Duration.ofMinutes(5);

  private final FlowLogObjects objects;
  private final Configurations configurations;
  private final History history;
  private final Findings findings;

  public Analysis(
      FlowLogObjects objects, Configurations configurations, History history, Findings findings) {
    this.objects = objects;
    this.configurations = configurations;
    this.history = history;
    this.findings = findings;
  }

  /// Analyses one object. An object that cannot be read is a finding itself, and what was read of
  /// it before is kept.
  ///
  /// @return what was done; empty when the object does not exist any more
  /// @throws RuntimeException when a service failed: to be tried again
  public Optional<Summary> analyze(FlowLogObject object) {
    Coverage coverage =
        configurations.covering(
            object.scope(), object.time().minus(BEFORE), object.time().plus(AFTER));
    return objects.open(object).map(content -> analyze(object, content, coverage));
  }

  private Summary analyze(FlowLogObject object, InputStream content, Coverage coverage) {
    HistoryJudge judge = new HistoryJudge(history, object.scope(), object.time());
    Results results = new Results(object, coverage, judge.snapshotAt(object.time()));
    try (FlowLogReader reader = FlowLogReader.open(content)) {
      Conversations entries = new Conversations(reader.iterator());
      while (entries.hasNext()) {
        switch (entries.next()) {
          case FlowRecord record ->
              results.add(record, judge.judge(record, entries.evidence(record)));
          case Gap gap -> results.add(gap);
          case RejectedLine line -> results.add(line);
        }
      }
    } catch (UnreadableObjectException unreadable) {
      results.add(unreadable);
    }
    findings.record(object.name(), results.causes());
    return results.summary();
  }
}
