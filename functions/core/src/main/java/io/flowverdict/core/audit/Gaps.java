package io.flowverdict.core.audit;

import io.flowverdict.core.audit.LogEvidence.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is left of a window of time when intervals are taken out.
final class Gaps {

  private Gaps() {}

  static List<Interval> of(Interval window, List<Interval> covered) {
    List<Interval> gaps = new ArrayList<>();
    Instant next = window.from();
    for (Interval each : covered.stream().sorted(Comparator.comparing(Interval::from)).toList()) {
      Instant end = each.from().isBefore(window.to()) ? each.from() : window.to();
      if (end.isAfter(next)) {
        gaps.add(new Interval(next, end));
      }
      next = each.to().isAfter(next) ? each.to() : next;
    }
    if (next.isBefore(window.to())) {
      gaps.add(new Interval(next, window.to()));
    }
    return gaps;
  }
}
