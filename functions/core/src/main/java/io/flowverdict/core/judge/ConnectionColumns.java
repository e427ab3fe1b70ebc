package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.net.Protocol;

/// What other records tell of each record's connection: what [Conversations] tells, for whole
/// columns and without an object per record or connection. For one thread.
///
/// A connection is known by the same values as [Connection]. Everything about columns is found out
/// at once, step by step for all rows, so that a processor can do a step for many rows at a time.
public final class ConnectionColumns {

  /// Of each protocol plus one: the indications that its records have, and whether an interface
  /// keeps state of its connections.
  private static final short[] KINDS = kinds();

  private static final int STATEFUL = 1 << EvidenceCode.INDICATION_BITS;

  private ConnectionTable current = new ConnectionTable();
  private ConnectionTable previous = new ConnectionTable();
  private int windows;

  private final ConnectionKeys keys = new ConnectionKeys();

  /// For each row its direction of a connection.
  private final int[] directions = new int[FlowColumns.CAPACITY];

  /// What each row tells by itself, as [PackedSide] has it.
  private final long[] told = new long[FlowColumns.CAPACITY];

  /// What the ports of each row suggest, whatever its protocol.
  private final int[] byPorts = new int[FlowColumns.CAPACITY];

  private final byte[] codes = new byte[FlowColumns.CAPACITY];

  private static short[] kinds() {
    short[] kinds = new short[257];
    for (int number = 0; number < 256; number++) {
      Protocol protocol = new Protocol(number);
      int roles =
          protocol.equals(Protocol.TCP)
              ? EvidenceCode.OF_TCP
              : protocol.hasPorts() ? EvidenceCode.OF_PORTS : 0;
      kinds[number + 1] = (short) (roles | (protocol.isIcmp() ? 0 : STATEFUL));
    }
    return kinds;
  }

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
    keys.read(next);
    current.find(next, keys, previous, directions);
    tell(next);
    EvidenceCode.rolesByPorts(next.sourcePort, next.destinationPort, byPorts, next.size());
    conclude(next);
  }

  private void tell(FlowColumns columns) {
    int rows = columns.size();
    for (int row = 0; row < rows; row++) {
      long record = PackedSide.of(columns.tcpFlags[row], columns.action[row], columns.start[row]);
      told[row] = record;
      current.tell(directions[row], record);
    }
    current.forgetUntold();
  }

  private void conclude(FlowColumns columns) {
    int rows = columns.size();
    for (int row = 0; row < rows; row++) {
      int direction = directions[row];
      long own = current.side(direction);
      long other = current.side(direction ^ 1);
      int before = current.before(direction);
      if (before >= 0) {
        before |= direction & 1;
        own = PackedSide.sum(own, previous.side(before));
        other = PackedSide.sum(other, previous.side(before ^ 1));
      }
      codes[row] = (byte) conclude(columns, row, own, other);
    }
  }

  private int conclude(FlowColumns columns, int row, long own, long other) {
    int kind = KINDS[columns.protocol[row] + 1];
    long start = columns.start[row];
    long time = PackedSide.time(start);
    int ownBefore = PackedSide.isAcceptedBy(time, own);
    int withoutSyn = ~columns.tcpFlags[row] >> 1;
    int continues = ownBefore & PackedSide.isAnotherAccepted(own, told[row]) & withoutSyn;
    int indications = EvidenceCode.indications(told[row], own, other, byPorts[row]);
    int indicating = indications & kind & EvidenceCode.OF_TCP;
    int code =
        indicating != 0
            ? EvidenceCode.of(indicating)
            : byOrder(kind, ownBefore != 0 ? PackedSide.first(own) : start, other);
    int isEstablished =
        (PackedSide.isAcceptedBy(time, other) | continues)
            & (kind >> EvidenceCode.INDICATION_BITS)
            & (1 - isForgotten(columns, row, kind, code, withoutSyn));
    return code + isEstablished;
  }

  /// 1 if a row was rejected of a connection that either side may have opened, as [Conversations]
  /// has it; else 0.
  private static int isForgotten(FlowColumns columns, int row, int kind, int code, int withoutSyn) {
    int source = columns.sourcePort[row];
    boolean isSymmetric =
        switch (kind & EvidenceCode.OF_TCP) {
          case 0 -> true;
          case EvidenceCode.OF_PORTS -> source == columns.destinationPort[row] && source >= 0;
          default -> false;
        };
    boolean isTcp = (kind & EvidenceCode.OF_TCP) == EvidenceCode.OF_TCP;
    boolean isOpen = !EvidenceCode.hasRole(code) && !(isTcp && (withoutSyn & 1) != 0);
    return columns.action[row] == FlowColumns.REJECT && (isSymmetric || isOpen) ? 1 : 0;
  }

  /// {@return what is known of a record, as a code of [EvidenceCode]}
  public int evidence(int row) {
    return codes[row];
  }

  /// The code of a record of which nothing but order indicates the role.
  private static int byOrder(int kind, long ownFirst, long other) {
    long otherFirst = PackedSide.first(other);
    boolean isOrdered = ownFirst >= 0 && otherFirst >= 0 && ownFirst != otherFirst;
    boolean isTcp = (kind & EvidenceCode.OF_TCP) == EvidenceCode.OF_TCP;
    int role = ownFirst < otherFirst ? EvidenceCode.REQUEST : EvidenceCode.REPLY;
    return EvidenceCode.of(EvidenceCode.BY_ORDER, isOrdered && !isTcp ? role : 0, false);
  }
}
