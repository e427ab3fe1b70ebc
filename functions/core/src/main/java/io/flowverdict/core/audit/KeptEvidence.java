package io.flowverdict.core.audit;

import io.flowverdict.core.audit.LogEvidence.Interval;
import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.FindingKind;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.Hour;
import io.flowverdict.core.finding.LogDeliveries;
import io.flowverdict.core.finding.Page;
import io.flowverdict.core.finding.PageRequest;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.snapshot.FlowLog;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Traffic;
import io.flowverdict.core.usage.RuleUsage;
import io.flowverdict.core.usage.RuleUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is kept of the logs, as audits look at it.
public final class KeptEvidence {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int PAGE = 100;

  private final RuleUsage usage;
  private final LogDeliveries deliveries;
  private final Findings findings;

  public KeptEvidence(RuleUsage usage, LogDeliveries deliveries, Findings findings) {
    this.usage = usage;
    this.deliveries = deliveries;
    this.findings = findings;
  }

  /// {@return what the logs of a window showed}
  ///
  /// @param snapshot the configuration that is audited
  /// @param earlier the one that was in force when the window began, as far as that is known
  public LogEvidence of(
      Scope scope, Snapshot snapshot, Snapshot earlier, Instant from, Instant to) {
    return new LogEvidence(
        from,
        to,
        complete(scope, snapshot, new Interval(from, to)),
        uses(scope, snapshot, from),
        changedRules(snapshot, earlier),
        brokenReplies(scope));
  }

  private SortedMap<String, List<Interval>> complete(
      Scope scope, Snapshot snapshot, Interval window) {
    FlowLogCoverage coverage = new FlowLogCoverage(snapshot);
    Map<String, List<Interval>> delivered = new HashMap<>();
    SortedMap<String, List<Interval>> complete = new TreeMap<>();
    for (NetworkInterface at : snapshot.interfaces().values()) {
      CoveredTime time = new CoveredTime();
      coverage.of(at).stream()
          .filter(log -> !"REJECT".equals(log.trafficType()))
          .map(FlowLog::id)
          .flatMap(id -> delivered.computeIfAbsent(id, _ -> delivered(scope, id, window)).stream())
          .forEach(interval -> time.add(interval.from(), interval.to(), Duration.ZERO));
      lost(scope, at.id(), window).forEach(hour -> time.addLost(hour, hour.plus(HOUR)));
      List<Interval> intervals = time.complete();
      if (!intervals.isEmpty()) {
        complete.put(at.id(), intervals);
      }
    }
    return complete;
  }

  /// When a flow log's objects came one after the other. The first tells of the time before it too,
  /// and of the last it is taken that what is later is still on its way.
  private List<Interval> delivered(Scope scope, String flowLogId, Interval window) {
    SortedSet<Instant> slots =
        deliveries.slots(
            scope, flowLogId, window.from().minus(LogDeliveries.LONGEST_STEP), window.to());
    CoveredTime time = new CoveredTime();
    for (Instant slot : slots) {
      time.add(slot, slot.plus(LogDeliveries.LONGEST_STEP), Duration.ZERO);
    }
    return time.complete();
  }

  private List<Instant> lost(Scope scope, String interfaceId, Interval window) {
    List<Instant> lost =
        new ArrayList<>(
            deliveries.undecided(scope, interfaceId, window.from().minus(HOUR), window.to()));
    String skipped = Cause.of(FindingKind.RECORDS_SKIPPED, scope, interfaceId).id();
    all(request -> findings.hours(skipped, request)).stream().map(Hour::start).forEach(lost::add);
    return lost;
  }

  /// What rules were used for; a use before the window is none. What was used in it is told as wide
  /// as what was ever used.
  private SortedMap<String, LogEvidence.RuleUse> uses(
      Scope scope, Snapshot snapshot, Instant from) {
    Map<String, List<RuleUse>> byRule = new TreeMap<>();
    for (SecurityGroup group : snapshot.securityGroups().values()) {
      for (RuleUse use : usage.ofOwner(scope, group.id())) {
        if (use.lastUsed().plus(HOUR).isAfter(from)) {
          byRule.computeIfAbsent(use.rule(), _ -> new ArrayList<>()).add(use);
        }
      }
    }
    SortedMap<String, LogEvidence.RuleUse> uses = new TreeMap<>();
    byRule.forEach((rule, each) -> uses.put(rule, together(each)));
    return uses;
  }

  private static Set<String> changedRules(Snapshot snapshot, Snapshot earlier) {
    return snapshot.securityGroups().values().stream()
        .flatMap(group -> group.rules().stream())
        .filter(rule -> !isIn(earlier, rule))
        .map(SecurityGroupRule::name)
        .collect(Collectors.toSet());
  }

  private static boolean isIn(Snapshot snapshot, SecurityGroupRule rule) {
    SecurityGroup group = snapshot.securityGroups().get(rule.groupId());
    return group != null
        && group.rules().stream()
            .anyMatch(other -> other.name().equals(rule.name()) && other.sameAs(rule));
  }

  private static LogEvidence.RuleUse together(List<RuleUse> uses) {
    return new LogEvidence.RuleUse(
        uses.stream().map(RuleUse::lastUsed).max(Instant::compareTo).orElseThrow(),
        uses.stream().map(KeptEvidence::traffic).toList(),
        uses.stream().flatMap(use -> peers(use).stream()).distinct().sorted().toList());
  }

  private static Traffic traffic(RuleUse use) {
    PortRange ports = use.ports();
    return ports == null ? Traffic.allOf(use.protocol()) : new Traffic.Ports(use.protocol(), ports);
  }

  /// The least block that holds every peer; where they are of both families, everything of both.
  private static List<Cidr> peers(RuleUse use) {
    IpAddress low = use.lowestPeer();
    IpAddress high = use.highestPeer();
    if (low.family() != high.family()) {
      return List.of(Cidr.ALL_IPV4, Cidr.ALL_IPV6);
    }
    int length = low.family().bits();
    while (!new Cidr(low, length).contains(high)) {
      length--;
    }
    return List.of(new Cidr(low, length));
  }

  private SortedMap<String, Long> brokenReplies(Scope scope) {
    SortedMap<String, Long> broken = new TreeMap<>();
    for (Finding finding : all(request -> findings.open(scope, request))) {
      if (finding.cause().kind() == FindingKind.REPLY_REJECTED_BY_NETWORK_ACL) {
        long records = finding.total().records();
        finding.cause().rules().forEach(rule -> broken.merge(rule, records, Long::sum));
      }
    }
    return broken;
  }

  private static <T> List<T> all(Function<PageRequest, Page<T>> list) {
    List<T> all = new ArrayList<>();
    @Nullable String next = null;
    do {
      Page<T> page = list.apply(new PageRequest(PAGE, next));
      all.addAll(page.items());
      next = page.next();
    } while (next != null);
    return all;
  }
}
