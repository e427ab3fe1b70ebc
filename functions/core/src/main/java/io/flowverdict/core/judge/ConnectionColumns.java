package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.TcpFlags;
import io.flowverdict.core.net.Protocol;

/// What other records tell of each record's connection: what [Conversations] tells, for whole
/// columns and without an object per record or connection.
///
/// A connection is known by the same values as [Connection]. What the records of one direction tell
/// together is one number, a *side*: whether one opens, whether one answers, how many were
/// accepted, and when the first of these began.
public final class ConnectionColumns {

  private static final int OPENS = 1;
  private static final int ANSWERS = 2;
  private static final int ONE_ACCEPTED = 4;
  private static final int ACCEPTED_SHIFT = 2;
  private static final int ACCEPTED_MASK = (1 << 20) - 1;

  /// Above it is one more than the second in which the first accepted record began; 0 for none.
  private static final int FIRST_SHIFT = 22;

  private static final long WITHOUT_FIRST = (1L << FIRST_SHIFT) - 1;

  private ConnectionTable current = new ConnectionTable();
  private ConnectionTable previous = new ConnectionTable();
  private int windows;

  /// For each row its connection and, in the lowest bit, whether the upper end sent it; negative
  /// where the record does not tell its connection.
  private final int[] connections = new int[FlowColumns.CAPACITY];

  private FlowColumns columns = new FlowColumns();

  /// Takes the next columns of an object: they and those before inform [#evidence(int)].
  public void observe(FlowColumns next) {
    if (windows == Conversations.WINDOWS_OF_GENERATION) {
      ConnectionTable oldest = previous;
      previous = current;
      current = oldest;
      current.clear();
      windows = 0;
    }
    windows++;
    columns = next;
    for (int row = 0; row < next.size(); row++) {
      int connection = next.isRecord(row) ? current.find(next, row, previous) : -1;
      connections[row] = connection;
      if (connection >= 0) {
        observe(connection, row);
      }
    }
  }

  private void observe(int connection, int row) {
    long side = current.side(connection);
    int flags = columns.tcpFlags[row];
    if (flags > 0 && columns.protocol[row] == Protocol.TCP.number()) {
      int syn = flags & TcpFlags.SYN_ACK;
      side |= syn == TcpFlags.SYN ? OPENS : syn == TcpFlags.SYN_ACK ? ANSWERS : 0;
    }
    if (columns.action[row] == FlowColumns.ACCEPT) {
      side = withFirst(side + ONE_ACCEPTED, columns.start[row] + 1);
    }
    current.setSide(connection, side);
  }

  /// The side with the earlier one of two beginnings, each 0 when not known.
  private static long withFirst(long side, long first) {
    long known = side >>> FIRST_SHIFT;
    boolean earlier = first != 0 && (known == 0 || first < known);
    return earlier ? (side & WITHOUT_FIRST) | first << FIRST_SHIFT : side;
  }

  private static long sum(long now, long before) {
    if (before == 0) {
      return now;
    }
    int counted = ACCEPTED_MASK << ACCEPTED_SHIFT;
    long flags = (now | before) & (OPENS | ANSWERS);
    long accepted = (now & counted) + (before & counted);
    long first = now >>> FIRST_SHIFT << FIRST_SHIFT;
    return withFirst(first | accepted | flags, before >>> FIRST_SHIFT);
  }

  private static int accepted(long side) {
    return (int) (side >>> ACCEPTED_SHIFT) & ACCEPTED_MASK;
  }

  private static boolean acceptedBy(long side, long start) {
    long first = side >>> FIRST_SHIFT;
    return accepted(side) > 0 && (start == FlowColumns.ABSENT || first == 0 || first - 1 <= start);
  }

  /// {@return what is known of a record, as a code of [EvidenceCode]}
  public int evidence(int row) {
    int byFlags = byFlags(row);
    int connection = connections[row];
    if (connection < 0) {
      return EvidenceCode.of(
          byFlags != 0 ? EvidenceCode.BY_FLAGS : EvidenceCode.BY_PORTS,
          byFlags != 0 ? byFlags : byPorts(row),
          false);
    }
    long own = sum(current.side(connection), current.sideBefore(connection));
    long other = sum(current.side(connection ^ 1), current.sideBefore(connection ^ 1));
    boolean established = isEstablished(row, own, other);
    if (byFlags != 0) {
      return EvidenceCode.of(EvidenceCode.BY_FLAGS, byFlags, established);
    }
    boolean request = (own & OPENS) != 0 || (other & ANSWERS) != 0;
    boolean reply = (own & ANSWERS) != 0 || (other & OPENS) != 0;
    if (request != reply) {
      return EvidenceCode.of(
          EvidenceCode.BY_CONVERSATION,
          request ? EvidenceCode.REQUEST : EvidenceCode.REPLY,
          established);
    }
    int byPorts = byPorts(row);
    return byPorts != 0
        ? EvidenceCode.of(EvidenceCode.BY_PORTS, byPorts, established)
        : EvidenceCode.of(EvidenceCode.BY_ORDER, byOrder(row, own, other), established);
  }

  private int byFlags(int row) {
    int flags = columns.tcpFlags[row];
    if (flags <= 0 || columns.protocol[row] != Protocol.TCP.number()) {
      return 0;
    }
    int syn = flags & TcpFlags.SYN_ACK;
    return syn == TcpFlags.SYN_ACK
        ? EvidenceCode.REPLY
        : syn == TcpFlags.SYN ? EvidenceCode.REQUEST : 0;
  }

  private boolean isEstablished(int row, long own, long other) {
    int protocol = columns.protocol[row];
    if (protocol == Protocol.ICMP.number() || protocol == Protocol.ICMPV6.number()) {
      return false;
    }
    long start = columns.start[row];
    return acceptedBy(other, start) || continuesAccepted(row, own, start);
  }

  private boolean continuesAccepted(int row, long own, long start) {
    int others = accepted(own) - (columns.action[row] == FlowColumns.ACCEPT ? 1 : 0);
    int flags = columns.tcpFlags[row];
    return others > 0
        && acceptedBy(own, start)
        && flags != FlowColumns.ABSENT
        && (flags & TcpFlags.SYN) == 0;
  }

  private int byPorts(int row) {
    int source = columns.sourcePort[row];
    int destination = columns.destinationPort[row];
    int protocol = columns.protocol[row];
    boolean hasPorts = protocol == Protocol.TCP.number() || protocol == Protocol.UDP.number();
    return hasPorts && source >= 0 && destination >= 0
        ? EvidenceCode.roleByPorts(source, destination)
        : 0;
  }

  private int byOrder(int row, long own, long other) {
    long start = columns.start[row];
    long ownFirst = acceptedBy(own, start) ? (own >>> FIRST_SHIFT) - 1 : start;
    long otherFirst = (other >>> FIRST_SHIFT) - 1;
    if (ownFirst < 0
        || otherFirst < 0
        || columns.protocol[row] == Protocol.TCP.number()
        || ownFirst == otherFirst) {
      return 0;
    }
    return ownFirst < otherFirst ? EvidenceCode.REQUEST : EvidenceCode.REPLY;
  }
}
