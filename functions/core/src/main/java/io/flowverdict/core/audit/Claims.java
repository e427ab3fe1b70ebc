package io.flowverdict.core.audit;

import io.flowverdict.core.audit.AclDecisions.Decided;
import io.flowverdict.core.audit.set.TrafficLine;
import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.judge.Claim;
import io.flowverdict.core.judge.NetworkAclLayer;
import io.flowverdict.core.judge.Packets;
import io.flowverdict.core.judge.Ruling;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What findings say about sets of packets, as claims: one for each part of the set.
final class Claims {

  private Claims() {}

  static List<Claim> of(
      Ruling ruling, Direction direction, @Nullable String vpcId, TrafficSet packets) {
    return packets.slabs().stream()
        .map(slab ->
            new Packets(direction, vpcId, TrafficLine.traffic(slab.stretch()), slab.peers(), false))
        .map(each -> new Claim(ruling, each))
        .toList();
  }

  /// {@return that these entries, all of one effect, decide the packets}
  static List<Claim> decide(NetworkAcl acl, List<Decided> entries, TrafficSet packets) {
    return packets.isEmpty()
        ? List.of()
        : of(
            deciding(acl, entries.stream().map(Decided::entry).toList()),
            entries.getFirst().entry().direction(),
            acl.vpcId(),
            packets);
  }

  static Ruling deciding(NetworkAcl acl, List<NetworkAclEntry> entries) {
    return new Ruling.EntriesDecide(
        acl.id(), entries.stream().map(entry -> NetworkAclLayer.step(acl, entry)).toList());
  }

  /// {@return that each of the packets is allowed by one of the rules}
  static Ruling allowing(Collection<SecurityGroupRule> rules) {
    return new Ruling.RulesAllow(rules.stream().map(SecurityGroupRule::name).sorted().toList());
  }
}
