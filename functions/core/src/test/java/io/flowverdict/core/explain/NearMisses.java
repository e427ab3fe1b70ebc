package io.flowverdict.core.explain;

import io.flowverdict.core.explain.NearestRule.Field;
import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds near misses against the judge: with all that is said to fail as the packets need it, the
/// rule lets them pass; with all but one of them it does not.
final class NearMisses {

  private final Snapshot snapshot;

  NearMisses(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /// {@return what is not true of the nearest rule; null when all is}
  @Nullable String refute(NearestRule rule, Passage closed) {
    if (!passes(rule, rule.failed(), closed)) {
      return "with " + rule.failed() + " mended it does not pass";
    }
    for (Field field : rule.failed()) {
      Set<Field> others = EnumSet.copyOf(rule.failed());
      others.remove(field);
      if (passes(rule, others, closed)) {
        return field + " does not fail";
      }
    }
    return null;
  }

  private boolean passes(NearestRule rule, Set<Field> mended, Passage closed) {
    Snapshot changed =
        rule.layer() == Layer.NACL
            ? withEntry(rule, mended, closed)
            : withRule(rule, mended, closed);
    Decision.Outcome outcome = new Filters(changed).inspect(closed.checkpoint()).outcome();
    return outcome == Decision.Outcome.PASS
        || (outcome == Decision.Outcome.UNKNOWN && isPortOpen(closed));
  }

  /// Whether the question names no port, so that a rule for one may let it pass.
  private static boolean isPortOpen(Passage closed) {
    return closed.checkpoint().packet().protocol().hasPorts()
        && closed.checkpoint().packet().destinationPort() == null
        && closed.checkpoint().clientPorts() == null;
  }

  private Snapshot withEntry(NearestRule rule, Set<Field> mended, Passage closed) {
    NetworkAcl acl = Objects.requireNonNull(snapshot.networkAcls().get(rule.id()));
    Checkpoint checkpoint = closed.checkpoint();
    Direction direction = checkpoint.direction();
    NetworkAclEntry entry =
        acl.entries().stream()
            .filter(each -> each.name().equals(rule.rule()) && each.text().equals(rule.text()))
            .findFirst()
            .orElseThrow();
    NetworkAclEntry changed =
        new NetworkAclEntry(
            mended.contains(Field.ORDER) ? 1 : entry.number(),
            mended.contains(Field.DIRECTION) ? direction : entry.direction(),
            entry.effect(),
            traffic(entry.traffic(), mended, closed),
            mended.contains(Field.PEER) ? peers(checkpoint) : entry.cidr());
    List<NetworkAclEntry> entries = new ArrayList<>(acl.entries());
    entries.remove(entry);
    entries.removeIf(
        each -> each.number() == changed.number() && each.direction() == changed.direction());
    entries.add(changed);
    return snapshot.toBuilder().networkAcls(List.of(acl.withEntries(entries))).build();
  }

  private Snapshot withRule(NearestRule rule, Set<Field> mended, Passage closed) {
    SecurityGroup group = Objects.requireNonNull(snapshot.securityGroups().get(rule.id()));
    Checkpoint checkpoint = closed.checkpoint();
    Direction direction = checkpoint.direction();
    SecurityGroupRule found =
        group.rules().stream()
            .filter(each -> each.name().equals(rule.rule()))
            .findFirst()
            .orElseThrow();
    SecurityGroupRule changed =
        new SecurityGroupRule(
            found.ruleId(),
            found.groupId(),
            mended.contains(Field.DIRECTION) ? direction : found.direction(),
            traffic(found.traffic(), mended, closed),
            mended.contains(Field.PEER) ? new Peer.OfCidr(peers(checkpoint)) : found.peer(),
            null);
    List<SecurityGroupRule> rules = new ArrayList<>(group.rules());
    rules.remove(found);
    rules.add(changed);
    return snapshot.toBuilder().securityGroups(List.of(group.withRules(rules))).build();
  }

  /// The packet's peer; a block that holds all of those that it may be.
  private static Cidr peers(Checkpoint checkpoint) {
    IpAddress peer = checkpoint.packet().peer(checkpoint.direction());
    return checkpoint.peers() == null ? Cidr.of(peer) : Cidr.all(peer.family());
  }

  /// The traffic with the protocol, or the ports or message, that the packets have.
  private static Traffic traffic(Traffic traffic, Set<Field> mended, Passage closed) {
    Protocol needed = closed.checkpoint().packet().protocol();
    Traffic changed = traffic;
    if (mended.contains(Field.PROTOCOL)) {
      changed =
          switch (traffic) {
            case Traffic.Ports(_, PortRange ports) when needed.hasPorts() ->
                new Traffic.Ports(needed, ports);
            case Traffic.Icmp(_, int type, int code) when needed.isIcmp() ->
                new Traffic.Icmp(needed, type, code);
            case Traffic any -> Traffic.allOf(needed);
          };
    }
    Protocol protocol = changed.protocolOrNull();
    return mended.contains(Field.PORT) && protocol != null ? Traffic.allOf(protocol) : changed;
  }
}
