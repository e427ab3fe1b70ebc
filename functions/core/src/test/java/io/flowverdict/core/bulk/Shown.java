package io.flowverdict.core.bulk;

import io.flowverdict.core.change.Check;
import io.flowverdict.core.finding.Causes;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowColumnReader;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowLogReader;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import io.flowverdict.core.judge.Conversations;
import io.flowverdict.core.judge.HistoryJudge;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.History;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.usage.RuleUse;
import io.flowverdict.core.usage.RuleUses;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// Everything that an object shows, collected record by record or by columns.
final class Shown implements Collector {

  static final Scope SCOPE = new Scope("111122223333", "eu-central-1");

  private final Causes causes;
  private final RuleUses uses = new RuleUses(SCOPE);
  private final Map<Decided, Long> verdicts = new HashMap<>();
  private final List<Object> others = new ArrayList<>();
  private @Nullable Instant latest;

  /// A verdict with the action that was recorded.
  record Decided(Verdict verdict, @Nullable Action action) {}

  /// What can be compared.
  record Everything(
      Map<Decided, Long> verdicts,
      List<ObservedCause> causes,
      List<RuleUse> uses,
      SortedMap<String, SortedSet<Instant>> undecided,
      List<Object> others,
      @Nullable Instant latest) {}

  /// What audits say of advice has a test of its own, and takes many times as long as all else.
  private static final Check NO_AUDITS = (_, _) -> Check.Consequences.NONE;

  private Shown(HistoryJudge judge, Instant objectTime) {
    this.causes =
        new Causes(
            SCOPE,
            new Source("object", "fl-1"),
            objectTime,
            judge.snapshotAt(objectTime),
            null,
            NO_AUDITS);
  }

  static Everything recordByRecord(byte[] object, History history, Instant objectTime) {
    HistoryJudge judge = new HistoryJudge(history, SCOPE, objectTime);
    Shown shown = new Shown(judge, objectTime);
    try (FlowLogReader reader = FlowLogReader.open(new ByteArrayInputStream(object))) {
      Conversations entries = new Conversations(reader.iterator());
      while (entries.hasNext()) {
        switch (entries.next()) {
          case FlowRecord record ->
              shown.add(record, judge.judge(record, entries.evidence(record)));
          case Gap gap -> shown.add(gap);
          case RejectedLine line -> shown.add(line);
        }
      }
    } catch (UnreadableObjectException unreadable) {
      shown.add(unreadable);
    }
    return shown.everything();
  }

  static Everything byColumns(byte[] object, History history, Instant objectTime) {
    return byColumns(object, history, objectTime, new DecisionCache());
  }

  /// @param cache may hold what was decided for other objects
  static Everything byColumns(
      byte[] object, History history, Instant objectTime, DecisionCache cache) {
    HistoryJudge judge = new HistoryJudge(history, SCOPE, objectTime);
    Shown shown = new Shown(judge, objectTime);
    ColumnJudge columnJudge = new ColumnJudge(judge, shown, judge.snapshotAt(objectTime), cache);
    FlowColumns columns = new FlowColumns();
    try (FlowColumnReader reader = FlowColumnReader.open(new ByteArrayInputStream(object))) {
      while (reader.read(columns)) {
        columnJudge.judge(columns);
        if (columns.damage() != null) {
          throw columns.damage();
        }
      }
    } catch (UnreadableObjectException unreadable) {
      shown.add(unreadable);
    }
    columnJudge.end();
    return shown.everything();
  }

  private Everything everything() {
    return new Everything(
        verdicts, causes.observed(), uses.used(), uses.undecided(), others, latest);
  }

  @Override
  public Causes causes() {
    return causes;
  }

  @Override
  public RuleUses uses() {
    return uses;
  }

  @Override
  public void add(FlowRecord record, Verdict verdict) {
    causes.add(record, verdict);
    uses.add(record, verdict);
    count(verdict, record.action(), 1);
    if (record.end() != null) {
      ended(record.end());
    }
  }

  @Override
  public void add(Gap gap) {
    causes.add(gap);
    others.add(gap);
  }

  @Override
  public void add(RejectedLine line) {
    causes.add(line);
    others.add(line);
  }

  private void add(UnreadableObjectException unreadable) {
    causes.add(unreadable);
    others.add(unreadable.line() + " " + unreadable.getMessage());
  }

  @Override
  public void count(Verdict verdict, @Nullable Action action, long records) {
    verdicts.merge(new Decided(verdict, action), records, Long::sum);
  }

  @Override
  public void ended(Instant end) {
    latest = latest == null || end.isAfter(latest) ? end : latest;
  }
}
