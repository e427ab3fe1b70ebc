package io.flowverdict.core.audit;

import io.flowverdict.core.change.AwsCli;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the configuration lacks, so that audits could say less than they would.
final class ConfigurationGaps implements Audit {

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.CONFIGURATION_INCOMPLETE);
  }

  @Override
  public Set<Section> needs() {
    return Set.of();
  }

  @Override
  public Set<Layer> affectedBy() {
    return Set.of();
  }

  @Override
  public List<Detected> run(Evaluation evaluation) {
    List<Detected> findings = new ArrayList<>();
    if (evaluation.has(Section.SECURITY_GROUPS)) {
      unknownGroups(evaluation).forEach((id, by) -> findings.add(group(id, by, evaluation)));
    }
    if (evaluation.has(Section.NETWORK_ACLS)) {
      unknownAcls(evaluation).forEach((id, by) -> findings.add(acl(id, by, evaluation)));
    }
    unknownLists(evaluation).forEach((id, by) -> findings.add(list(id, by, evaluation)));
    return findings;
  }

  private static Map<String, Set<String>> unknownGroups(Evaluation evaluation) {
    Map<String, Set<String>> unknown = new TreeMap<>();
    for (Placement placement : evaluation.placements()) {
      placement.groupIds().stream()
          .filter(id -> !evaluation.snapshot().securityGroups().containsKey(id))
          .forEach(id ->
              unknown.computeIfAbsent(id, _ -> new TreeSet<>()).addAll(placement.interfaceIds()));
    }
    return unknown;
  }

  private static Map<String, Set<String>> unknownAcls(Evaluation evaluation) {
    Map<String, Set<String>> unknown = new TreeMap<>();
    for (Placement placement : evaluation.placements()) {
      String subnet = placement.subnetId();
      if (subnet != null && evaluation.acl(placement) == null) {
        unknown.computeIfAbsent(subnet, _ -> new TreeSet<>()).addAll(placement.interfaceIds());
      }
    }
    return unknown;
  }

  private static Map<String, Set<String>> unknownLists(Evaluation evaluation) {
    Map<String, Set<String>> unknown = new TreeMap<>();
    for (SecurityGroup group : evaluation.snapshot().securityGroups().values()) {
      for (SecurityGroupRule rule : group.rules()) {
        if (rule.peer() instanceof Peer.OfPrefixList(String id)) {
          PrefixList list = evaluation.snapshot().prefixLists().get(id);
          if (list == null
              || list.cidrs() == null
              || evaluation.snapshot().incomplete().prefixLists().contains(id)) {
            unknown.computeIfAbsent(id, _ -> new TreeSet<>()).add(rule.name());
          }
        }
      }
    }
    return unknown;
  }

  private static Detected group(String id, Set<String> interfaces, Evaluation evaluation) {
    return gap(
        id,
        interfaces,
        "Security group %s is carried by %s and is not in the configuration: what its rules allow"
            + " is in no finding.",
        Proposal.byCommand("Add it.", "describe-security-groups", "--group-ids", id),
        evaluation);
  }

  private static Detected acl(String id, Set<String> interfaces, Evaluation evaluation) {
    return gap(
        id,
        interfaces,
        "The network ACL of %s, where %s are, is not in the configuration: what passes both layers"
            + " there is not known.",
        Proposal.byCommand(
            "Add it.",
            "describe-network-acls",
            "--filters",
            "Name=association.subnet-id,Values=" + id),
        evaluation);
  }

  private static Detected list(String id, Set<String> rules, Evaluation evaluation) {
    boolean partly = evaluation.snapshot().incomplete().prefixLists().contains(id);
    return gap(
        id,
        rules,
        partly
            ? "Prefix list %s, which is named by %s, may have entries that are not in the"
                + " configuration: what these allow is in no finding."
            : "The entries of prefix list %s, which is named by %s, are not in the configuration:"
                + " what these rules allow is in no finding.",
        Proposal.byCommand("Add them.", "get-managed-prefix-list-entries", "--prefix-list-id", id),
        evaluation);
  }

  private static Detected gap(
      String resource, Set<String> by, String sentence, Proposal fix, Evaluation evaluation) {
    return evaluation
        .finding(AuditKind.CONFIGURATION_INCOMPLETE, Severity.INFORMATIONAL, resource)
        .related(by)
        .fix(fix)
        .saying(sentence.formatted(resource, Words.list(by)));
  }

  /// {@return of each listing that was not read to its end, that, with what is withheld for it}
  static List<Detected> incomplete(List<Audit> audits, Evaluation evaluation) {
    return evaluation.snapshot().incomplete().listings().stream()
        .filter(listing -> !isAbsent(listing, evaluation))
        .map(listing -> incomplete(listing, audits, evaluation))
        .toList();
  }

  private static boolean isAbsent(Listing listing, Evaluation evaluation) {
    return Stream.of(Section.values())
        .anyMatch(section -> section.isOf(listing) && !evaluation.has(section));
  }

  private static Detected incomplete(Listing listing, List<Audit> audits, Evaluation evaluation) {
    List<String> codes =
        codes(
            audits.stream()
                .filter(audit -> audit.needsWhole().stream().anyMatch(each -> each.isOf(listing)))
                .toList());
    return evaluation
        .finding(AuditKind.CONFIGURATION_INCOMPLETE, Severity.INFORMATIONAL, "configuration")
        .aspect(listing.noun())
        .related(
            listing == Listing.SECURITY_GROUP_RULES
                ? evaluation.snapshot().incomplete().groups()
                : List.of())
        .fix(Proposal.byCommand("List them to the end.", listing.call()))
        .saying(
            "The configuration may lack "
                + listing.noun()
                + ", as their listing was not read to its end"
                + (codes.isEmpty()
                    ? "."
                    : ": nothing is told about " + String.join(", ", codes) + "."));
  }

  private static List<String> codes(List<Audit> audits) {
    return audits.stream()
        .flatMap(audit -> audit.kinds().stream())
        .map(AuditKind::code)
        .sorted()
        .toList();
  }

  /// {@return that parts of the configuration are absent, with what is withheld for that}
  static Detected absent(Set<Section> sections, List<Audit> withheld, Evaluation evaluation) {
    List<String> codes = codes(withheld);
    List<String> commands =
        sections.stream().map(section -> AwsCli.command(List.of(section.call()))).toList();
    return evaluation
        .finding(AuditKind.CONFIGURATION_INCOMPLETE, Severity.INFORMATIONAL, "configuration")
        .fix(Proposal.byCommands("Add them.", commands))
        .saying(
            "The configuration has no "
                + sections.stream().map(Section::noun).collect(Collectors.joining(", "))
                + (codes.isEmpty()
                    ? "."
                    : ", so nothing is told about " + String.join(", ", codes) + "."));
  }
}
