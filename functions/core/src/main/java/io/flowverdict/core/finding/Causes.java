package io.flowverdict.core.finding;

import io.flowverdict.core.finding.Classification.Classified;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import io.flowverdict.core.judge.Sentence;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Merges what one object shows into causes. Mutable; its size is bounded by causes, not by
/// traffic.
///
/// A scan across all ports would be as many causes as ports. From the [#MOST_PORTS]th port on that
/// one blocker, interface and peer group show, further ports share one cause without a port;
/// likewise peer groups beyond [#MOST_PEER_GROUPS] share one cause without a peer group.
public final class Causes {

  static final int MOST_PORTS = 20;
  static final int MOST_PEER_GROUPS = 50;

  /// Records arrive up to a day late
  /// ([limitations](https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-limitations.html)).
  private static final Duration LATEST_ARRIVAL = Duration.ofDays(3);

  private static final Duration FURTHEST_AHEAD = Duration.ofHours(1);

  private final Scope scope;
  private final String object;
  private final Instant objectTime;
  private final Classification classification;
  private final SortedMap<String, Tally> tallies = new TreeMap<>();
  private final Map<Cause, String> ids = new HashMap<>();
  private final Map<Cause, Set<Cause>> narrower = new HashMap<>();

  /// @param object the name of the object, for example `s3://bucket/key`
  /// @param objectTime when the object was written: the time of records that tell none
  public Causes(Scope scope, String object, Instant objectTime, Snapshot snapshot) {
    this.scope = scope;
    this.object = object;
    this.objectTime = objectTime;
    this.classification = new Classification(scope, snapshot);
  }

  /// Adds a judged record.
  public void add(FlowRecord record, Verdict verdict) {
    Optional<Classified> classified = classification.classify(record, verdict);
    if (classified.isEmpty()) {
      return;
    }
    Classified found = classified.get();
    Cause cause = bounded(found.cause());
    boolean asFound = cause.equals(found.cause());
    add(
        cause,
        asFound ? found.severity() : Classification.severityOfMany(cause.kind()),
        time(record.end(), record.start()),
        record.line(),
        () -> Sentence.of(record, verdict),
        verdict.trace(),
        new Counts(1, orZero(record.packets()), orZero(record.bytes())),
        found.port(),
        found.peer());
  }

  /// Adds a row that stands for records that are missing; NODATA is none.
  public void add(Gap gap) {
    if (gap.status() == Gap.Status.NODATA) {
      return;
    }
    String resource = gap.interfaceId() == null ? "-" : gap.interfaceId();
    addWithoutTraffic(
        Cause.of(FindingKind.RECORDS_SKIPPED, scope, resource),
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
        new Cause(FindingKind.UNREADABLE_RECORDS, scope, "flow-log", code, null, null, null),
        Severity.MEDIUM,
        objectTime,
        line.line(),
        "Line "
            + line.line()
            + " of "
            + object
            + " is no flow-log record ("
            + code
            + (line.field() == null ? "" : ", field " + line.field())
            + ").");
  }

  /// Adds that the object, or the rest of it, cannot be read.
  public void add(UnreadableObjectException unreadable) {
    addWithoutTraffic(
        new Cause(
            FindingKind.UNREADABLE_RECORDS,
            scope,
            "flow-log",
            unreadable.reason().code(),
            null,
            null,
            null),
        Severity.MEDIUM,
        objectTime,
        unreadable.line(),
        "The object " + object + " cannot be read: " + unreadable.getMessage());
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

  /// {@return what was added, one entry per cause, sorted by the causes' ids}
  public List<ObservedCause> observed() {
    return tallies.values().stream().map(Tally::observed).toList();
  }

  private void addWithoutTraffic(
      Cause cause, Severity severity, Instant at, long line, String sentence) {
    add(
        cause,
        severity,
        at,
        line,
        () -> sentence,
        List.of(),
        new Counts(1, 0, 0),
        /* port= */ null,
        /* peer= */ null);
  }

  private void add(
      Cause cause,
      Severity severity,
      Instant at,
      long line,
      Supplier<String> sentence,
      List<Step> trace,
      Counts counts,
      @Nullable Integer port,
      @Nullable IpAddress peer) {
    Sighting sighting = new Sighting(at, object, line, sentence.get(), trace);
    tallies
        .computeIfAbsent(
            ids.computeIfAbsent(cause, Cause::id), _ -> new Tally(cause, severity, sighting))
        .add(sighting, counts, port, peer);
  }

  private Cause bounded(Cause cause) {
    Cause withoutPort = withoutPort(cause);
    if (!isAmongFirst(withoutPort, cause, MOST_PORTS)) {
      cause = withoutPort;
    }
    Cause withoutPeerGroup =
        new Cause(cause.kind(), cause.scope(), cause.resource(), cause.rule(), null, null, null);
    return isAmongFirst(withoutPeerGroup, withoutPort, MOST_PEER_GROUPS) ? cause : withoutPeerGroup;
  }

  private static Cause withoutPort(Cause cause) {
    return new Cause(
        cause.kind(), cause.scope(), cause.resource(), cause.rule(), cause.peerGroup(), null, null);
  }

  private boolean isAmongFirst(Cause wider, Cause cause, int most) {
    Set<Cause> known = narrower.computeIfAbsent(wider, _ -> new HashSet<>());
    return known.contains(cause) || (known.size() < most && known.add(cause));
  }

  /// The time of a row. One that is far from the object's own is a mistake or a trick: the object's
  /// time is taken, so that no row can claim the future, or an hour item for each hour of a
  /// century.
  private Instant time(@Nullable Instant end, @Nullable Instant start) {
    Instant told = end != null ? end : start;
    return told != null
            && told.isAfter(objectTime.minus(LATEST_ARRIVAL))
            && told.isBefore(objectTime.plus(FURTHEST_AHEAD))
        ? told
        : objectTime;
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }
}
