package io.flowverdict.core.audit;

import io.flowverdict.core.audit.Proposal.Way;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.change.Check;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.change.FixSearch;
import io.flowverdict.core.change.PlannedEntries;
import io.flowverdict.core.change.Quotas;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes fixes of what audits propose: in the order of the report, each verified by itself and
/// together with those before it that change the same network ACL, so that all of them can be made,
/// in any order. Mutable, for one report.
final class Fixing {

  private final Evaluation evaluation;
  private final Check check;
  private final PlannedEntries planned = new PlannedEntries();
  private final Map<String, List<Change>> plannedOfAcl = new HashMap<>();

  Fixing(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.check = new AuditCheck(evaluation);
  }

  /// {@return the findings in the order of the report, with their fixes}
  List<AuditFinding> of(List<Detected> found) {
    return found.stream()
        .sorted((one, other) -> AuditFinding.ORDER.compare(one.unfixed(), other.unfixed()))
        .map(each -> each.unfixed().withFixes(fixes(each.proposal())))
        .toList();
  }

  private List<Fix> fixes(Proposal proposal) {
    if (!proposal.removals().isEmpty()) {
      return List.of(
          new Fix(
              Fix.Kind.NARROWEST,
              proposal.text(),
              proposal.removals().stream().map(each -> new Fix.Part(each, List.of())).toList(),
              proposal.otherCommands()));
    }
    List<Fix> fixes = new ArrayList<>();
    for (Fix.Kind kind : Fix.Kind.values()) {
      choose(proposal, kind)
          .filter(fix -> fixes.stream().noneMatch(other -> other.changes().equals(fix.changes())))
          .ifPresent(fixes::add);
    }
    if (fixes.isEmpty() || fixes.getFirst().kind() != Fix.Kind.NARROWEST) {
      return List.of(
          new Fix(Fix.Kind.NARROWEST, proposal.text(), List.of(), proposal.otherCommands()));
    }
    fixes.forEach(fix -> plan(fix.changes()));
    return fixes;
  }

  private Optional<Fix> choose(Proposal proposal, Fix.Kind kind) {
    List<Way> ways = proposal.ways().of(kind, planned);
    FixSearch search = new FixSearch(evaluation.snapshot(), this::consequences);
    for (Way way : ways) {
      if (search.offer(way.parts())) {
        break;
      }
    }
    return search
        .chosen()
        .flatMap(parts -> ways.stream().filter(way -> way.parts().equals(parts)).findFirst())
        .map(way -> new Fix(kind, way.text(), withQuotas(way.parts()), proposal.otherCommands()));
  }

  /// The parts, with what the fixes before them use up of a quota: by themselves they say it.
  private List<Fix.Part> withQuotas(List<Fix.Part> parts) {
    List<Change> changes = parts.stream().map(Fix.Part::change).toList();
    List<Fix.Part> said = new ArrayList<>();
    Snapshot alone = evaluation.snapshot();
    Snapshot together = Change.applyAll(List.copyOf(plannedBeside(changes)), alone);
    for (Fix.Part part : parts) {
      List<String> sentences = new ArrayList<>(part.sentences());
      if (Quotas.exceeded(part.change(), alone).isEmpty()) {
        Quotas.exceeded(part.change(), together)
            .ifPresent(sentence -> sentences.add("With the fixes before this one: " + sentence));
      }
      said.add(new Fix.Part(part.change(), sentences));
      alone = part.change().applyTo(alone);
      together = part.change().applyTo(together);
    }
    return said;
  }

  /// The planned changes of the network ACLs that are changed here too.
  private Set<Change> plannedBeside(List<Change> changes) {
    Set<Change> others = new LinkedHashSet<>();
    changes.forEach(change -> others.addAll(plannedOfAcl.getOrDefault(change.id(), List.of())));
    changes.forEach(others::remove);
    return others;
  }

  /// What changes bring by themselves, and what they bring beside the fixes before.
  private Check.Consequences consequences(Snapshot before, List<Change> changes) {
    Check.Consequences alone = check.of(before, changes);
    Set<Change> others = new HashSet<>();
    changes.forEach(change -> others.addAll(plannedOfAcl.getOrDefault(change.id(), List.of())));
    List<Change> left = changes.stream().filter(change -> !others.contains(change)).toList();
    if (others.isEmpty() || left.isEmpty() || !alone.introduced().isEmpty()) {
      return alone;
    }
    Snapshot together = Change.applyAll(List.copyOf(others), before);
    return new Check.Consequences(
        new AuditCheck(evaluation.with(together)).of(together, left).introduced(),
        alone.lessened());
  }

  private void plan(List<Change> changes) {
    planned.add(changes);
    for (Change change : changes) {
      if (change instanceof Change.PutEntries) {
        plannedOfAcl.computeIfAbsent(change.id(), _ -> new ArrayList<>()).add(change);
      }
    }
  }
}
