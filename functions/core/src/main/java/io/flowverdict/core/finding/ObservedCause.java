package io.flowverdict.core.finding;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.IpAddress;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the records of one object show of one cause.
///
/// @param hours the traffic by the hour in which it ended; keys are whole hours
/// @param topPorts the most frequent service ports, at most [#TOP]
/// @param topPeers the most frequent peer addresses, at most [#TOP]
/// @param ownAddresses the most frequent addresses of the interface itself, at most [#TOP]
/// @param advice what to do about the latest sighting; null when nothing should be done, or it is
///   not known what
public record ObservedCause(
    Cause cause,
    Severity severity,
    Sighting first,
    Sighting latest,
    SortedMap<Instant, Counts> hours,
    List<Integer> topPorts,
    List<IpAddress> topPeers,
    List<IpAddress> ownAddresses,
    @Nullable Advice advice) {

  /// How many ports and peers are told.
  public static final int TOP = 5;

  public ObservedCause {
    requireNonNull(cause, "cause is null");
    requireNonNull(severity, "severity is null");
    requireNonNull(first, "first is null");
    requireNonNull(latest, "latest is null");
    hours = Collections.unmodifiableSortedMap(new TreeMap<>(hours));
    topPorts = List.copyOf(topPorts);
    topPeers = List.copyOf(topPeers);
    ownAddresses = List.copyOf(ownAddresses);
    if (hours.isEmpty()) {
      throw new IllegalArgumentException("hours is empty");
    }
  }

  /// {@return the same with advice; itself when there is none}
  ObservedCause withAdvice(@Nullable Advice found) {
    return found == null
        ? this
        : new ObservedCause(
            cause, severity, first, latest, hours, topPorts, topPeers, ownAddresses, found);
  }

  /// {@return the same with a further sentence in its evidence}
  ObservedCause withSentence(String sentence) {
    return new ObservedCause(
        cause,
        severity,
        first.with(sentence),
        latest.with(sentence),
        hours,
        topPorts,
        topPeers,
        ownAddresses,
        advice);
  }

  /// {@return the security groups and network ACLs whose rules the cause names; the same for equal
  /// causes}
  public SortedSet<String> ruleOwners() {
    return latest.trace().stream()
        .filter(step -> cause.names(Classification.label(step)))
        .map(Step::id)
        .filter(Objects::nonNull)
        .sorted()
        .distinct()
        .limit(Classification.MOST_RULES)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// {@return the addresses by which the finding is found: the interface's own, and those of peers
  /// that are not on the Internet}
  public SortedSet<IpAddress> addresses() {
    SortedSet<IpAddress> addresses = new TreeSet<>(ownAddresses);
    if (!PeerGroups.INTERNET.equals(cause.peerGroup())) {
      addresses.addAll(topPeers);
    }
    return Collections.unmodifiableSortedSet(addresses);
  }

  /// {@return the traffic of all hours}
  public Counts total() {
    return hours.values().stream().reduce(Counts.NONE, Counts::plus);
  }
}
