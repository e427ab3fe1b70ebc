package io.flowverdict.core.explain;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.change.Check;
import io.flowverdict.core.change.EphemeralPorts;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.change.FixSearch;
import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the changes that together let packets pass checkpoints: the narrowest, and beside it a
/// durable one where that is another.
///
/// Each change is found in the configuration as the changes before it leave it, for two of them may
/// meet in one network ACL; after each change all checkpoints are judged again, and what would be
/// proposed is examined as a whole by the check.
final class FixFinder {

  private final List<Checkpoint> checkpoints;
  private final List<Checkpoint> replies;
  private final Filters filters;
  private final Check check;
  private @Nullable Passage unfixable;

  private FixFinder(
      List<Checkpoint> checkpoints, List<Checkpoint> replies, Filters filters, Check check) {
    this.checkpoints = checkpoints;
    this.replies = replies;
    this.filters = filters;
    this.check = check;
  }

  /// {@return the changes after which everything passes all of these checkpoints}
  ///
  /// @param replies the network ACLs that replies meet, which are opened as far as audits demand
  ///   where these would find the replies of what is opened in trouble
  static Proposed of(
      List<Checkpoint> checkpoints, List<Checkpoint> replies, Filters filters, Check check) {
    return new FixFinder(checkpoints, replies, filters, check).find();
  }

  /// {@return the changes after which exchanges pass}
  static Proposed of(List<Exchange> exchanges, Filters filters, Check check) {
    return of(
        exchanges.stream()
            .flatMap(each -> each.checkpoints().stream())
            .flatMap(Checkpoint::perRange)
            .distinct()
            .toList(),
        exchanges.stream()
            .flatMap(each -> each.reply().stream())
            .filter(each -> each.layer() == Layer.NACL)
            .distinct()
            .toList(),
        filters,
        check);
  }

  private Proposed find() {
    if (firstClosed(filters).isEmpty()) {
      return Proposed.NOTHING;
    }
    FixSearch search = new FixSearch(filters.snapshot(), check);
    List<Fix> fixes = new ArrayList<>();
    extend(List.of(), filters, Fix.Kind.NARROWEST, search);
    search.chosen().ifPresent(parts -> fixes.add(Fix.of(Fix.Kind.NARROWEST, parts)));
    if (fixes.isEmpty()) {
      return Proposed.none(obstacle(search));
    }
    FixSearch durable = new FixSearch(filters.snapshot(), check);
    extend(List.of(), filters, Fix.Kind.DURABLE, durable);
    durable
        .chosen()
        .map(parts -> Fix.of(Fix.Kind.DURABLE, parts))
        .filter(fix -> !fix.changes().equals(fixes.getFirst().changes()))
        .ifPresent(fixes::add);
    return new Proposed(fixes, null);
  }

  /// Offers every way to go on from the changes so far; returns whether the search is over.
  private boolean extend(List<Fix.Part> soFar, Filters changed, Fix.Kind kind, FixSearch search) {
    Optional<Passage> closed = firstClosed(changed);
    if (closed.isEmpty()) {
      if (passages(changed).stream().allMatch(each -> each.outcome() == Decision.Outcome.PASS)) {
        return search.offer(soFar) || extendReplies(soFar, changed, kind, search);
      }
      return false;
    }
    boolean any = false;
    for (List<Fix.Part> candidate : candidates(closed.get(), changed, kind)) {
      Filters next = changed.with(applied(candidate, changed.snapshot()));
      if (next.inspect(closed.get().checkpoint()).outcome() == Decision.Outcome.PASS) {
        any = true;
        List<Fix.Part> parts = new ArrayList<>(soFar);
        parts.addAll(candidate);
        if (extend(parts, next, kind, search)) {
          return true;
        }
      }
    }
    if (!any) {
      unfixable = closed.get();
    }
    return false;
  }

  /// Offers the changes together with entries for all replies that audits demand.
  private boolean extendReplies(
      List<Fix.Part> soFar, Filters changed, Fix.Kind kind, FixSearch search) {
    List<Fix.Part> parts = new ArrayList<>(soFar);
    Filters next = changed;
    for (Checkpoint reply : replies) {
      if (!reply.packet().protocol().hasPorts()) {
        continue;
      }
      Passage passage =
          next.inspect(
              reply.withClientPorts(EphemeralPorts.ofReplies(reply.direction(), reply.at())));
      if (passage.isPartlyClosed()) {
        List<List<Fix.Part>> candidates = candidates(passage, next, kind);
        if (candidates.isEmpty()) {
          return false;
        }
        parts.addAll(candidates.getFirst());
        next = next.with(applied(candidates.getFirst(), next.snapshot()));
      }
    }
    return parts.size() > soFar.size() && search.offer(parts);
  }

  private static Snapshot applied(List<Fix.Part> parts, Snapshot snapshot) {
    return Change.applyAll(parts.stream().map(Fix.Part::change).toList(), snapshot);
  }

  private List<Passage> passages(Filters changed) {
    return checkpoints.stream().map(changed::inspect).toList();
  }

  private Optional<Passage> firstClosed(Filters changed) {
    return passages(changed).stream().filter(Passage::isPartlyClosed).findFirst();
  }

  /// The ways to open one blocker, the best first.
  private static List<List<Fix.Part>> candidates(Passage closed, Filters filters, Fix.Kind kind) {
    return switch (closed.checkpoint().layer()) {
      case SG -> new MissingRules(filters.snapshot()).candidates(closed, kind);
      case NACL -> {
        NetworkAcl acl = filters.aclAt(closed.checkpoint());
        yield acl == null ? List.of() : new MissingEntries(acl, closed, filters).candidates(kind);
      }
    };
  }

  private String obstacle(FixSearch search) {
    if (!search.refusals().isEmpty()) {
      return "No change is proposed, for each that lets it pass has an audit find more: "
          + Wording.bounded(search.refusals(), "; ")
          + ".";
    }
    if (unfixable == null) {
      return Proposed.STILL_UNKNOWN;
    }
    if (unfixable.checkpoint().peers() != null) {
      return Proposed.SOURCE_UNKNOWN;
    }
    boolean portMissing = ExactTraffic.of(unfixable).isEmpty();
    return "No change is proposed: "
        + (portMissing
            ? "name a port to get one."
            : "this blocker remains. " + BlockerSentence.of(unfixable, filters));
  }
}
