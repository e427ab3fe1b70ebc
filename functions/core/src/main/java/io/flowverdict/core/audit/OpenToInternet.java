package io.flowverdict.core.audit;

import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.explain.Change;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What passes both layers from a large part of the Internet, at each interface; and what groups
/// would let pass whose interfaces, or their network ACLs, the configuration does not have.
///
/// Requests are looked at, not their replies. Interfaces without groups (NAT gateways, transit
/// gateways) are left out: what listens behind them is not for rules to say.
final class OpenToInternet implements Audit {

  private static final Cidr GLOBAL_IPV6 = Cidr.parse("2000::/3");
  private static final int RULES_IN_NAME = 5;

  /// The share of the Internet from which on a rule is named among those that open to it.
  private static final double NOTABLE = 0.001;

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.OPEN_TO_INTERNET);
  }

  @Override
  public Set<Section> needs() {
    return Set.of(Section.SECURITY_GROUPS);
  }

  @Override
  public List<AuditFinding> run(Evaluation evaluation) {
    Internet internet = new Internet(evaluation.snapshot());
    List<AuditFinding> findings = new ArrayList<>();
    for (Placement placement : evaluation.placements()) {
      NetworkAcl acl = evaluation.acl(placement);
      if (acl != null) {
        List<SecurityGroupRule> rules =
            fromInternet(evaluation.rules(placement, Direction.INGRESS), evaluation, internet);
        TrafficSet inbound =
            union(rules, evaluation).intersect(evaluation.allowed(acl, Direction.INGRESS));
        for (Exposure exposure : Exposure.of(inbound, internet)) {
          placement.interfaces().stream()
              .map(at -> atInterface(at, acl, exposure, rules, evaluation, internet))
              .forEach(findings::add);
        }
      }
    }
    for (SecurityGroup group : evaluation.snapshot().securityGroups().values()) {
      if (evaluation.placements(group.id()).stream().noneMatch(each -> hasAcl(each, evaluation))) {
        findings.addAll(ofGroup(group, evaluation, internet));
      }
    }
    return findings;
  }

  private static boolean hasAcl(Placement placement, Evaluation evaluation) {
    return evaluation.acl(placement) != null;
  }

  private static List<SecurityGroupRule> fromInternet(
      List<SecurityGroupRule> rules, Evaluation evaluation, Internet internet) {
    return rules.stream()
        .filter(rule -> peers(rule, evaluation).overlaps(internet.addresses()))
        .toList();
  }

  /// References match private addresses of interfaces, never the Internet.
  private static AddressSet peers(SecurityGroupRule rule, Evaluation evaluation) {
    return evaluation.extent(rule, /* vpcId= */ null).certain();
  }

  private static TrafficSet union(List<SecurityGroupRule> rules, Evaluation evaluation) {
    return TrafficSet.unionOf(
        rules.stream().map(rule -> evaluation.certain(rule, /* vpcId= */ null)).toList());
  }

  private static AuditFinding atInterface(
      NetworkInterface at,
      NetworkAcl acl,
      Exposure exposure,
      List<SecurityGroupRule> rules,
      Evaluation evaluation,
      Internet internet) {
    List<SecurityGroupRule> opening = opening(exposure, rules, evaluation, internet);
    String block = blockedBy(at, evaluation);
    List<String> related = new ArrayList<>(at.groupIds());
    related.add(acl.id());
    return evaluation
        .finding(
            AuditKind.OPEN_TO_INTERNET,
            severity(exposure, isAddressable(at, exposure.family()), block != null),
            at.id())
        .rule(name(opening))
        .aspect(aspect(exposure))
        .related(related)
        .fix(fix(exposure, opening))
        .standards(exposure.standards())
        .saying(
            open(exposure, internet)
                + " is let in to "
                + at.id()
                + " by "
                + names(opening)
                + " and by "
                + acl.id()
                + ". "
                + addressed(at, exposure.family())
                + (block == null ? "" : " " + block));
  }

  /// The rules that open it: those for a notable part of the Internet, if there are any.
  private static List<SecurityGroupRule> opening(
      Exposure exposure, List<SecurityGroupRule> rules, Evaluation evaluation, Internet internet) {
    List<SecurityGroupRule> all =
        rules.stream()
            .filter(rule -> evaluation.certain(rule, null).overlaps(exposure.traffic()))
            .toList();
    List<SecurityGroupRule> wide =
        all.stream()
            .filter(rule -> internet.share(peers(rule, evaluation), exposure.family()) >= NOTABLE)
            .toList();
    return wide.isEmpty() ? all : wide;
  }

  private static String name(List<SecurityGroupRule> opening) {
    return opening.stream()
        .map(SecurityGroupRule::name)
        .sorted()
        .limit(RULES_IN_NAME)
        .collect(Collectors.joining(", "));
  }

  private static String names(List<SecurityGroupRule> rules) {
    return Words.list(rules.stream().map(Words::rule).toList());
  }

  private static String aspect(Exposure exposure) {
    return exposure.family().name().toLowerCase(Locale.ROOT) + " " + exposure.service();
  }

  private static String open(Exposure exposure, Internet internet) {
    AddressSet most =
        exposure.traffic().slabs().stream()
            .map(TrafficSet.Slab::peers)
            .reduce(
                AddressSet.EMPTY,
                (one, other) ->
                    internet.share(one, exposure.family())
                            >= internet.share(other, exposure.family())
                        ? one
                        : other);
    return Words.traffic(exposure.traffic()) + " from " + internet.words(most, exposure.family());
  }

  private static boolean isAddressable(NetworkInterface at, IpFamily family) {
    return switch (family) {
      case IPV4 -> !at.publicAddresses().isEmpty();
      case IPV6 -> at.addresses().stream().anyMatch(GLOBAL_IPV6::contains);
    };
  }

  private static String addressed(NetworkInterface at, IpFamily family) {
    if (isAddressable(at, family)) {
      return family == IpFamily.IPV4
          ? "It has the public address " + at.publicAddresses().getFirst() + "."
          : "It has a global IPv6 address.";
    }
    return family == IpFamily.IPV4
        ? "It has no public address: only what forwards to it brings the Internet there."
        : "It has no global IPv6 address.";
  }

  /// What Block Public Access keeps from the interface, as a sentence; null when nothing.
  private static @Nullable String blockedBy(NetworkInterface at, Evaluation evaluation) {
    Subnet subnet =
        at.subnetId() == null ? null : evaluation.snapshot().subnets().get(at.subnetId());
    Vpc vpc = at.vpcId() == null ? null : evaluation.snapshot().vpcs().get(at.vpcId());
    String mode = subnet == null ? null : subnet.internetGatewayBlockMode();
    if (mode == null && vpc != null) {
      mode = vpc.internetGatewayBlockMode();
    }
    return mode == null || mode.equals("off")
        ? null
        : "VPC Block Public Access (" + mode + ") keeps it out as long as it is on.";
  }

  private static Severity severity(Exposure exposure, boolean addressable, boolean blocked) {
    Severity severity = exposure.service().severity();
    severity = addressable ? severity : lower(severity);
    return blocked ? lower(lower(severity)) : severity;
  }

  private static Severity lower(Severity severity) {
    return switch (severity) {
      case CRITICAL -> Severity.HIGH;
      case HIGH -> Severity.MEDIUM;
      case MEDIUM -> Severity.LOW;
      case LOW, INFORMATIONAL -> Severity.INFORMATIONAL;
    };
  }

  private static AuditFix fix(Exposure exposure, List<SecurityGroupRule> opening) {
    String text =
        exposure.service() == Exposure.Service.WEB
            ? "If it is meant to be public, suppress this finding; otherwise remove the rules."
            : "Remove the rules, or narrow their sources and ports to what needs them.";
    return AuditFix.of(text, opening.stream().<Change>map(Change.RemoveRule::new).toList());
  }

  private static List<AuditFinding> ofGroup(
      SecurityGroup group, Evaluation evaluation, Internet internet) {
    List<SecurityGroupRule> rules =
        fromInternet(group.rules(Direction.INGRESS), evaluation, internet);
    return Exposure.of(union(rules, evaluation), internet).stream()
        .map(exposure -> ofGroup(group, exposure, rules, evaluation, internet))
        .toList();
  }

  private static AuditFinding ofGroup(
      SecurityGroup group,
      Exposure exposure,
      List<SecurityGroupRule> rules,
      Evaluation evaluation,
      Internet internet) {
    List<SecurityGroupRule> opening = opening(exposure, rules, evaluation, internet);
    List<NetworkInterface> carriers = evaluation.carriers(group.id());
    boolean unused = carriers.isEmpty() && evaluation.has(Section.INTERFACES);
    return evaluation
        .finding(
            AuditKind.OPEN_TO_INTERNET,
            unused
                ? severity(exposure, false, true)
                : severity(exposure, /* addressable= */ false, /* blocked= */ false),
            group.id())
        .rule(name(opening))
        .aspect(aspect(exposure))
        .related(carriers.stream().map(NetworkInterface::id).toList())
        .fix(fix(exposure, opening))
        .standards(exposure.standards())
        .saying(
            open(exposure, internet)
                + " would be let in by "
                + names(opening)
                + (opening.getFirst().ruleId() == null ? ". " : " of " + group.id() + ". ")
                + whoCarriesIt(carriers, unused));
  }

  private static String whoCarriesIt(List<NetworkInterface> carriers, boolean unused) {
    if (unused) {
      return "No interface carries the group yet.";
    }
    return carriers.isEmpty()
        ? "Which interfaces carry the group, the configuration does not tell."
        : "It is carried by "
            + Words.count(carriers.size(), "interface")
            + ", whose network ACL is not in the configuration.";
  }
}
