package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowLogEntry;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.net.Protocol;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The entries of an object in their order, read ahead by a window, so that each record can be seen
/// together with the other records of its connection.
///
/// Memory is bounded: a window of entries, and the connections of this generation of windows and of
/// the one before. Records further apart than that do not inform each other, and the last records
/// of a window are not informed by the next one.
public final class Conversations implements Iterator<FlowLogEntry> {

  /// The number of entries read ahead where nothing else is asked for.
  public static final int DEFAULT_WINDOW = FlowColumns.CAPACITY;

  /// How many windows make a generation. In real logs the two directions of a connection are often
  /// thousands of records apart.
  static final int WINDOWS_OF_GENERATION = 4;

  private final Iterator<? extends FlowLogEntry> entries;
  private final int window;
  private final int windowsOfGeneration;
  private int windows;
  private final Queue<FlowLogEntry> ahead = new ArrayDeque<>();
  private Map<Connection, Connection.Sides> current = new HashMap<>();
  private Map<Connection, Connection.Sides> previous = new HashMap<>();
  private @Nullable RuntimeException failure;

  public Conversations(Iterator<? extends FlowLogEntry> entries) {
    this(entries, DEFAULT_WINDOW, WINDOWS_OF_GENERATION);
  }

  Conversations(Iterator<? extends FlowLogEntry> entries, int window, int windowsOfGeneration) {
    this.entries = entries;
    this.window = window;
    this.windowsOfGeneration = windowsOfGeneration;
  }

  @Override
  public boolean hasNext() {
    if (ahead.isEmpty() && failure == null) {
      readAhead();
    }
    return !ahead.isEmpty() || failure != null;
  }

  /// {@return the next entry}
  ///
  /// @throws RuntimeException what reading threw, after every entry before it was returned
  @Override
  public FlowLogEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    FlowLogEntry entry = ahead.poll();
    if (entry == null) {
      RuntimeException thrown = failure;
      throw thrown == null ? new NoSuchElementException() : thrown;
    }
    return entry;
  }

  private void readAhead() {
    if (windows == windowsOfGeneration) {
      previous = current;
      current = new HashMap<>();
      windows = 0;
    }
    windows++;
    try {
      while (ahead.size() < window && entries.hasNext()) {
        FlowLogEntry entry = entries.next();
        ahead.add(entry);
        if (entry instanceof FlowRecord record) {
          observe(record);
        }
      }
    } catch (RuntimeException thrown) {
      failure = thrown;
    }
  }

  private void observe(FlowRecord record) {
    Connection connection = Connection.of(record);
    if (connection != null) {
      current
          .computeIfAbsent(connection, _ -> new Connection.Sides())
          .side(connection.isFromLower(record))
          .add(record);
    }
  }

  /// {@return what is known of a record that was returned by [#next()] last}
  public Evidence evidence(FlowRecord record) {
    Connection connection = Connection.of(record);
    if (connection == null) {
      return Evidence.of(record);
    }
    boolean fromLower = connection.isFromLower(record);
    Connection.Side own = side(connection, fromLower);
    Connection.Side other = side(connection, !fromLower);
    boolean known = isEstablished(record, own, other);
    boolean established = known && !(isRejected(record) && connection.isSymmetric());
    Role byFlags = Evidence.byFlags(record);
    if (byFlags != Role.UNKNOWN) {
      return Evidence.proved(byFlags, RoleBasis.FLAGS, established);
    }
    boolean request = own.opens() || other.answers();
    boolean reply = own.answers() || other.opens();
    if (request != reply) {
      return Evidence.proved(
          request ? Role.REQUEST : Role.REPLY, RoleBasis.CONVERSATION, established);
    }
    Role byPorts = Evidence.byPorts(record);
    if (byPorts != Role.UNKNOWN) {
      return Evidence.leaning(byPorts, RoleBasis.PORTS, established);
    }
    Role byOrder = byOrder(record, own, other);
    boolean open = byOrder == Role.UNKNOWN && !record.isTcpWithoutSyn();
    return Evidence.leaning(byOrder, RoleBasis.ORDER, established && !(isRejected(record) && open));
  }

  private Connection.Side side(Connection connection, boolean lower) {
    Connection.Side side = new Connection.Side();
    Connection.Sides now = current.get(connection);
    Connection.Sides before = previous.get(connection);
    if (now != null) {
      side.add(now.side(lower));
    }
    if (before != null) {
      side.add(before.side(lower));
    }
    return side;
  }

  /// Whether a packet was rejected. Where either side may have opened its connection, by what its
  /// protocol and ports are or because nothing suggests who did, that says that the interface did
  /// not know the connection any more or yet (it does for 30 to 180 s of UDP and 600 s of others),
  /// so that the packet opens it anew.
  private static boolean isRejected(FlowRecord record) {
    return record.action() == Action.REJECT;
  }

  /// A packet belongs to a connection of which the other direction was accepted before, and a TCP
  /// packet without SYN also to one of which its own direction was. An ICMP message belongs to
  /// none: what was accepted lets its answers pass, not messages that the other side sends on its
  /// own.
  private static boolean isEstablished(
      FlowRecord record, Connection.Side own, Connection.Side other) {
    if (record.protocol() == null || record.protocol().isIcmp()) {
      return false;
    }
    return other.acceptedBy(record.start()) || continuesAccepted(record, own);
  }

  private static boolean continuesAccepted(FlowRecord record, Connection.Side own) {
    int others = own.accepted() - (record.action() == Action.ACCEPT ? 1 : 0);
    return others > 0
        && own.acceptedBy(record.start())
        && record.tcpFlags() != null
        && !record.tcpFlags().syn();
  }

  /// Of two directions without flags the one that was accepted first opened. The interval of a TCP
  /// connection may begin with either side, so TCP is left out.
  private static Role byOrder(FlowRecord record, Connection.Side own, Connection.Side other) {
    Instant start = record.start();
    Instant ownFirst = own.acceptedBy(start) ? own.firstAccepted() : start;
    Instant otherFirst = other.firstAccepted();
    if (ownFirst == null
        || otherFirst == null
        || Protocol.TCP.equals(record.protocol())
        || ownFirst.equals(otherFirst)) {
      return Role.UNKNOWN;
    }
    return ownFirst.isBefore(otherFirst) ? Role.REQUEST : Role.REPLY;
  }
}
