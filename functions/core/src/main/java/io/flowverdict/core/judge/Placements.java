package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Locates records in the configuration.
///
/// `srcaddr` and `dstaddr` show the interface's primary address on its own side; `pkt-srcaddr` and
/// `pkt-dstaddr` show what the packet carries. Rules look at the peer, so the packet's own
/// addresses are taken where they are recorded.
final class Placements {

  private final Snapshot snapshot;

  Placements(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  Placement place(FlowRecord record) {
    Direction direction = record.flowDirection();
    String interfaceId = record.interfaceId();
    if (interfaceId == null) {
      return isRegionalNatGateway(record)
          ? new Placement.Unplaced(
              Verdict.notEvaluated(direction, NotEvaluatedReason.REGIONAL_NAT_GATEWAY))
          : unplaced(direction, Doubt.of(UndecidedReason.INTERFACE_NOT_RECORDED));
    }
    NetworkInterface at = snapshot.interfaces().get(interfaceId);
    if (at == null) {
      return unplaced(direction, new Doubt(UndecidedReason.INTERFACE_UNKNOWN, interfaceId));
    }
    return placeAt(at, direction == null ? directionByAddresses(at, record) : direction, record);
  }

  private static boolean isRegionalNatGateway(FlowRecord record) {
    String resource = record.resourceId();
    return resource != null && resource.startsWith("nat-");
  }

  private static Placement placeAt(
      NetworkInterface at, @Nullable Direction direction, FlowRecord record) {
    Optional<Doubt> lack = lack(record);
    if (lack.isPresent()) {
      return unplaced(direction, lack.get());
    }
    if (direction == null) {
      return unplaced(null, new Doubt(UndecidedReason.DIRECTION_UNKNOWN, at.id()));
    }
    return new Placement.Placed(at, direction, Packet.of(record, direction).orElseThrow());
  }

  /// What keeps a record from telling of a packet.
  private static Optional<Doubt> lack(FlowRecord record) {
    IpAddress source = record.packetLevelSource();
    IpAddress destination = record.packetLevelDestination();
    if (source == null || destination == null) {
      return Optional.of(Doubt.of(UndecidedReason.ADDRESS_NOT_RECORDED));
    }
    if (source.family() != destination.family()) {
      return Optional.of(Doubt.of(UndecidedReason.ADDRESSES_INCONSISTENT));
    }
    return record.protocol() == null
        ? Optional.of(Doubt.of(UndecidedReason.PROTOCOL_NOT_RECORDED))
        : Optional.empty();
  }

  private static Placement unplaced(@Nullable Direction direction, Doubt doubt) {
    return new Placement.Unplaced(Verdict.undecided(direction, doubt));
  }

  /// The interface owns one of the two ends. When it owns both, or neither, the addresses do not
  /// tell.
  private static @Nullable Direction directionByAddresses(NetworkInterface at, FlowRecord record) {
    boolean sends = owns(at, record.source()) || owns(at, record.packetSource());
    boolean receives = owns(at, record.destination()) || owns(at, record.packetDestination());
    if (sends == receives) {
      return null;
    }
    return sends ? Direction.EGRESS : Direction.INGRESS;
  }

  private static boolean owns(NetworkInterface at, @Nullable IpAddress address) {
    return address != null && at.owns(address);
  }
}
