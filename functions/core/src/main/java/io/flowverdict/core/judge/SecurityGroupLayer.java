package io.flowverdict.core.judge;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The security groups of an interface: the union of the allow rules of all groups it carries. One
/// rule that matches is enough; without one the packet is dropped, unless its connection is
/// tracked.
public final class SecurityGroupLayer {

  /// What is known of the packet's connection.
  public enum State {
    /// The packet opens a connection: only a rule lets it pass.
    NEW,
    /// The packet belongs to a connection that the interface has accepted: it passes, whether a
    /// rule matches or not. A matching rule is still named.
    ESTABLISHED,
    /// The packet answers: it passes by state, and rules are not looked at.
    REPLY
  }

  private final Snapshot snapshot;
  private final GroupReferences references;

  public SecurityGroupLayer(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.references = new GroupReferences(snapshot);
  }

  private SecurityGroupLayer(Snapshot snapshot, GroupReferences references) {
    this.snapshot = snapshot;
    this.references = references;
  }

  /// {@return the layer of a configuration that differs from this one's in rules and entries only}
  public SecurityGroupLayer with(Snapshot changed) {
    return new SecurityGroupLayer(changed, references);
  }

  /// Decides about a packet at an interface.
  public Decision decide(NetworkInterface at, Direction direction, Packet packet, State state) {
    if (at.groupIds().isEmpty()) {
      return Decision.pass(
          List.of(Step.withoutRule(Layer.SG, direction, null, Step.Effect.SKIPPED)));
    }
    if (state == State.REPLY) {
      return Decision.pass(perGroup(at, direction, Step.Effect.TRACKED));
    }
    Decision byRules = decideByRules(at, direction, packet);
    if (state == State.ESTABLISHED && byRules.outcome() != Decision.Outcome.PASS) {
      return Decision.pass(perGroup(at, direction, Step.Effect.TRACKED));
    }
    return byRules;
  }

  private Decision decideByRules(NetworkInterface at, Direction direction, Packet packet) {
    List<Step> allowing = new ArrayList<>();
    List<Doubt> doubts = new ArrayList<>();
    for (String groupId : at.groupIds()) {
      SecurityGroup group = snapshot.securityGroups().get(groupId);
      if (group == null) {
        doubts.add(new Doubt(UndecidedReason.SECURITY_GROUP_UNKNOWN, groupId));
        continue;
      }
      if (snapshot.incomplete().groups().contains(groupId)) {
        doubts.add(new Doubt(UndecidedReason.SECURITY_GROUP_UNKNOWN, groupId));
      }
      for (SecurityGroupRule rule : group.rules()) {
        if (rule.direction() == direction) {
          switch (match(rule, at.vpcId(), packet)) {
            case Match.Certain.YES -> allowing.add(allow(rule));
            case Match.Certain.NO -> {}
            case Match.Unknown(Doubt doubt) -> doubts.add(doubt);
          }
        }
      }
    }
    if (!allowing.isEmpty()) {
      return Decision.pass(allowing);
    }
    return doubts.isEmpty()
        ? Decision.block(perGroup(at, direction, Step.Effect.NO_MATCH))
        : Decision.unknown(doubts);
  }

  private static List<Step> perGroup(NetworkInterface at, Direction direction, Step.Effect effect) {
    return at.groupIds().stream()
        .map(group -> Step.withoutRule(Layer.SG, direction, group, effect))
        .toList();
  }

  private static Step allow(SecurityGroupRule rule) {
    return new Step(
        Layer.SG, rule.direction(), rule.groupId(), rule.name(), rule.text(), Step.Effect.ALLOW);
  }

  /// {@return whether the rule matches the packet}
  ///
  /// @param vpcId the VPC of the interface that carries the rule's group
  Match match(SecurityGroupRule rule, @Nullable String vpcId, Packet packet) {
    return switch (TrafficMatch.of(rule.traffic(), packet)) {
      case Match.Certain.NO -> Match.Certain.NO;
      case Match other -> other.and(matchPeer(rule, vpcId, packet));
    };
  }

  /// {@return whether the rule's source or destination matches the packet's peer}
  public Match matchPeer(SecurityGroupRule rule, @Nullable String vpcId, Packet packet) {
    IpAddress address = packet.peer(rule.direction());
    return switch (rule.peer()) {
      case Peer.OfCidr(Cidr cidr) -> Match.of(cidr.contains(address));
      case Peer.OfPrefixList(String id) -> matchPrefixList(id, address);
      case Peer.OfGroup reference -> references.matches(reference, vpcId, rule.direction(), packet);
    };
  }

  private Match matchPrefixList(String id, IpAddress address) {
    PrefixList list = snapshot.prefixLists().get(id);
    List<Cidr> cidrs = list == null ? null : list.cidrs();
    if (cidrs == null) {
      return Match.unknown(UndecidedReason.PREFIX_LIST_UNKNOWN, id);
    }
    boolean listed = cidrs.stream().anyMatch(cidr -> cidr.contains(address));
    return listed || !snapshot.incomplete().prefixLists().contains(id)
        ? Match.of(listed)
        : Match.unknown(UndecidedReason.PREFIX_LIST_UNKNOWN, id);
  }

  /// {@return how references to security groups resolve in this configuration}
  GroupReferences references() {
    return references;
  }
}
