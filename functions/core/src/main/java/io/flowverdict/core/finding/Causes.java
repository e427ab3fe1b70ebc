package io.flowverdict.core.finding;

import io.flowverdict.core.change.Check;
import io.flowverdict.core.finding.Classification.Classified;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.ChosenHistory;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Merges what one object shows into causes. Mutable; its size is bounded by causes, not by
/// traffic, and these by [CauseBounds].
public final class Causes {

  private final Scope scope;
  private final Source source;
  private final Instant objectTime;
  private final Classification classification;
  private final Reporter reporter;

  /// In the order in which they were made, in which they are next to each other in memory.
  private final Map<Cause, Tally> tallies = new LinkedHashMap<>();

  private final CauseBounds bounds;

  /// Rows that are in no tally yet.
  private final CauseRows rows = new CauseRows();

  /// The seconds between which, exclusively, a row's own time is plausible for certain.
  private final long earliest;

  private final long latest;

  private record Identified(String id, Tally.Total total) {}

  /// @param objectTime when the object was written: the time of records that tell none
  /// @param caveat what the verdicts leave open, in sentences, which the evidence then says; null
  ///   when nothing
  /// @param check examines what is to be advised about causes
  public Causes(
      Scope scope,
      Source source,
      Instant objectTime,
      Snapshot snapshot,
      @Nullable String caveat,
      Check check) {
    this.scope = scope;
    this.source = source;
    this.objectTime = objectTime;
    this.earliest = objectTime.minus(ChosenHistory.LATEST_ARRIVAL).getEpochSecond();
    this.latest = objectTime.plus(ChosenHistory.FURTHEST_AHEAD).getEpochSecond();
    this.classification = new Classification(scope, snapshot);
    this.reporter = new Reporter(snapshot, caveat, check);
    this.bounds = new CauseBounds(snapshot, Collections.unmodifiableSet(tallies.keySet()));
  }

  /// Adds a judged record.
  public void add(FlowRecord record, Verdict verdict) {
    Optional<Classified> classified = classification.classify(record, verdict);
    if (classified.isEmpty()) {
      return;
    }
    Classified found = classified.get();
    Cause cause = bounds.bounded(found.cause());
    boolean asFound = cause.equals(found.cause());
    Severity severity = asFound ? found.severity() : found.severityOfMany();
    Witness witness = witness(time(record.end(), record.start()), record, verdict);
    rows.count();
    Counts counts = new Counts(1, orZero(record.packets()), orZero(record.bytes()));
    tally(cause).add(witness, severity, counts, found.port(), found.peer(), found.own());
  }

  /// {@return what tells apart the causes of records like this one; empty when they show none}
  public Optional<Distinction> distinction(FlowRecord record, Verdict verdict) {
    return classification.classify(record, verdict).map(Distinction::of);
  }

  /// {@return where the records of an interface belong that have a [Distinction]}
  ///
  /// @param port their service port: looked at only if that tells them apart
  /// @param peer their peer; null if that does not tell them apart
  public CauseShare share(
      Distinction distinction, String interfaceId, int port, @Nullable IpAddress peer) {
    Cause found = classification.cause(distinction, interfaceId, port, peer);
    Cause cause = bounds.bounded(found);
    Severity severity =
        cause.equals(found) ? distinction.severity(port) : distinction.severityOfMany();
    return new CauseShare(tally(cause), severity, distinction.kind());
  }

  /// Adds a row of columns, as [#add(FlowRecord, Verdict)] adds its record.
  ///
  /// @param share what [#share] returned for a record like it
  public void add(CauseShare share, FlowColumns columns, int row, Verdict verdict) {
    long told = columns.end[row] >= 0 ? columns.end[row] : columns.start[row];
    if (told <= earliest || told >= latest) {
      add(columns.record(row), verdict);
    } else {
      rows.add(share, columns, row, verdict);
    }
  }

  /// Adds a row that stands for records that are missing; NODATA is none.
  public void add(Gap gap) {
    if (gap.status() == Gap.Status.NODATA) {
      return;
    }
    String resource = gap.interfaceId() == null ? "-" : gap.interfaceId();
    addWithoutTraffic(
        gap.interfaceId() == null
            ? Cause.of(FindingKind.RECORDS_SKIPPED, scope, resource)
            : bounds.bounded(Cause.of(FindingKind.RECORDS_SKIPPED, scope, resource)),
        Severity.LOW,
        time(gap.end(), gap.start()),
        gap.line(),
        "The flow log skipped records of interface "
            + resource
            + " (SKIPDATA): AWS lost them, and their absence proves nothing.");
  }

  /// Adds a line that is no record.
  public void add(RejectedLine line) {
    String code = line.reason().code();
    addWithoutTraffic(
        unreadable(code),
        Severity.MEDIUM,
        objectTime,
        line.line(),
        "Line "
            + line.line()
            + " of "
            + source.object()
            + " is no flow-log record ("
            + code
            + (line.field() == null ? "" : ", field " + line.field())
            + ").");
  }

  /// Adds that the object, or the rest of it, cannot be read.
  public void add(UnreadableObjectException unreadable) {
    addWithoutTraffic(
        unreadable(unreadable.reason().code()),
        Severity.MEDIUM,
        objectTime,
        unreadable.line(),
        "The object " + source.object() + " cannot be read: " + unreadable.getMessage());
  }

  /// Adds that the account's configuration may not be read.
  ///
  /// @param reason what AWS said, in words
  public void addUnreadableAccount(String reason) {
    addWithoutTraffic(
        Cause.of(FindingKind.ACCOUNT_UNREADABLE, scope, scope.accountId()),
        Severity.HIGH,
        objectTime,
        /* line= */ 1,
        "The configuration of " + scope + " cannot be read: " + reason);
  }

  private Cause unreadable(String code) {
    return new Cause(
        FindingKind.UNREADABLE_RECORDS, scope, source.flowLogId(), code, null, null, null);
  }

  /// {@return what was added, one entry per cause, sorted by the causes' ids; the most severe
  /// [Advisor#MOST] of those about which something can be done have advice}
  public List<ObservedCause> observed() {
    rows.count();
    List<Identified> all = new ArrayList<>(tallies.size());
    tallies.forEach(
        (cause, tally) -> all.add(new Identified(cause.id(), tally.total(source.object()))));
    all.sort(Comparator.comparing(Identified::id));
    Map<String, Advice> advised = new HashMap<>();
    all.stream()
        .sorted(
            Comparator.comparing((Identified each) -> each.total().observed().severity())
                .reversed())
        .forEach(each -> {
          Cause cause = each.total().observed().cause();
          each.total().latest().advice(cause).ifPresent(advice -> advised.put(each.id(), advice));
        });
    return all.stream()
        .map(each -> said(each.total().observed()).withAdvice(advised.get(each.id())))
        .toList();
  }

  /// What is observed, with what there is to say of a cause that stands for many interfaces.
  private ObservedCause said(ObservedCause observed) {
    return observed.cause().resource().equals(CauseBounds.OTHERS)
        ? observed.withSentence(bounds.sentenceOfOthers())
        : observed;
  }

  /// {@return how many causes there are}
  public int size() {
    return tallies.size();
  }

  private void addWithoutTraffic(
      Cause cause, Severity severity, Instant at, long line, String sentence) {
    Witness witness = new Witness.Told(at, line, sentence);
    tally(cause).add(witness, severity, new Counts(1, 0, 0), null, null, null);
  }

  private Witness witness(Instant at, FlowRecord record, Verdict verdict) {
    return new Witness.Judged(at, record, verdict, reporter);
  }

  private Tally tally(Cause cause) {
    return tallies.computeIfAbsent(cause, _ -> new Tally(tallies.size(), cause, this::witness));
  }

  /// The time of a row. One that is far from the object's own is a mistake or a trick: the object's
  /// time is taken, so that no row can claim the future, or an hour item for each hour of a
  /// century.
  private Instant time(@Nullable Instant end, @Nullable Instant start) {
    Instant told = end != null ? end : start;
    return told != null && ChosenHistory.isPlausible(told, objectTime) ? told : objectTime;
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }
}
