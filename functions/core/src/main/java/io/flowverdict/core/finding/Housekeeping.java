package io.flowverdict.core.finding;

import io.flowverdict.core.finding.Lifecycle.Circumstances;
import io.flowverdict.core.snapshot.Scope;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Goes through the findings of an account and Region and makes the changes of status that are due.
/// To be done after a complete reading of the configuration only. A change that comes too late,
/// because the finding was seen meanwhile, is not made.
public final class Housekeeping {

  private static final int PAGE = 100;

  private final Findings findings;
  private final Lifecycle lifecycle;
  private final Clock clock;

  public Housekeeping(Findings findings, Lifecycle lifecycle, Clock clock) {
    this.findings = findings;
    this.lifecycle = lifecycle;
    this.clock = clock;
  }

  /// {@return how many findings were changed}
  public int run(Scope scope, Circumstances now) {
    return run(scope, Status.OPEN, now) + run(scope, Status.SUPPRESSED, now);
  }

  private int run(Scope scope, Status status, Circumstances now) {
    int changed = 0;
    PageRequest request = PageRequest.first(PAGE);
    while (true) {
      Page<Finding> page = findings.ofStatus(scope, status, request);
      changed += change(page.items(), now);
      String next = page.next();
      if (next == null) {
        return changed;
      }
      request = new PageRequest(PAGE, next);
    }
  }

  private int change(List<Finding> page, Circumstances now) {
    int changed = 0;
    for (Finding finding : page) {
      Optional<StatusChange> due = lifecycle.due(finding, now, clock.instant());
      if (due.isPresent() && findings.change(finding, due.get())) {
        changed++;
      }
    }
    return changed;
  }
}
