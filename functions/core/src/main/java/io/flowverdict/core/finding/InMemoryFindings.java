package io.flowverdict.core.finding;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.reverseOrder;

import io.flowverdict.core.snapshot.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Findings in memory, for tests and for a single run. It forgets nothing and cuts nothing short.
public final class InMemoryFindings implements Findings {

  private final Map<String, Kept> byId = new HashMap<>();

  @Override
  public synchronized void record(String object, List<ObservedCause> causes) {
    for (ObservedCause seen : causes) {
      byId.computeIfAbsent(seen.cause().id(), _ -> new Kept(seen)).add(object, seen);
    }
  }

  @Override
  public synchronized Optional<Finding> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(Kept::finding);
  }

  @Override
  public Page<Finding> open(Scope scope, PageRequest request) {
    return ranked(finding -> finding.cause().scope().equals(scope), request);
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
    Stream<Finding> findings =
        byId.values().stream()
            .filter(kept -> kept.owners.contains(owner))
            .map(Kept::finding)
            .filter(finding -> finding.cause().scope().equals(scope));
    return page(findings, Finding::id, naturalOrder(), Optional::of, request);
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

  /// One finding. Mutable.
  private static final class Kept {
    private final Set<String> owners;
    private final SortedMap<Instant, Map<String, Counts>> hours = new TreeMap<>();
    private Instant first;
    private ObservedCause latest;

    Kept(ObservedCause seen) {
      this.owners = Set.copyOf(seen.ruleOwners());
      this.first = seen.first().at();
      this.latest = seen;
    }

    void add(String object, ObservedCause seen) {
      first = seen.first().at().isBefore(first) ? seen.first().at() : first;
      latest = seen.latest().compareTo(latest.latest()) > 0 ? seen : latest;
      seen.hours()
          .forEach((hour, counts) ->
              hours.computeIfAbsent(hour, _ -> new HashMap<>()).putIfAbsent(object, counts));
    }

    Stream<Hour> hours() {
      return hours.entrySet().stream()
          .map(hour -> new Hour(hour.getKey(), sum(hour.getValue().values())));
    }

    Finding finding() {
      return new Finding(
          latest.cause().id(),
          latest.cause(),
          latest.severity(),
          Status.OPEN,
          first,
          latest.latest(),
          sum(hours().map(Hour::counts).toList()),
          latest.topPorts(),
          latest.topPeers());
    }

    private static Counts sum(Collection<Counts> counts) {
      return counts.stream().reduce(Counts.NONE, Counts::plus);
    }
  }
}
