package io.flowverdict.core.judge;

import static java.util.Objects.requireNonNullElse;

import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.TcpFlags;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A connection as one interface sees it: the two ends, whichever sent the record.
///
/// @param lower the end that sorts first
record Connection(String interfaceId, Protocol protocol, End lower, End upper) {

  /// An address and a port; the port is -1 when not recorded.
  record End(IpAddress address, int port) implements Comparable<End> {
    @Override
    public int compareTo(End other) {
      int byAddress = address.compareTo(other.address);
      return byAddress != 0 ? byAddress : Integer.compare(port, other.port);
    }
  }

  /// {@return the record's connection, or null when the record does not tell it}
  static @Nullable Connection of(FlowRecord record) {
    End source = source(record);
    IpAddress destination = record.packetLevelDestination();
    if (record.interfaceId() == null
        || record.protocol() == null
        || source == null
        || destination == null) {
      return null;
    }
    End target = new End(destination, requireNonNullElse(record.destinationPort(), -1));
    return source.compareTo(target) <= 0
        ? new Connection(record.interfaceId(), record.protocol(), source, target)
        : new Connection(record.interfaceId(), record.protocol(), target, source);
  }

  private static @Nullable End source(FlowRecord record) {
    IpAddress address = record.packetLevelSource();
    return address == null ? null : new End(address, requireNonNullElse(record.sourcePort(), -1));
  }

  /// {@return whether the record was sent by the lower end}
  boolean isFromLower(FlowRecord record) {
    return lower.equals(source(record));
  }

  /// {@return whether either side may have opened it: both use one port, as gossip, IKE and NTP do,
  /// or the protocol has none, as ESP and GRE; of TCP the flags say who opened, not the ports}
  boolean isSymmetric() {
    return !protocol.equals(Protocol.TCP)
        && (!protocol.hasPorts() || (lower.port == upper.port && lower.port >= 0));
  }

  /// What the records of one direction of a connection tell together. Mutable: it grows with the
  /// records that are read.
  static final class Side {
    private boolean opens;
    private boolean answers;
    private int accepted;
    private @Nullable Instant firstAccepted;

    void add(FlowRecord record) {
      TcpFlags flags = record.tcpFlags();
      if (flags != null && record.protocol() != null && record.protocol().equals(Protocol.TCP)) {
        opens |= flags.opens();
        answers |= flags.synAck();
      }
      if (record.action() == Action.ACCEPT) {
        accepted++;
        firstAccepted = earlier(firstAccepted, record.start());
      }
    }

    void add(Side other) {
      opens |= other.opens;
      answers |= other.answers;
      accepted += other.accepted;
      firstAccepted = earlier(firstAccepted, other.firstAccepted);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return one.isBefore(other) ? one : other;
    }

    boolean opens() {
      return opens;
    }

    boolean answers() {
      return answers;
    }

    /// The number of records that were accepted.
    int accepted() {
      return accepted;
    }

    /// {@return when the first accepted record began; null when none was accepted or tells its
    /// start}
    @Nullable Instant firstAccepted() {
      return firstAccepted;
    }

    /// {@return whether a record that began by then was accepted; where times are missing, whether
    /// one was at all}
    boolean acceptedBy(@Nullable Instant time) {
      return accepted > 0
          && (time == null || firstAccepted == null || !firstAccepted.isAfter(time));
    }
  }

  /// Both directions of a connection.
  static final class Sides {
    private final Side fromLower = new Side();
    private final Side fromUpper = new Side();

    Side side(boolean lower) {
      return lower ? fromLower : fromUpper;
    }
  }
}
