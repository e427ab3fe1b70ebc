package io.flowverdict.console.query;

import io.flowverdict.core.finding.DeliveredLogs;
import io.flowverdict.core.snapshot.FlowLog;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which flow logs were delivered without a gap.
///
/// @param known whether a configuration is known, which tells what flow logs there are
/// @param complete how many were delivered in the whole range
/// @param incomplete those that were not, by id
/// @param unread how many were not looked at
public record LogGaps(boolean known, int complete, List<String> incomplete, int unread) {

  private static final int MOST_READ = 20;

  public LogGaps {
    incomplete = List.copyOf(incomplete);
  }

  static LogGaps of(Kept kept, Scope scope, Range range, Instant now) {
    Optional<Snapshot> newest = kept.newest(scope);
    if (newest.isEmpty()) {
      return new LogGaps(false, 0, List.of(), 0);
    }
    List<String> logs =
        newest.get().flowLogs().values().stream()
            .filter(log -> log.status() == null || log.status().equals("ACTIVE"))
            .map(FlowLog::id)
            .toList();
    DeliveredLogs delivered =
        new DeliveredLogs(scope, newest.get(), kept.deliveries(), kept.findings());
    Instant to = range.to().isAfter(now) ? now : range.to();
    List<String> read = logs.subList(0, Math.min(MOST_READ, logs.size()));
    List<String> incomplete = new ArrayList<>();
    for (String log : read) {
      if (!delivered.ofFlowLog(log, range.from(), to)) {
        incomplete.add(log);
      }
    }
    return new LogGaps(
        true, read.size() - incomplete.size(), incomplete, logs.size() - read.size());
  }
}
