package io.flowverdict.core.flowlog;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Up to [#CAPACITY] consecutive entries of one object as columns of numbers: what judging and
/// findings look at, without an object per record. Rows are the entries in their order, and row `i`
/// is line `firstLine() + i`.
///
/// Whoever reads an object fills it: [#begin], then for each entry either the columns of row
/// [#size()] and [#commit()], or [#add(FlowLogEntry)] for an entry that is no plain record. It is
/// used again and again, by one thread at a time; the arrays are open to those that fill and read
/// them. A column whose field the format lacks holds [#ABSENT] in every row without being written.
///
/// Columns hold what a [FlowRecord] holds, by the same rules, with these representations: names as
/// numbers of [Names], times as seconds since 1970, and `-` or a field that is not recorded as
/// [#ABSENT].
public final class FlowColumns {

  /// How many rows there can be.
  public static final int CAPACITY = 4_096;

  /// A number that is not recorded, or `-`.
  public static final int ABSENT = -1;

  public static final byte ACCEPT = 1;
  public static final byte REJECT = 2;
  public static final byte INGRESS = 1;
  public static final byte EGRESS = 2;

  /// The numbers of `interface-id`, of [Names].
  public final int[] interfaceId = new int[CAPACITY];

  /// `srcaddr` and `dstaddr`: never of two families in one row.
  public final AddressColumn source = new AddressColumn(CAPACITY);

  public final AddressColumn destination = new AddressColumn(CAPACITY);

  /// `pkt-srcaddr` and `pkt-dstaddr`.
  public final AddressColumn packetSource = new AddressColumn(CAPACITY);

  public final AddressColumn packetDestination = new AddressColumn(CAPACITY);

  /// `srcport` and `dstport`, 0 to 65535.
  public final int[] sourcePort = new int[CAPACITY];

  public final int[] destinationPort = new int[CAPACITY];

  /// 0 to 255.
  public final short[] protocol = new short[CAPACITY];

  /// 0 to 255.
  public final short[] tcpFlags = new short[CAPACITY];

  /// 0 or more.
  public final long[] packets = new long[CAPACITY];

  public final long[] bytes = new long[CAPACITY];

  /// Seconds since 1970, 0 to 253,402,300,799 (the end of the year 9999); the end is not before the
  /// start.
  public final long[] start = new long[CAPACITY];

  public final long[] end = new long[CAPACITY];

  /// [#ACCEPT], [#REJECT] or [#ABSENT].
  public final byte[] action = new byte[CAPACITY];

  /// `flow-direction`: [#INGRESS], [#EGRESS] or [#ABSENT].
  public final byte[] direction = new byte[CAPACITY];

  /// The numbers of `reject-reason` and `resource-id`, of [Names].
  public final int[] rejectReason = new int[CAPACITY];

  public final int[] resourceId = new int[CAPACITY];

  private final @Nullable FlowLogEntry[] others = new FlowLogEntry[CAPACITY];
  private boolean hasOthers;
  private int size;
  private long firstLine = 1;
  private Names names = new Names();
  private FlowLogFormat format = FlowLogFormat.DEFAULT;
  private @Nullable UnreadableObjectException damage;

  public FlowColumns() {
    clear();
  }

  /// Begins anew, without rows.
  ///
  /// @param names of the object
  /// @param columns the columns of the records that are not added as objects
  /// @param line the line of the first row
  public void begin(Names names, FlowLogFormat columns, long line) {
    if (hasOthers || !columns.equals(format)) {
      clear();
    }
    this.names = names;
    this.format = columns;
    this.firstLine = line;
    this.size = 0;
    this.damage = null;
  }

  private void clear() {
    Arrays.fill(others, null);
    hasOthers = false;
    for (AddressColumn addresses :
        new AddressColumn[] {source, destination, packetSource, packetDestination}) {
      addresses.clear();
    }
    for (int[] numbers :
        new int[][] {interfaceId, sourcePort, destinationPort, rejectReason, resourceId}) {
      Arrays.fill(numbers, ABSENT);
    }
    for (long[] numbers : new long[][] {packets, bytes, start, end}) {
      Arrays.fill(numbers, ABSENT);
    }
    Arrays.fill(protocol, (short) ABSENT);
    Arrays.fill(tcpFlags, (short) ABSENT);
    Arrays.fill(action, (byte) ABSENT);
    Arrays.fill(direction, (byte) ABSENT);
  }

  /// Ends the row whose columns were written.
  public void commit() {
    size++;
  }

  /// Ends so many rows whose columns were written.
  void commit(int rows) {
    size += rows;
  }

  /// Adds an entry as it is: a gap, a rejected line, or a record that is better judged as a whole.
  public void add(FlowLogEntry entry) {
    others[size] = entry;
    hasOthers = true;
    if (entry instanceof FlowRecord record) {
      fill(size, record);
    }
    size++;
  }

  private void fill(int row, FlowRecord record) {
    interfaceId[row] = number(record.interfaceId());
    source.set(row, record.source());
    destination.set(row, record.destination());
    packetSource.set(row, record.packetSource());
    packetDestination.set(row, record.packetDestination());
    sourcePort[row] = record.sourcePort() == null ? ABSENT : record.sourcePort();
    destinationPort[row] = record.destinationPort() == null ? ABSENT : record.destinationPort();
    protocol[row] = (short) (record.protocol() == null ? ABSENT : record.protocol().number());
    tcpFlags[row] = (short) (record.tcpFlags() == null ? ABSENT : record.tcpFlags().bits());
    packets[row] = record.packets() == null ? ABSENT : record.packets();
    bytes[row] = record.bytes() == null ? ABSENT : record.bytes();
    start[row] = record.start() == null ? ABSENT : record.start().getEpochSecond();
    end[row] = record.end() == null ? ABSENT : record.end().getEpochSecond();
    action[row] =
        switch (record.action()) {
          case null -> ABSENT;
          case ACCEPT -> ACCEPT;
          case REJECT -> REJECT;
        };
    direction[row] =
        switch (record.flowDirection()) {
          case null -> ABSENT;
          case INGRESS -> INGRESS;
          case EGRESS -> EGRESS;
        };
    rejectReason[row] = number(record.rejectReason());
    resourceId[row] = number(record.resourceId());
  }

  private int number(@Nullable String name) {
    return name == null ? ABSENT : names.numberOf(name);
  }

  /// Says that the object cannot be read beyond the last row.
  public void end(UnreadableObjectException reason) {
    damage = reason;
  }

  /// The number of rows.
  public int size() {
    return size;
  }

  public boolean isFull() {
    return size == CAPACITY;
  }

  /// The line of the first row, see [FlowLogEntry#line()].
  public long firstLine() {
    return firstLine;
  }

  public FlowLogFormat format() {
    return format;
  }

  public Names names() {
    return names;
  }

  /// Why nothing can be read after the last row; null when that is not so.
  public @Nullable UnreadableObjectException damage() {
    return damage;
  }

  /// Passes if the object can be read beyond the last row.
  ///
  /// @throws UnreadableObjectException [#damage()]
  public void requireUndamaged() {
    if (damage != null) {
      throw damage;
    }
  }

  /// {@return the entry of a row that was added as it is; null when the row's columns are the
  /// record}
  public @Nullable FlowLogEntry other(int row) {
    return hasOthers ? others[row] : null;
  }

  /// {@return whether the row's columns tell a record: also one that was added as it is}
  public boolean isRecord(int row) {
    FlowLogEntry other = other(row);
    return other == null || other instanceof FlowRecord;
  }

  /// {@return the record of a row, with the fields that have columns}
  public FlowRecord record(int row) {
    if (other(row) instanceof FlowRecord whole) {
      return whole;
    }
    SavedRows saved = new SavedRows();
    saved.add(this, row);
    return saved.record(0);
  }

  /// {@return when the record of a row starts; null when that is not recorded}
  public @Nullable Instant startOf(int row) {
    return SavedRows.instant(start[row]);
  }

  /// {@return when the record of a row ends; null when that is not recorded}
  public @Nullable Instant endOf(int row) {
    return SavedRows.instant(end[row]);
  }
}
