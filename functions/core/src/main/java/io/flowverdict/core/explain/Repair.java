package io.flowverdict.core.explain;

import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The changes that together let packets pass checkpoints, or what stands against that.
///
/// Each change is found in the configuration as the changes before it leave it, for two of them may
/// meet in one network ACL; and after each change all checkpoints are judged again.
///
/// @param fixes in the order in which to make them; empty when there is nothing to do or no set of
///   changes was verified
/// @param obstacle why no set of changes was verified, as a sentence; null when one was, or nothing
///   is to be done
record Repair(List<Fix> fixes, @Nullable String obstacle) {

  /// The obstacle where nothing would block any more, yet something would remain unknown.
  static final String STILL_UNKNOWN =
      "No change is proposed, for with the blockers removed it would remain unknown whether the"
          + " traffic passes.";

  /// The obstacle where nothing takes the connection, whatever lets it pass.
  static final String OF_NO_USE =
      "No change is proposed, for none makes the interface take the connection.";

  Repair {
    fixes = List.copyOf(fixes);
  }

  /// {@return the changes after which everything passes all of these checkpoints}
  static Repair of(List<Checkpoint> checkpoints, Filters filters) {
    List<Fix> fixes = new ArrayList<>();
    Filters changed = filters;
    List<Passage> passages = inspect(checkpoints, changed);
    Optional<Passage> closed = firstClosed(passages);
    while (closed.isPresent()) {
      Optional<Fix> fix = fixFor(closed.get(), changed);
      if (fix.isEmpty()) {
        return new Repair(List.of(), notFixable(closed.get(), changed));
      }
      fixes.add(fix.get());
      changed = new Filters(fix.get().change().applyTo(changed.snapshot()));
      passages = inspect(checkpoints, changed);
      closed = firstClosed(passages);
    }
    boolean passes = passages.stream().allMatch(each -> each.outcome() == Decision.Outcome.PASS);
    return fixes.isEmpty() || passes
        ? new Repair(fixes, null)
        : new Repair(List.of(), STILL_UNKNOWN);
  }

  private static List<Passage> inspect(List<Checkpoint> checkpoints, Filters filters) {
    return checkpoints.stream().map(filters::inspect).toList();
  }

  private static Optional<Passage> firstClosed(List<Passage> passages) {
    return passages.stream().filter(Passage::isPartlyClosed).findFirst();
  }

  /// {@return a change after which the checkpoint lets everything pass}
  private static Optional<Fix> fixFor(Passage closed, Filters filters) {
    return candidates(closed, filters).stream()
        .filter(fix -> lets(closed.checkpoint(), fix.change().applyTo(filters.snapshot())))
        .findFirst();
  }

  private static boolean lets(Checkpoint checkpoint, Snapshot changed) {
    return new Filters(changed).inspect(checkpoint).outcome() == Decision.Outcome.PASS;
  }

  private static List<Fix> candidates(Passage closed, Filters filters) {
    return switch (closed.checkpoint().layer()) {
      case SG -> new SecurityGroupRepair(filters.snapshot()).candidates(closed);
      case NACL -> {
        NetworkAcl acl = filters.aclAt(closed.checkpoint());
        yield acl == null ? List.of() : NetworkAclRepair.candidate(acl, closed).stream().toList();
      }
    };
  }

  private static String notFixable(Passage closed, Filters filters) {
    boolean portMissing = ExactTraffic.of(closed).isEmpty();
    return "No change is proposed: "
        + (portMissing
            ? "name a port to get one."
            : "this blocker remains. " + BlockerSentence.of(closed, filters));
  }
}
