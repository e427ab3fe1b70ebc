package io.flowverdict.core.explain;

import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.Doubt;
import io.flowverdict.core.judge.NetworkAclLayer;
import io.flowverdict.core.judge.NotEvaluatedReason;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.judge.SecurityGroupLayer;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.judge.UndecidedReason;
import io.flowverdict.core.judge.UnfilteredTraffic;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The two layers of one snapshot, asked at checkpoints.
final class Filters {

  private final Snapshot snapshot;
  private final UnfilteredTraffic unfiltered;
  private final NetworkAclLayer networkAcls;
  private final SecurityGroupLayer securityGroups;

  Filters(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.unfiltered = new UnfilteredTraffic(snapshot);
    this.networkAcls = new NetworkAclLayer(snapshot);
    this.securityGroups = new SecurityGroupLayer(snapshot);
  }

  private Filters(Filters other, Snapshot changed) {
    this.snapshot = changed;
    this.unfiltered = other.unfiltered;
    this.networkAcls = other.networkAcls.with(changed);
    this.securityGroups = other.securityGroups.with(changed);
  }

  /// {@return the layers of a configuration that differs from this one in rules and entries only}
  Filters with(Snapshot changed) {
    return new Filters(this, changed);
  }

  /// {@return whether packets pass a checkpoint}
  Passage inspect(Checkpoint checkpoint) {
    Optional<NotEvaluatedReason> reason =
        unfiltered.reason(checkpoint.at(), checkpoint.direction(), checkpoint.packet());
    if (reason.isPresent()) {
      Step skipped =
          new Step(
              checkpoint.layer(), checkpoint.direction(), null, null, null, Step.Effect.SKIPPED);
      Decision pass = new Decision(Decision.Outcome.PASS, List.of(skipped), List.of());
      return new Passage(
          checkpoint, List.of(new Passage.Segment(null, pass)), reason.orElseThrow());
    }
    return new Passage(checkpoint, segments(checkpoint), null);
  }

  /// {@return what the layer decides about packets of peers in a set: a passage for each part of it
  /// in which it decides alike. Addresses that no layer filters are taken for others}
  List<Passage> inspectEach(Checkpoint checkpoint, AddressSet peers) {
    return samples(checkpoint, peers).stream()
        .map(checkpoint::withPeer)
        .map(each -> new Passage(each, segments(each), null))
        .toList();
  }

  private List<Passage.Segment> segments(Checkpoint checkpoint) {
    ClientPorts client = checkpoint.clientPorts();
    if (client == null) {
      return List.of(new Passage.Segment(null, decide(checkpoint, checkpoint.packet())));
    }
    List<Passage.Segment> segments = new ArrayList<>();
    for (PortRange ports : cut(client.ranges(), aclAt(checkpoint), checkpoint)) {
      Packet packet = checkpoint.packet().withDestinationPort(ports.from());
      Decision decision = decide(checkpoint, packet);
      PortRange run = ports;
      PortRange before = segments.isEmpty() ? null : segments.getLast().ports();
      if (before != null
          && before.to() + 1 == ports.from()
          && segments.getLast().decision().equals(decision)) {
        segments.removeLast();
        run = new PortRange(before.from(), ports.to());
      }
      segments.add(new Passage.Segment(run, decision));
    }
    return segments;
  }

  private static List<PortRange> cut(
      List<PortRange> ranges, @Nullable NetworkAcl acl, Checkpoint checkpoint) {
    return ranges.stream().flatMap(range -> cut(range, acl, checkpoint).stream()).toList();
  }

  /// Cuts a range of ports where an entry begins or ends, so that each piece is decided as one.
  private static List<PortRange> cut(
      PortRange range, @Nullable NetworkAcl acl, Checkpoint checkpoint) {
    TreeSet<Integer> starts = new TreeSet<>();
    starts.add(range.from());
    if (acl != null) {
      for (NetworkAclEntry entry : acl.entries()) {
        if (entry.direction() == checkpoint.direction()
            && entry.traffic() instanceof Traffic.Ports(_, PortRange ports)) {
          starts.add(ports.from());
          starts.add(ports.to() + 1);
        }
      }
    }
    List<PortRange> pieces = new ArrayList<>();
    for (int from : starts.subSet(range.from(), true, range.to(), true)) {
      Integer next = starts.higher(from);
      int to = next == null ? range.to() : Math.min(next - 1, range.to());
      pieces.add(new PortRange(from, to));
    }
    return pieces;
  }

  private Decision decide(Checkpoint checkpoint, Packet packet) {
    AddressSet peers = checkpoint.peers();
    if (peers == null) {
      return decideOne(checkpoint, packet);
    }
    return agreed(
        samples(checkpoint, peers).stream()
            .map(peer -> decideOne(checkpoint, packet.withPeer(checkpoint.direction(), peer)))
            .toList());
  }

  /// An address of each part of the set in which all addresses are in the same blocks, so that the
  /// layer decides about them alike.
  private List<IpAddress> samples(Checkpoint checkpoint, AddressSet peers) {
    TreeSet<IpAddress> starts = new TreeSet<>();
    peers.cidrs().forEach(block -> starts.add(block.network()));
    for (Cidr block : blocks(checkpoint)) {
      starts.add(block.network());
      if (!block.last().equals(Cidr.all(block.family()).last())) {
        starts.add(block.last().plus(1));
      }
    }
    return starts.stream().filter(peers::contains).toList();
  }

  /// The blocks of addresses that the checkpoint's layer tells apart.
  private List<Cidr> blocks(Checkpoint checkpoint) {
    NetworkAcl acl = aclAt(checkpoint);
    return switch (checkpoint.layer()) {
      case NACL -> {
        Subnet subnet = snapshot.subnets().get(String.valueOf(checkpoint.at().subnetId()));
        yield Stream.concat(
                acl == null ? Stream.of() : acl.entries().stream().map(NetworkAclEntry::cidr),
                subnet == null ? Stream.of() : subnet.cidrs().stream())
            .toList();
      }
      case SG ->
          checkpoint.at().groupIds().stream()
              .map(id -> snapshot.securityGroups().get(id))
              .filter(Objects::nonNull)
              .flatMap(group -> group.rules(checkpoint.direction()).stream())
              .flatMap(rule -> blocks(rule).stream())
              .toList();
    };
  }

  private List<Cidr> blocks(SecurityGroupRule rule) {
    return switch (rule.peer()) {
      case Peer.OfCidr(Cidr cidr) -> List.of(cidr);
      case Peer.OfPrefixList(String id) -> {
        PrefixList list = snapshot.prefixLists().get(id);
        yield list == null || list.cidrs() == null ? List.of() : list.cidrs();
      }
      case Peer.OfGroup _ -> List.of();
    };
  }

  /// What holds whichever of several peers the packet has: rules that match all of them before
  /// rules that match some.
  private static Decision agreed(List<Decision> decisions) {
    Decision first = decisions.getFirst();
    if (decisions.stream().allMatch(each -> each.outcome() == first.outcome())
        && first.outcome() != Decision.Outcome.UNKNOWN) {
      List<Step> ofAll =
          first.steps().stream()
              .filter(step -> decisions.stream().allMatch(each -> each.steps().contains(step)))
              .toList();
      List<Step> ofAny =
          decisions.stream().flatMap(each -> each.steps().stream()).distinct().toList();
      return new Decision(first.outcome(), ofAll.isEmpty() ? ofAny : ofAll, List.of());
    }
    List<Doubt> doubts = new ArrayList<>();
    boolean passes = decisions.stream().anyMatch(each -> each.outcome() == Decision.Outcome.PASS);
    decisions.stream()
        .filter(each -> passes && each.outcome() == Decision.Outcome.BLOCK)
        .map(each -> each.steps().getFirst().id())
        .map(id -> new Doubt(UndecidedReason.NAT_ADDRESS_UNKNOWN, id))
        .forEach(doubts::add);
    decisions.forEach(each -> doubts.addAll(each.doubts()));
    return new Decision(Decision.Outcome.UNKNOWN, List.of(), doubts.stream().distinct().toList());
  }

  private Decision decideOne(Checkpoint checkpoint, Packet packet) {
    return switch (checkpoint.layer()) {
      case NACL -> networkAcls.decide(checkpoint.at(), checkpoint.direction(), packet);
      case SG ->
          securityGroups.decide(
              checkpoint.at(), checkpoint.direction(), packet, state(checkpoint.role()));
    };
  }

  /// A packet of unknown role may be a reply, so that no security group is blamed for it.
  private static SecurityGroupLayer.State state(Role role) {
    return switch (role) {
      case REQUEST -> SecurityGroupLayer.State.NEW;
      case REPLY, UNKNOWN -> SecurityGroupLayer.State.REPLY;
    };
  }

  /// {@return the network ACL of the checkpoint's subnet; null when the configuration does not have
  /// it}
  @Nullable NetworkAcl aclAt(Checkpoint checkpoint) {
    return networkAcls.aclOf(checkpoint.at().subnetId());
  }

  SecurityGroupLayer securityGroups() {
    return securityGroups;
  }

  Snapshot snapshot() {
    return snapshot;
  }
}
