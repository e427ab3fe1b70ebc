package io.flowverdict.core.explain;

import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.NetworkAclLayer;
import io.flowverdict.core.judge.NotEvaluatedReason;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.judge.SecurityGroupLayer;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.judge.UnfilteredTraffic;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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
