package io.flowverdict.core.judge;

import java.util.ArrayList;
import java.util.List;

/// What rules do to packets, as one part of a sentence says it. The text of a sentence is rendered
/// from its rulings, so that each part can be held against the judge, packet by packet: see
/// [Claim].
public sealed interface Ruling {

  /// What one layer does to a packet, as a trace shows it.
  sealed interface OfLayer extends Ruling {}

  /// Each of the packets is decided by one of these entries of a network ACL; by which one may
  /// depend on what is not known of it, for example its ICMP type.
  ///
  /// @param entries at least one; all allow or all deny. AWS's closing entry is `*`
  record EntriesDecide(String aclId, List<Step> entries) implements OfLayer {
    public EntriesDecide {
      entries = List.copyOf(entries);
      if (entries.stream().map(Step::effect).distinct().count() != 1) {
        throw new IllegalArgumentException("Not of one effect: " + entries);
      }
    }

    public boolean denies() {
      return entries.getFirst().blocks();
    }
  }

  /// No entry of a network ACL allows any of the packets, and AWS's closing one denies them.
  ///
  /// @param named the entries that the sentence names, which are all for the packets' direction and
  ///   family but the closing one; empty when it names none
  record NoEntryAllows(String aclId, List<String> named) implements OfLayer {
    public NoEntryAllows {
      named = List.copyOf(named);
    }
  }

  /// A network ACL has no entry for the packets' direction and family but AWS's closing one, which
  /// denies them.
  record HasNoEntries(String aclId) implements Ruling {}

  /// An entry of a network ACL would allow the packets but for their peers, all of which are others
  /// than its own.
  ///
  /// @param text the entry in words
  record IsForOtherPeers(String aclId, String entry, String text) implements Ruling {}

  /// A network ACL lets all of the packets pass.
  record AclAllows(String aclId) implements Ruling {}

  /// Each of the packets is allowed by one of these rules of security groups.
  ///
  /// @param rules their names
  record RulesAllow(List<String> rules) implements Ruling {
    public RulesAllow {
      rules = List.copyOf(rules);
    }
  }

  /// A rule of a security group certainly allows none of the packets, or it is not known of any
  /// that it does.
  record RuleAllowsNone(String rule) implements Ruling {}

  /// A rule of a security group allows all of the packets.
  record RuleAllows(Step rule) implements OfLayer {}

  /// No rule of these security groups allows any of the packets.
  record NoRuleAllows(List<String> groupIds) implements OfLayer {
    public NoRuleAllows {
      groupIds = List.copyOf(groupIds);
    }
  }

  /// {@return what the steps of a trace say of the packets that they are about}
  static List<OfLayer> of(List<Step> trace) {
    List<OfLayer> rulings = new ArrayList<>();
    List<Step> entries = with(trace, Layer.NACL, Step.Effect.DENY);
    if (entries.isEmpty()) {
      entries = with(trace, Layer.NACL, Step.Effect.ALLOW);
    }
    if (!entries.isEmpty()) {
      String aclId = String.valueOf(entries.getFirst().id());
      rulings.add(
          entries.stream().allMatch(Step::isClosing)
              ? new NoEntryAllows(aclId, List.of())
              : new EntriesDecide(aclId, entries));
    }
    with(trace, Layer.SG, Step.Effect.ALLOW).forEach(rule -> rulings.add(new RuleAllows(rule)));
    List<Step> without = with(trace, Layer.SG, Step.Effect.NO_MATCH);
    if (!without.isEmpty()) {
      rulings.add(
          new NoRuleAllows(without.stream().map(step -> String.valueOf(step.id())).toList()));
    }
    return List.copyOf(rulings);
  }

  private static List<Step> with(List<Step> trace, Layer layer, Step.Effect effect) {
    return trace.stream().filter(step -> step.layer() == layer && step.effect() == effect).toList();
  }
}
