package io.flowverdict.core.audit;

import io.flowverdict.core.audit.LogEvidence.Interval;
import io.flowverdict.core.audit.LogEvidence.RuleUse;
import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.FlowLog;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.usage.AcceptedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Collects from judged records what audits want to know of the logs. Mutable.
///
/// An interface's logs are taken to be complete while something about it arrives in every
/// aggregation interval: a record, or NODATA. They are not where records were skipped or could not
/// be read, nor where an accepted record is undecided, for any rule may have let it through.
public final class EvidenceCollector {

  /// The longest aggregation interval that AWS offers.
  private static final Duration LONGEST_AGGREGATION = Duration.ofMinutes(10);

  private final Snapshot snapshot;
  private final FlowLogCoverage coverage;
  private final SortedMap<String, CoveredTime> times = new TreeMap<>();
  private final SortedMap<String, ObservedUse> uses = new TreeMap<>();
  private final SortedMap<String, Long> brokenReplies = new TreeMap<>();
  private final CoveredTime lostEverywhere = new CoveredTime();
  private @Nullable Instant from;
  private @Nullable Instant to;
  private boolean lostBefore;

  public EvidenceCollector(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.coverage = new FlowLogCoverage(snapshot);
  }

  /// Adds a record with its verdict.
  public void add(FlowRecord record, Verdict verdict) {
    String id = record.interfaceId();
    Instant start = record.start();
    Instant end = record.end();
    if (id == null || start == null || end == null) {
      addLost();
      return;
    }
    see(id, start, end);
    if (record.action() == Action.ACCEPT && verdict.outcome() == Verdict.Outcome.UNDECIDED) {
      time(id).addLost(start, end);
    }
    AcceptedRequest.of(record, verdict).ifPresent(this::addUses);
    if (record.action() == Action.REJECT && verdict.role() == Role.REPLY) {
      verdict.blockers().forEach(this::addBroken);
    }
  }

  /// Adds a row without a record.
  public void add(Gap gap) {
    String id = gap.interfaceId();
    Instant start = gap.start();
    Instant end = gap.end();
    if (id == null || start == null || end == null) {
      addLost();
      return;
    }
    see(id, start, end);
    if (gap.status() == Gap.Status.SKIPDATA) {
      time(id).addLost(start, end);
    }
  }

  /// Notes that something could not be read: whatever it was, it was about the time of what came
  /// before it, or else comes after it.
  public void addLost() {
    if (to == null) {
      lostBefore = true;
    } else {
      lostEverywhere.addLost(to.minus(LONGEST_AGGREGATION), to.plus(LONGEST_AGGREGATION));
    }
  }

  private void see(String id, Instant start, Instant end) {
    from = from == null || start.isBefore(from) ? start : from;
    to = to == null || end.isAfter(to) ? end : to;
    if (lostBefore) {
      lostBefore = false;
      lostEverywhere.addLost(start.minus(LONGEST_AGGREGATION), end.plus(LONGEST_AGGREGATION));
    }
    time(id).add(start, end, aggregation(id));
  }

  private CoveredTime time(String id) {
    return times.computeIfAbsent(id, _ -> new CoveredTime());
  }

  private Duration aggregation(String id) {
    NetworkInterface at = snapshot.interfaces().get(id);
    return at == null
        ? LONGEST_AGGREGATION
        : coverage.of(at).stream()
            .map(FlowLog::aggregationSeconds)
            .filter(Objects::nonNull)
            .map(Duration::ofSeconds)
            .max(Duration::compareTo)
            .orElse(LONGEST_AGGREGATION);
  }

  private void addUses(AcceptedRequest request) {
    for (Step step : request.rules()) {
      if (step.layer() == Layer.SG) {
        uses.computeIfAbsent(
                Objects.requireNonNull(step.rule(), "rule is null"), _ -> new ObservedUse())
            .add(request.at(), request.protocol(), request.port(), request.peer());
      }
    }
  }

  private void addBroken(Step step) {
    if (step.layer() == Layer.NACL) {
      brokenReplies.merge(
          step.id() + " " + step.direction() + " entry " + step.rule(), 1L, Long::sum);
    }
  }

  /// {@return what was collected; empty when nothing tells its time}
  public Optional<LogEvidence> evidence() {
    if (from == null || to == null || !from.isBefore(to)) {
      return Optional.empty();
    }
    SortedMap<String, List<Interval>> complete = new TreeMap<>();
    times.forEach((id, time) -> {
      List<Interval> intervals = recordsAccepted(id) ? complete(time) : List.of();
      if (!intervals.isEmpty()) {
        complete.put(id, intervals);
      }
    });
    SortedMap<String, RuleUse> used = new TreeMap<>();
    uses.forEach((rule, use) -> used.put(rule, use.use()));
    return Optional.of(new LogEvidence(from, to, complete, used, Set.of(), brokenReplies));
  }

  private List<Interval> complete(CoveredTime time) {
    return time.complete().stream()
        .flatMap(interval -> Gaps.of(interval, lostEverywhere.lost()).stream())
        .toList();
  }

  /// Whether the active flow logs of the interface record accepted traffic, as far as they are
  /// known.
  private boolean recordsAccepted(String id) {
    NetworkInterface at = snapshot.interfaces().get(id);
    List<FlowLog> logs = at == null ? List.of() : coverage.of(at);
    return logs.isEmpty() || logs.stream().anyMatch(log -> !"REJECT".equals(log.trafficType()));
  }
}
