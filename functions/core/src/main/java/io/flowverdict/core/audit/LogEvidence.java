package io.flowverdict.core.audit;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.snapshot.Traffic;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What flow logs showed in a window of time.
///
/// @param from when the window begins
/// @param to when it ends; after `from`
/// @param complete for each interface when its logs were complete: nothing was skipped, lost or
///   filtered; sorted, no two overlap; an interface without logs is absent
/// @param uses by rule name ([io.flowverdict.core.snapshot.SecurityGroupRule#name()]) what accepted
///   requests needed of it; a rule that none needed is absent
/// @param changedRules the names of rules that came or changed in the window: of what they let
///   through before nothing is known
/// @param brokenReplies how many replies network ACL entries were seen to drop, by entry: `acl-0a
///   egress entry *`
public record LogEvidence(
    Instant from,
    Instant to,
    SortedMap<String, List<Interval>> complete,
    SortedMap<String, RuleUse> uses,
    Set<String> changedRules,
    SortedMap<String, Long> brokenReplies) {

  public LogEvidence {
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("The window ends at " + to + ", not after " + from);
    }
    complete = copy(complete);
    uses = copy(uses);
    changedRules = Set.copyOf(changedRules);
    brokenReplies = copy(brokenReplies);
  }

  private static <T> SortedMap<String, T> copy(Map<String, T> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /// A stretch of time.
  public record Interval(Instant from, Instant to) {
    public Interval {
      requireNonNull(from, "from is null");
      requireNonNull(to, "to is null");
      if (to.isBefore(from)) {
        throw new IllegalArgumentException("An interval ends at " + to + ", before " + from);
      }
    }
  }

  /// What accepted requests needed of a rule.
  ///
  /// @param last when one needed it last
  /// @param traffic the protocols and destination ports that were seen; ICMP as a whole, for flow
  ///   logs do not record its types
  /// @param peers blocks that hold every peer that was seen, sorted
  public record RuleUse(Instant last, List<Traffic> traffic, List<Cidr> peers) {
    public RuleUse {
      requireNonNull(last, "last is null");
      traffic = List.copyOf(traffic);
      peers = List.copyOf(peers);
    }
  }

  /// {@return the parts of the window in which the interface's logs were not complete}
  List<Interval> missing(String interfaceId) {
    return Gaps.of(new Interval(from, to), complete.getOrDefault(interfaceId, List.of()));
  }
}
