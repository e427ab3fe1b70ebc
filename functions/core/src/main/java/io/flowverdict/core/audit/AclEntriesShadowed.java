package io.flowverdict.core.audit;

import io.flowverdict.core.audit.AclDecisions.Decided;
import io.flowverdict.core.audit.Proposal.Way;
import io.flowverdict.core.audit.set.TrafficLine;
import io.flowverdict.core.audit.set.TrafficLine.Stretch;
import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Claim;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Entries that earlier ones, alone or together, leave nothing or only a part to decide.
///
/// *Harmful* is an entry that never decides and of which an earlier one does the opposite,
/// *redundant* one that never decides and of which the earlier ones do the same. An entry that
/// still decides something is *partial* when an earlier one that is no exception to it does the
/// opposite for the rest. An exception lies wholly inside what it is an exception to; and a deny
/// before an allow is one as well when it names narrower peers or narrower traffic, as in a list of
/// blocked networks. AWS's own closing entries are never reported, and what no packet can match is
/// left to [OtherFamily].
final class AclEntriesShadowed implements Audit {

  private static final String HARMFUL = "harmful";
  private static final String REDUNDANT = "redundant";
  private static final String PARTIAL = "partial";

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.ACL_ENTRY_SHADOWED);
  }

  @Override
  public Set<Section> needs() {
    return Set.of(Section.NETWORK_ACLS);
  }

  @Override
  public Set<Layer> affectedBy() {
    return Set.of(Layer.NACL);
  }

  @Override
  public List<Detected> run(Evaluation evaluation) {
    List<Detected> findings = new ArrayList<>();
    for (NetworkAcl acl : evaluation.acls()) {
      for (Direction direction : Direction.values()) {
        List<Decided> decided = evaluation.decisions(acl, direction).decided();
        for (int i = 0; i < decided.size(); i++) {
          if (!decided.get(i).entry().isImplicitDeny() && !decided.get(i).matches().isEmpty()) {
            examine(acl, decided.get(i), decided.subList(0, i), evaluation)
                .ifPresent(findings::add);
          }
        }
      }
    }
    return findings;
  }

  private static Optional<Detected> examine(
      NetworkAcl acl, Decided entry, List<Decided> before, Evaluation evaluation) {
    List<Decided> deciding =
        before.stream().filter(each -> each.wins().overlaps(entry.matches())).toList();
    List<Decided> opposite =
        deciding.stream().filter(each -> each.allows() != entry.allows()).toList();
    if (entry.wins().isEmpty()) {
      return Optional.of(
          opposite.isEmpty()
              ? redundant(acl, entry, deciding, evaluation)
              : harmful(acl, entry, deciding, evaluation));
    }
    List<Decided> crossing = opposite.stream().filter(each -> !isException(each, entry)).toList();
    return crossing.isEmpty()
        ? Optional.empty()
        : Optional.of(partial(acl, entry, crossing, evaluation));
  }

  private static boolean isException(Decided earlier, Decided later) {
    if (later.matches().containsAll(earlier.matches())) {
      return true;
    }
    Stretch one = TrafficLine.of(earlier.entry().traffic());
    Stretch other = TrafficLine.of(later.entry().traffic());
    return later.allows() && (one.contains(other) || other.contains(one));
  }

  /// Where earlier entries do the opposite for a part only, others do the same for the rest.
  private static Detected harmful(
      NetworkAcl acl, Decided entry, List<Decided> deciding, Evaluation evaluation) {
    Severity severity = entry.allows() ? Severity.MEDIUM : Severity.HIGH;
    List<Decided> opposite =
        deciding.stream().filter(each -> each.allows() != entry.allows()).toList();
    List<Decided> same = deciding.stream().filter(each -> each.allows() == entry.allows()).toList();
    List<Claim> claims = new ArrayList<>(Claims.decide(acl, opposite, lost(entry, opposite)));
    claims.addAll(Claims.decide(acl, same, lost(entry, same)));
    return draft(acl, entry, severity, HARMFUL, evaluation)
        .claims(claims)
        .fix(moveBefore(acl, entry.entry(), opposite.getFirst().entry()))
        .saying(
            subject(acl, entry)
                + " never decides: "
                + names(opposite)
                + (opposite.size() == 1 ? " comes first and " : " come first and together ")
                + does(entry.allows() ? "den" : "allow", opposite.size())
                + (same.isEmpty() ? " what it should " : " a part of what it should ")
                + (entry.allows() ? "allow" : "deny")
                + (same.isEmpty()
                    ? "."
                    : ", and "
                        + names(same)
                        + (same.size() == 1 ? " decides" : " decide")
                        + " the rest as it would."));
  }

  /// What of an entry earlier ones decide.
  private static TrafficSet lost(Decided entry, List<Decided> earlier) {
    return TrafficSet.unionOf(
        earlier.stream().map(each -> each.wins().intersect(entry.matches())).toList());
  }

  /// {@return `denies` or `deny`, `allows` or `allow`}
  private static String does(String verb, int entries) {
    boolean deny = verb.equals("den");
    return verb + (entries == 1 ? (deny ? "ies" : "s") : deny ? "y" : "");
  }

  private static Detected redundant(
      NetworkAcl acl, Decided entry, List<Decided> deciding, Evaluation evaluation) {
    return draft(acl, entry, Severity.LOW, REDUNDANT, evaluation)
        .claims(Claims.decide(acl, deciding, entry.matches()))
        .fix(
            Proposal.removing(
                "Remove it: nothing changes.",
                List.of(new Change.RemoveEntry(acl.id(), entry.entry()))))
        .saying(
            subject(acl, entry)
                + " never decides: "
                + names(deciding)
                + (deciding.size() == 1
                    ? " comes first and does the same."
                    : " come first and do the same."));
  }

  private static Detected partial(
      NetworkAcl acl, Decided entry, List<Decided> crossing, Evaluation evaluation) {
    TrafficSet lost = lost(entry, crossing);
    List<Claim> claims = new ArrayList<>(Claims.decide(acl, crossing, lost));
    claims.addAll(Claims.decide(acl, List.of(entry), entry.wins()));
    return draft(
            acl,
            entry,
            entry.allows() ? Severity.INFORMATIONAL : Severity.MEDIUM,
            PARTIAL,
            evaluation)
        .claims(claims)
        .fix(
            entry.allows()
                ? Proposal.of("See which of them is meant, and let their ports not cross.")
                : moveBefore(acl, entry.entry(), crossing.getFirst().entry()))
        .saying(
            subject(acl, entry)
                + " decides only a part of what it names: "
                + names(crossing)
                + (crossing.size() == 1 ? " comes first and " : " come first and ")
                + does(entry.allows() ? "den" : "allow", crossing.size())
                + " "
                + Words.packets(lost, entry.entry().direction())
                + ".");
  }

  private static Detected.Draft draft(
      NetworkAcl acl, Decided entry, Severity severity, String aspect, Evaluation evaluation) {
    return evaluation
        .finding(AuditKind.ACL_ENTRY_SHADOWED, severity, acl.id())
        .rule(AclDecisions.name(entry.entry()))
        .aspect(aspect)
        .related(acl.subnetIds());
  }

  private static String subject(NetworkAcl acl, Decided entry) {
    return "%s entry %s of %s (%s)"
        .formatted(
            entry.entry().direction() == Direction.INGRESS ? "Inbound" : "Outbound",
            entry.entry().name(),
            acl.id(),
            text(entry));
  }

  private static String text(Decided entry) {
    return (entry.allows() ? "allow " : "deny ") + entry.entry().text();
  }

  private static String names(List<Decided> entries) {
    return (entries.size() == 1 ? "entry " : "entries ")
        + Words.list(
            entries.stream().map(each -> each.entry().name() + " (" + text(each) + ")").toList());
  }

  /// A move is proposed where a number before the other entry is free.
  private static Proposal moveBefore(NetworkAcl acl, NetworkAclEntry entry, NetworkAclEntry other) {
    String text =
        "Move it before entry %s if it is meant to hold; otherwise just remove it."
            .formatted(other.name());
    return Proposal.reaching(
        text,
        (kind, planned) ->
            kind == Fix.Kind.DURABLE
                ? List.of()
                : planned
                    .freeBefore(other.number(), acl, entry.direction())
                    .map(number -> List.of(moved(text, acl, entry, number)))
                    .orElse(List.of()));
  }

  private static Way moved(String text, NetworkAcl acl, NetworkAclEntry entry, int number) {
    return new Way(
        text,
        List.of(
            new Fix.Part(put(acl, entry, number), List.of()),
            new Fix.Part(remove(acl, entry), List.of())));
  }

  private static Change put(NetworkAcl acl, NetworkAclEntry entry, int number) {
    NetworkAclEntry moved =
        new NetworkAclEntry(
            number, entry.direction(), entry.effect(), entry.traffic(), entry.cidr());
    return Change.PutEntries.adding(acl.id(), moved);
  }

  private static Change remove(NetworkAcl acl, NetworkAclEntry entry) {
    return new Change.RemoveEntry(acl.id(), entry);
  }
}
