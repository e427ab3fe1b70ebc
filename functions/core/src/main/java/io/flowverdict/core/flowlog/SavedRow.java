package io.flowverdict.core.flowlog;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row of columns that outlives them: its numbers, of which the record is made only when somebody
/// asks for it. Mutable: it is used again for better rows.
public final class SavedRow {

  private static final Names NO_NAMES = new Names();

  private FlowLogFormat format = FlowLogFormat.DEFAULT;
  private Names names = NO_NAMES;
  private long line = 1;
  private int interfaceId;
  private final SavedAddress source = new SavedAddress();
  private final SavedAddress destination = new SavedAddress();
  private final SavedAddress packetSource = new SavedAddress();
  private final SavedAddress packetDestination = new SavedAddress();
  private int sourcePort;
  private int destinationPort;
  private int protocol;
  private int tcpFlags;
  private long packets;
  private long bytes;
  private long start;
  private long end;
  private int action;
  private int direction;
  private int rejectReason;
  private int resourceId;

  /// One address of the row, as [AddressColumn] has it.
  private static final class SavedAddress {
    private byte family;
    private long high;
    private long low;

    void save(AddressColumn column, int row) {
      family = column.family[row];
      high = column.high[row];
      low = column.low[row];
    }

    @Nullable IpAddress get() {
      return family == AddressColumn.ABSENT ? null : AddressColumn.address(family, high, low);
    }
  }

  /// Takes over a row whose columns are the record.
  public void save(FlowColumns columns, int row) {
    format = columns.format();
    names = columns.names();
    line = columns.firstLine() + row;
    interfaceId = columns.interfaceId[row];
    source.save(columns.source, row);
    destination.save(columns.destination, row);
    packetSource.save(columns.packetSource, row);
    packetDestination.save(columns.packetDestination, row);
    sourcePort = columns.sourcePort[row];
    destinationPort = columns.destinationPort[row];
    protocol = columns.protocol[row];
    tcpFlags = columns.tcpFlags[row];
    packets = columns.packets[row];
    bytes = columns.bytes[row];
    start = columns.start[row];
    end = columns.end[row];
    action = columns.action[row];
    direction = columns.direction[row];
    rejectReason = columns.rejectReason[row];
    resourceId = columns.resourceId[row];
  }

  /// {@return the record, with the fields that have columns}
  public FlowRecord record() {
    return FlowRecord.builder(line, format)
        .interfaceId(name(interfaceId))
        .source(source.get())
        .destination(destination.get())
        .packetSource(packetSource.get())
        .packetDestination(packetDestination.get())
        .sourcePort(integer(sourcePort))
        .destinationPort(integer(destinationPort))
        .protocol(protocol == FlowColumns.ABSENT ? null : new Protocol(protocol))
        .tcpFlags(tcpFlags == FlowColumns.ABSENT ? null : new TcpFlags(tcpFlags))
        .packets(count(packets))
        .bytes(count(bytes))
        .start(time(start))
        .end(time(end))
        .action(actionOf(action))
        .flowDirection(directionOf(direction))
        .rejectReason(name(rejectReason))
        .resourceId(name(resourceId))
        .build();
  }

  private @Nullable String name(int number) {
    return number == FlowColumns.ABSENT ? null : requireNonNull(names.name(number));
  }

  private static @Nullable Integer integer(int number) {
    return number == FlowColumns.ABSENT ? null : number;
  }

  private static @Nullable Long count(long number) {
    return number == FlowColumns.ABSENT ? null : number;
  }

  static @Nullable Instant time(long seconds) {
    return seconds == FlowColumns.ABSENT ? null : Instant.ofEpochSecond(seconds);
  }

  private static @Nullable Action actionOf(int code) {
    return switch (code) {
      case FlowColumns.ACCEPT -> Action.ACCEPT;
      case FlowColumns.REJECT -> Action.REJECT;
      default -> null;
    };
  }

  private static @Nullable Direction directionOf(int code) {
    return switch (code) {
      case FlowColumns.INGRESS -> Direction.INGRESS;
      case FlowColumns.EGRESS -> Direction.EGRESS;
      default -> null;
    };
  }
}
