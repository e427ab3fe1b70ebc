package io.flowverdict.core.audit;

import io.flowverdict.core.audit.AclDecisions.Decided;
import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Ruling;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// Rules and network ACL entries of a protocol that does not exist in the address family of their
/// peer: ICMP (1) with an IPv6 block and ICMPv6 (58) with an IPv4 block. The EC2 API takes them,
/// and no packet matches them: the messages of IPv6 are protocol 58 (RFC 4443), those of IPv4
/// protocol 1 (RFC 792).
final class OtherFamily implements Audit {

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.RULE_OF_OTHER_FAMILY);
  }

  /// Each part is looked at where it is there.
  @Override
  public Set<Section> needs() {
    return Set.of();
  }

  @Override
  public Set<Layer> affectedBy() {
    return Set.of(Layer.NACL, Layer.SG);
  }

  @Override
  public boolean isOfChangedRules() {
    return true;
  }

  @Override
  public List<Detected> run(Evaluation evaluation) {
    List<Detected> findings = new ArrayList<>();
    for (SecurityGroup group : evaluation.groups()) {
      group.rules().stream()
          .filter(rule -> evaluation.isAbout(rule) && evaluation.isOfOtherFamily(rule))
          .map(rule -> finding(rule, evaluation))
          .forEach(findings::add);
    }
    for (NetworkAcl acl : evaluation.acls()) {
      for (Direction direction : Direction.values()) {
        evaluation.decisions(acl, direction).decided().stream()
            .filter(each -> each.matches().isEmpty())
            .map(Decided::entry)
            .map(entry -> finding(acl, entry, evaluation))
            .forEach(findings::add);
      }
    }
    return findings;
  }

  private static Detected finding(SecurityGroupRule rule, Evaluation evaluation) {
    return evaluation
        .finding(AuditKind.RULE_OF_OTHER_FAMILY, Severity.LOW, rule.groupId())
        .rule(rule.name())
        .claims(
            Claims.of(
                new Ruling.RuleAllowsNone(rule.name()), rule.direction(), null, TrafficSet.ALL))
        .fix(fix("Remove the rule", "allow", rule.traffic(), new Change.RemoveRule(rule)))
        .saying(Words.subject(rule) + " matches no packet: " + why(rule.traffic()));
  }

  /// An entry that was to deny leaves open what it should close.
  private static Detected finding(NetworkAcl acl, NetworkAclEntry entry, Evaluation evaluation) {
    boolean allows = entry.effect() == NetworkAclEntry.Effect.ALLOW;
    String verb = allows ? "allow" : "deny";
    return evaluation
        .finding(AuditKind.RULE_OF_OTHER_FAMILY, allows ? Severity.LOW : Severity.MEDIUM, acl.id())
        .rule(AclDecisions.name(entry))
        .related(acl.subnetIds())
        .fix(
            fix("Remove the entry", verb, entry.traffic(), new Change.RemoveEntry(acl.id(), entry)))
        .saying(
            "Entry %s of %s (%s, %s %s) matches no packet: %s"
                .formatted(
                    entry.name(),
                    acl.id(),
                    Words.bound(entry.direction()),
                    verb,
                    entry.text(),
                    why(entry.traffic())));
  }

  private static Proposal fix(String remove, String verb, Traffic traffic, Change change) {
    return Proposal.removing(
        "%s: nothing changes. If the messages of that family are meant, %s %s instead."
            .formatted(remove, verb, name(meant(traffic))),
        List.of(change));
  }

  private static String why(Traffic traffic) {
    Protocol protocol = Objects.requireNonNull(traffic.protocolOrNull(), "protocol is null");
    IpFamily family = protocol.existsIn(IpFamily.IPV4) ? IpFamily.IPV4 : IpFamily.IPV6;
    return "%s (protocol %d) exists between %s addresses only. Probably %s (protocol %d) was meant."
        .formatted(
            name(protocol),
            protocol.number(),
            Words.family(family),
            name(meant(traffic)),
            meant(traffic).number());
  }

  /// ICMP for ICMPv6 and the other way round.
  private static Protocol meant(Traffic traffic) {
    return Protocol.ICMP.equals(traffic.protocolOrNull()) ? Protocol.ICMPV6 : Protocol.ICMP;
  }

  /// As the EC2 API spells it.
  private static String name(Protocol protocol) {
    return protocol.toString().toLowerCase(Locale.ROOT);
  }
}
