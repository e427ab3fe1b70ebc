package io.flowverdict.core.finding;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.reverseOrder;

import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.Scope;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Findings in memory, for tests and for a single run. It forgets nothing and cuts nothing short.
public final class InMemoryFindings implements Findings {

  private final Map<String, Kept> byId = new HashMap<>();
  private final Clock clock;

  public InMemoryFindings(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Recorded record(Source source, List<ObservedCause> causes) {
    Recorded recorded = Recorded.NOTHING;
    for (ObservedCause seen : causes) {
      Kept known = byId.get(seen.cause().id());
      Kept kept = known == null ? new Kept(seen) : known;
      byId.put(seen.cause().id(), kept);
      Recorded change = kept.add(source, seen, clock.instant());
      recorded = recorded.plus(known == null ? new Recorded(1, 0) : change);
    }
    return recorded;
  }

  @Override
  public synchronized Set<String> retract(Source source) {
    byId.values().forEach(kept -> kept.retract(source));
    byId.values().removeIf(Kept::isGone);
    return Set.of();
  }

  @Override
  public synchronized Optional<Finding> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(Kept::finding);
  }

  @Override
  public synchronized Stream<FindingSummary> summaries(
      Scope scope, Status status, @Nullable Rank after) {
    return byId.values().stream()
        .filter(kept -> isIn(scope, status, kept.cause.scope(), kept.status()))
        .map(Kept::summary)
        .filter(summary -> after == null || summary.rank().compareTo(after) > 0)
        .sorted(Comparator.comparing(FindingSummary::rank))
        .toList()
        .stream();
  }

  @Override
  public synchronized Set<String> idsOfOwner(Scope scope, String owner) {
    return ids(scope, kept -> kept.owners.contains(owner));
  }

  @Override
  public synchronized Set<String> idsOfAddress(Scope scope, IpAddress address) {
    return ids(scope, kept -> kept.addresses.contains(address));
  }

  private Set<String> ids(Scope scope, Predicate<Kept> wanted) {
    return byId.values().stream()
        .filter(kept -> kept.cause.scope().equals(scope))
        .filter(wanted)
        .map(kept -> kept.cause.id())
        .collect(Collectors.toSet());
  }

  @Override
  public Page<Finding> ofStatus(Scope scope, Status status, PageRequest request) {
    return ranked(
        finding -> isIn(scope, status, finding.cause().scope(), finding.status()), request);
  }

  private static boolean isIn(Scope scope, Status status, Scope itsScope, Status itsStatus) {
    return itsScope.equals(scope)
        && (itsStatus == status || (itsStatus.isOpen() && status.isOpen()));
  }

  @Override
  public Page<Finding> ofResource(Scope scope, String resource, PageRequest request) {
    return ranked(
        finding ->
            finding.cause().scope().equals(scope) && finding.cause().resource().equals(resource),
        request);
  }

  private synchronized Page<Finding> ranked(Predicate<Finding> wanted, PageRequest request) {
    Stream<Finding> findings = byId.values().stream().map(Kept::finding).filter(wanted);
    return page(findings, InMemoryFindings::rank, naturalOrder(), Rank::tryParse, request);
  }

  private static Rank rank(Finding finding) {
    return new Rank(finding.severity(), finding.latest().at(), finding.id());
  }

  @Override
  public synchronized Page<Finding> ofOwner(Scope scope, String owner, PageRequest request) {
    return byId(scope, kept -> kept.owners.contains(owner), request);
  }

  @Override
  public synchronized Page<Finding> ofAddress(Scope scope, IpAddress address, PageRequest request) {
    return byId(scope, kept -> kept.addresses.contains(address), request);
  }

  private Page<Finding> byId(Scope scope, Predicate<Kept> wanted, PageRequest request) {
    Stream<Finding> findings =
        byId.values().stream()
            .filter(wanted)
            .map(Kept::finding)
            .filter(finding -> finding.cause().scope().equals(scope));
    return page(findings, Finding::id, naturalOrder(), Optional::of, request);
  }

  @Override
  public synchronized boolean change(Finding asRead, StatusChange change) {
    Kept kept = byId.get(asRead.id());
    if (kept == null || !kept.isAs(asRead)) {
      return false;
    }
    kept.changes = Finding.appended(kept.changes, change);
    return true;
  }

  @Override
  public synchronized Page<Hour> hours(String id, PageRequest request) {
    Kept kept = byId.get(id);
    Stream<Hour> hours = kept == null ? Stream.empty() : kept.hours();
    return page(hours, Hour::start, reverseOrder(), InMemoryFindings::tryParseTime, request);
  }

  private static Optional<Instant> tryParseTime(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  private static <T, K> Page<T> page(
      Stream<T> all,
      Function<T, K> key,
      Comparator<K> order,
      Function<String, Optional<K>> tokenReader,
      PageRequest request) {
    Optional<K> after = request.after(tokenReader);
    List<T> rest =
        all.filter(item -> after.isEmpty() || order.compare(key.apply(item), after.get()) > 0)
            .sorted(Comparator.comparing(key, order))
            .limit(request.size() + 1L)
            .toList();
    if (rest.size() <= request.size()) {
      return new Page<>(rest, null);
    }
    List<T> items = rest.subList(0, request.size());
    return new Page<>(items, key.apply(items.getLast()).toString());
  }

  /// A configuration is an object that every audit of it shows anew.
  private record Key(String object, Instant hour) {}

  /// What one object shows of a finding.
  private record Shown(Source source, ObservedCause cause) {}

  /// One finding. Mutable.
  private static final class Kept {
    private final Cause cause;
    private final Set<String> owners;
    private final Set<IpAddress> addresses = new HashSet<>();
    private final Map<Key, Shown> byObject = new HashMap<>();
    private List<StatusChange> changes = List.of();

    Kept(ObservedCause seen) {
      this.cause = seen.cause();
      this.owners = Set.copyOf(seen.ruleOwners());
    }

    Recorded add(Source source, ObservedCause seen, Instant now) {
      Key key = new Key(source.object(), seen.hours().firstKey());
      Shown before = byObject.get(key);
      if (before == null || before.source().attempt() < source.attempt()) {
        byObject.put(key, new Shown(source, seen));
      }
      addresses.addAll(seen.addresses());
      Optional<StatusChange> reopening =
          Lifecycle.reopening(status(), changes, seen.latest().at(), now);
      changes = reopening.map(change -> Finding.appended(changes, change)).orElse(changes);
      if (reopening.isPresent()) {
        return new Recorded(1, 0);
      }
      return before == null ? new Recorded(0, 1) : Recorded.NOTHING;
    }

    void retract(Source source) {
      byObject
          .values()
          .removeIf(shown ->
              shown.source().object().equals(source.object())
                  && shown.source().attempt() < source.attempt());
    }

    boolean isGone() {
      return byObject.isEmpty();
    }

    Status status() {
      return changes.isEmpty() ? Status.OPEN : changes.getLast().status();
    }

    boolean isAs(Finding asRead) {
      return last().equals(asRead.last()) && changes.equals(asRead.changes());
    }

    private Instant last() {
      return shown().map(seen -> seen.latest().at()).max(naturalOrder()).orElseThrow();
    }

    private Instant first() {
      return shown().map(seen -> seen.first().at()).min(naturalOrder()).orElseThrow();
    }

    private Stream<ObservedCause> shown() {
      return byObject.values().stream().map(Shown::cause);
    }

    private ObservedCause witness() {
      return shown()
          .reduce((one, other) -> other.latest().standsBefore(one.latest()) ? other : one)
          .orElseThrow();
    }

    Stream<Hour> hours() {
      SortedMap<Instant, Map<String, Counts>> hours = new TreeMap<>();
      for (Shown shown : byObject.values()) {
        shown
            .cause()
            .hours()
            .forEach((hour, counts) ->
                hours
                    .computeIfAbsent(hour, _ -> new HashMap<>())
                    .merge(shown.source().flowLogId(), counts, Counts::plus));
      }
      return hours.entrySet().stream().map(hour -> new Hour(hour.getKey(), most(hour.getValue())));
    }

    /// Flow logs tell the same traffic again: what one of them counts is added up, and of several
    /// the largest count is taken.
    private static Counts most(Map<String, Counts> byFlowLog) {
      return byFlowLog.values().stream().reduce(Counts.NONE, Counts::max);
    }

    FindingSummary summary() {
      ObservedCause witness = witness();
      return new FindingSummary(
          new Rank(witness.severity(), witness.latest().at(), cause.id()),
          cause,
          status(),
          first(),
          changes.isEmpty() ? null : changes.getLast().at());
    }

    Finding finding() {
      ObservedCause witness = witness();
      return new Finding(
          cause.id(),
          cause,
          witness.severity(),
          status(),
          first(),
          last(),
          witness.latest(),
          hours().map(Hour::counts).reduce(Counts.NONE, Counts::plus),
          witness.topPorts(),
          witness.topPeers(),
          witness.ownAddresses(),
          witness.advice(),
          changes);
    }
  }
}
