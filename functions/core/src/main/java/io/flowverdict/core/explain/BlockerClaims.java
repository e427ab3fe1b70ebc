package io.flowverdict.core.explain;

import io.flowverdict.core.judge.Claim;
import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.judge.Packets;
import io.flowverdict.core.judge.Ruling;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Why a checkpoint is closed, wholly or for some ports, as claims.
final class BlockerClaims {

  private final Passage passage;
  private final Checkpoint checkpoint;
  private final Filters filters;

  private BlockerClaims(Passage closed, Filters filters) {
    this.passage = closed;
    this.checkpoint = closed.checkpoint();
    this.filters = filters;
  }

  /// {@return at least one claim}
  static List<Claim> of(Passage closed, Filters filters) {
    BlockerClaims claims = new BlockerClaims(closed, filters);
    return switch (closed.checkpoint().layer()) {
      case SG -> claims.ofSecurityGroups();
      case NACL -> claims.isByClosingEntry() ? claims.ofClosingEntry() : claims.ofEntries();
    };
  }

  private List<Claim> ofSecurityGroups() {
    List<String> groups = List.copyOf(checkpoint.at().groupIds());
    return List.of(new Claim(new Ruling.NoRuleAllows(groups), packets(List.of())));
  }

  /// Whether nothing but AWS's own closing entry decided.
  private boolean isByClosingEntry() {
    return passage.steps().stream().allMatch(Step::isClosing);
  }

  /// Each run of ports with the entry that decides it, or the entries that deny the packet.
  private List<Claim> ofEntries() {
    List<Claim> claims = new ArrayList<>();
    for (Passage.Segment segment : passage.segments()) {
      PortRange ports = segment.ports();
      if (!segment.decision().steps().isEmpty()) {
        claims.add(
            new Claim(
                new Ruling.EntriesDecide(aclId(), segment.decision().steps()),
                packets(ports == null ? List.of() : List.of(ports))));
      }
    }
    return claims;
  }

  private List<Claim> ofClosingEntry() {
    Packets all = packets(passage.ports(Decision.Outcome.BLOCK));
    List<String> entries = entries();
    if (entries.isEmpty()) {
      return List.of(new Claim(new Ruling.HasNoEntries(aclId()), all));
    }
    List<Claim> claims = new ArrayList<>();
    claims.add(new Claim(new Ruling.NoEntryAllows(aclId(), entries), all));
    NearestRule nearest = isPortAsked() ? NearestSearch.of(filters, passage) : null;
    if (nearest != null
        && entries.contains(nearest.rule())
        && nearest.failed().equals(Set.of(NearestRule.Field.PEER))) {
      claims.add(
          new Claim(new Ruling.IsForOtherPeers(aclId(), nearest.rule(), nearest.text()), all));
    }
    return claims;
  }

  /// Where it is not, an entry for one port may be for other packets as well as for other peers.
  private boolean isPortAsked() {
    Packet packet = checkpoint.packet();
    return !packet.protocol().hasPorts()
        || packet.destinationPort() != null
        || checkpoint.clientPorts() != null;
  }

  /// The numbers of all entries for such packets but the closing one, in their order.
  private List<String> entries() {
    NetworkAcl acl = filters.aclAt(checkpoint);
    Direction direction = checkpoint.direction();
    return acl == null
        ? List.of()
        : acl.entries(direction, checkpoint.packet().peer(direction).family()).stream()
            .filter(entry -> !entry.isImplicitDeny())
            .map(NetworkAclEntry::name)
            .toList();
  }

  private Packets packets(List<PortRange> ports) {
    Packet packet = checkpoint.packet();
    String vpcId = checkpoint.at().vpcId();
    return ports.isEmpty()
        ? Packets.of(packet, checkpoint.direction(), vpcId)
        : Packets.of(packet, checkpoint.direction(), vpcId, ports);
  }

  private String aclId() {
    return String.valueOf(passage.blockingSteps().getFirst().id());
  }
}
