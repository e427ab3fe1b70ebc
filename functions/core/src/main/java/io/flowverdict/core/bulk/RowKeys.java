package io.flowverdict.core.bulk;

import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.Names;
import io.flowverdict.core.flowlog.TcpFlags;
import io.flowverdict.core.judge.ConnectionColumns;
import io.flowverdict.core.net.IpAddress;
import java.util.Arrays;

/// What judging sees of each row of columns, as two numbers: rows with equal ones are judged alike.
/// Mutable; for one thread.
///
/// The first number says where: the interface's place, the class of the peer's address, the class
/// of the destination port, and which way it goes. The second one says what: the record's own
/// values, of most of which judging looks at a few cases only, how the peer stands to the
/// interface's subnet, and the revisions.
final class RowKeys {

  /// The second number of a row that is to be judged alone, or is no record.
  static final long ALONE = -1;

  /// Bits of the first number: two for the way, 17 for the port, 24 for the address, the others for
  /// the place.
  private static final int PORT = 2;

  private static final int ADDRESS = 19;
  private static final int PLACE = 43;

  /// How many places there can be.
  static final int MOST_PLACES = 1 << 20;

  /// Bits of the second number: one for the bytes, two for the action, two for the reason, two for
  /// the flags, three for the source port, nine for the protocol, five for the evidence, six for
  /// the families, one for the packet's address, two for the subnet, six for the epoch, the others
  /// for what earlier revisions see.
  private static final int ACTION = 1;

  private static final int REASON = 3;
  private static final int FLAGS = 5;
  private static final int SOURCE_PORT = 7;
  private static final int PROTOCOL = 10;
  private static final int EVIDENCE = 19;
  private static final int FAMILIES = 24;
  private static final int BEHIND_ANOTHER = 30;
  private static final int SUBNET = 31;
  private static final int EPOCH = 33;
  static final int BEFORE = 39;

  /// How many numbers there can be for what earlier revisions see.
  static final int MOST_BEFORE = 1 << 24;

  final long[] where = new long[FlowColumns.CAPACITY];
  final long[] what = new long[FlowColumns.CAPACITY];

  /// For each row a number of what the revisions before one see; 0 for the first one.
  private final int[] before = new int[FlowColumns.CAPACITY];

  /// Numbers what a revision sees of a row, and those before it saw.
  interface Numbering {
    /// {@return a number below [#MOST_BEFORE]}
    ///
    /// @param before the number of what those before it saw; 0 for the first one
    int number(long where, long what, int before);
  }

  /// Finds the numbers of the rows.
  ///
  /// @param connections which have observed the columns
  /// @param earlier for rows that are judged by several revisions
  void find(FlowColumns columns, Epochs epochs, ConnectionColumns connections, Numbering earlier) {
    int rows = columns.size();
    for (int row = 0; row < rows; ) {
      boolean isTogether = isTogether(columns, row);
      int end = isTogether ? endOfRun(columns, row) : row + 1;
      Epochs.Epoch epoch = isTogether ? epochs.of(columns, row) : null;
      if (epoch == null) {
        Arrays.fill(what, row, end, ALONE);
      } else {
        see(epoch, columns, row, end, earlier);
        addValues(columns, row, end, connections);
      }
      row = end;
    }
  }

  private static boolean isTogether(FlowColumns columns, int row) {
    return columns.interfaceId[row] >= 0 && columns.other(row) == null;
  }

  /// The row after those that have the interface and the time of this one.
  private static int endOfRun(FlowColumns columns, int row) {
    int interfaceId = columns.interfaceId[row];
    long start = columns.start[row];
    long end = columns.end[row];
    int next = row + 1;
    while (next < columns.size()
        && columns.interfaceId[next] == interfaceId
        && columns.start[next] == start
        && columns.end[next] == end
        && columns.other(next) == null) {
      next++;
    }
    return next;
  }

  /// Finds what the revisions of an epoch see of rows of one interface.
  private void see(Epochs.Epoch epoch, FlowColumns columns, int from, int to, Numbering earlier) {
    Arrays.fill(before, from, to, 0);
    for (Equivalence alike : epoch.earlier()) {
      see(alike, columns, from, to);
      for (int row = from; row < to; row++) {
        before[row] = earlier.number(where[row], what[row], before[row]);
      }
    }
    see(epoch.last(), columns, from, to);
    long number = (long) epoch.number() << EPOCH;
    for (int row = from; row < to; row++) {
      what[row] |= (long) before[row] << BEFORE | number;
    }
  }

  /// Finds what a revision sees of rows of one interface, beside the records' own values.
  private void see(Equivalence alike, FlowColumns columns, int from, int to) {
    Place place = alike.place(columns, from);
    int row = seeIpv4(alike.addresses(), place, columns, from, to);
    while (row < to) {
      see(alike.addresses(), place, columns, row);
      row = seeIpv4(alike.addresses(), place, columns, row + 1, to);
    }
  }

  /// Goes up to a row that has not only addresses of IPv4: {@return that row}
  private int seeIpv4(
      AddressClasses addresses, Place place, FlowColumns columns, int begin, int end) {
    int row = begin;
    for (; row < end && isIpv4(columns, row); row++) {
      long shownFrom = columns.source.low[row];
      long shownTo = columns.destination.low[row];
      long from = source(columns, row).low[row];
      long to = destination(columns, row).low[row];
      int way = columns.direction[row];
      if (way == FlowColumns.ABSENT) {
        way = place.wayOfIpv4(shownFrom, from, shownTo, to);
      }
      if (way != Place.INGRESS && way != Place.EGRESS) {
        seeUnclear(place, way, columns, row);
        continue;
      }
      long in = -(way & 1);
      long peer = (from & in) | (to & ~in);
      long shown = (shownFrom & in) | (shownTo & ~in);
      int address = addresses.ofIpv4(peer);
      PortClasses ports = place.ports.known(address);
      if (ports == null) {
        ports = place.ports.find(address, IpAddress.ipv4((int) peer));
      }
      where[row] = where(place.number, address, ports.of(columns.destinationPort[row]), way);
      what[row] = what(place.subnetOfIpv4(peer), peer == shown ? 0 : 1);
    }
    return row;
  }

  private void see(AddressClasses addresses, Place place, FlowColumns columns, int row) {
    int way = place.way(columns, row);
    if (way != Place.INGRESS && way != Place.EGRESS) {
      seeUnclear(place, way, columns, row);
      return;
    }
    AddressColumn shown = way == Place.INGRESS ? columns.source : columns.destination;
    AddressColumn packet = way == Place.INGRESS ? columns.packetSource : columns.packetDestination;
    AddressColumn peer = recorded(packet, shown, row);
    int address = addresses.of(peer, row);
    PortClasses ports = place.ports.find(address, peer.get(row));
    where[row] = where(place.number, address, ports.of(columns.destinationPort[row]), way);
    what[row] = what(place.subnet(peer, row), differ(shown, packet, row) ? 1 : 0);
  }

  /// Where it is not clear which end is the peer, the interface is told from all others.
  private void seeUnclear(Place place, int way, FlowColumns columns, int row) {
    PortClasses ports = place.ports.find(AddressClasses.NONE, null);
    where[row] =
        where(place.index, AddressClasses.NONE, ports.of(columns.destinationPort[row]), way);
    what[row] = what(Place.OUTSIDE, 0);
  }

  private static long where(int place, int address, int port, int way) {
    return (long) place << PLACE | (long) address << ADDRESS | (long) port << PORT | way;
  }

  private static long what(int subnet, int behindAnother) {
    return (long) subnet << SUBNET | (long) behindAnother << BEHIND_ANOTHER;
  }

  /// Whether the row's addresses are all of IPv4, and those that are shown are recorded.
  private static boolean isIpv4(FlowColumns columns, int row) {
    int source = columns.source.family[row];
    int destination = columns.destination.family[row];
    int packetSource = source(columns, row).family[row];
    int packetDestination = destination(columns, row).family[row];
    int every = source & destination & packetSource & packetDestination;
    int any = source | destination | packetSource | packetDestination;
    return every == AddressColumn.IPV4 && any == AddressColumn.IPV4;
  }

  private static AddressColumn source(FlowColumns columns, int row) {
    return recorded(columns.packetSource, columns.source, row);
  }

  private static AddressColumn destination(FlowColumns columns, int row) {
    return recorded(columns.packetDestination, columns.destination, row);
  }

  private static AddressColumn recorded(AddressColumn packet, AddressColumn shown, int row) {
    return packet.family[row] != AddressColumn.ABSENT ? packet : shown;
  }

  private static boolean differ(AddressColumn shown, AddressColumn packet, int row) {
    return shown.family[row] != AddressColumn.ABSENT
        && packet.family[row] != AddressColumn.ABSENT
        && (shown.low[row] != packet.low[row]
            || shown.family[row] != packet.family[row]
            || (shown.family[row] == AddressColumn.IPV6 && shown.high[row] != packet.high[row]));
  }

  private void addValues(FlowColumns columns, int from, int to, ConnectionColumns connections) {
    for (int row = from; row < to; row++) {
      what[row] |= values(columns, row, connections.evidence(row));
    }
  }

  private static int values(FlowColumns columns, int row, int evidence) {
    int flags = columns.tcpFlags[row];
    int syn = flags & TcpFlags.SYN_ACK;
    int opening = flags < 0 ? 0 : syn == TcpFlags.SYN_ACK ? 3 : syn == TcpFlags.SYN ? 2 : 1;
    int reason = columns.rejectReason[row];
    int recorded = reason < 0 ? 0 : reason == Names.BPA ? 1 : reason == Names.EC ? 2 : 3;
    return (source(columns, row).family[row] << 3 | destination(columns, row).family[row])
            << FAMILIES
        | evidence << EVIDENCE
        | (columns.protocol[row] + 1) << PROTOCOL
        | Equivalence.sourcePort(columns.sourcePort[row]) << SOURCE_PORT
        | opening << FLAGS
        | recorded << REASON
        | (columns.action[row] + 1) << ACTION
        | (columns.bytes[row] < 0 ? 1 : 0);
  }
}
