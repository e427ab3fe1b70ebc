package io.flowverdict.core.flowlog;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Rows of columns that outlive them: their numbers, of which a record is made only when somebody
/// asks for it. All are of one object and one format. Mutable.
public final class SavedRows {

  private static final Names NO_NAMES = new Names();

  /// How many numbers a row has. Its addresses are two each; what is small shares a number.
  private static final int STRIDE = 16;

  private static final int LINE = 0;
  private static final int START = 1;
  private static final int END = 2;
  private static final int PACKETS = 3;
  private static final int BYTES = 4;

  /// The interface, and in the lower half `resource-id`.
  private static final int NAMES = 5;

  /// `reject-reason`, and below it the families of the addresses in their order, four bits each,
  /// then the direction and the action, in a byte each.
  private static final int CODES = 6;

  /// Each plus one: 20 bits for either port, 10 for the protocol and for the flags.
  private static final int PORTS = 7;

  private static final int SOURCE_PORT_SHIFT = 40;
  private static final int DESTINATION_PORT_SHIFT = 20;
  private static final int PROTOCOL_SHIFT = 10;
  private static final int PORT_MASK = (1 << 20) - 1;
  private static final int SMALL_MASK = (1 << 10) - 1;

  /// One of the addresses of a row.
  public enum Address {
    SOURCE(8, 16),
    DESTINATION(10, 20),
    PACKET_SOURCE(12, 24),
    PACKET_DESTINATION(14, 28);

    /// Where its upper half is, before the lower one.
    private final int place;

    /// Where its family is among the codes.
    private final int familyShift;

    Address(int place, int familyShift) {
      this.place = place;
      this.familyShift = familyShift;
    }
  }

  private FlowLogFormat format = FlowLogFormat.DEFAULT;
  private Names names = NO_NAMES;
  private int size;
  private long[] numbers = new long[STRIDE];

  /// {@return how many there are}
  public int size() {
    return size;
  }

  /// {@return whether rows of these columns can be added}
  public boolean canHold(FlowColumns columns) {
    return size == 0 || (columns.names() == names && columns.format().equals(format));
  }

  /// Forgets all rows.
  public void clear() {
    size = 0;
  }

  /// Adds a row whose columns are the record.
  public void add(FlowColumns columns, int row) {
    if (size == 0) {
      format = columns.format();
      names = columns.names();
    }
    int at = another();
    numbers[at + LINE] = columns.firstLine() + row;
    numbers[at + START] = columns.start[row];
    numbers[at + END] = columns.end[row];
    numbers[at + PACKETS] = columns.packets[row];
    numbers[at + BYTES] = columns.bytes[row];
    numbers[at + NAMES] = halves(columns.interfaceId[row], columns.resourceId[row]);
    int codes =
        add(columns.source, row, Address.SOURCE, at)
            | add(columns.destination, row, Address.DESTINATION, at)
            | add(columns.packetSource, row, Address.PACKET_SOURCE, at)
            | add(columns.packetDestination, row, Address.PACKET_DESTINATION, at)
            | (columns.direction[row] & 0xFF) << 8
            | (columns.action[row] & 0xFF);
    numbers[at + CODES] = halves(columns.rejectReason[row], codes);
    numbers[at + PORTS] =
        (columns.sourcePort[row] + 1L) << SOURCE_PORT_SHIFT
            | (columns.destinationPort[row] + 1L) << DESTINATION_PORT_SHIFT
            | (columns.protocol[row] + 1) << PROTOCOL_SHIFT
            | (columns.tcpFlags[row] + 1);
  }

  private int another() {
    int at = STRIDE * size++;
    if (at == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * at);
    }
    return at;
  }

  private static long halves(int upper, int lower) {
    return (long) upper << 32 | (lower & 0xFFFF_FFFFL);
  }

  private int add(AddressColumn column, int row, Address address, int at) {
    numbers[at + address.place] = column.high[row];
    numbers[at + address.place + 1] = column.low[row];
    return column.family[row] << address.familyShift;
  }

  /// Takes over a row of others, and forgets all that were here.
  public void copyOnly(SavedRows others, int row) {
    format = others.format;
    names = others.names;
    size = 1;
    System.arraycopy(others.numbers, STRIDE * row, numbers, 0, STRIDE);
  }

  /// {@return its line}
  public long line(int row) {
    return numbers[STRIDE * row + LINE];
  }

  /// {@return its `end`, or else its `start`, in seconds since 1970; [FlowColumns#ABSENT] when
  /// neither is recorded}
  public long time(int row) {
    long end = numbers[STRIDE * row + END];
    return end >= 0 ? end : numbers[STRIDE * row + START];
  }

  /// {@return its `packets`; [FlowColumns#ABSENT] when they are not recorded}
  public long packets(int row) {
    return numbers[STRIDE * row + PACKETS];
  }

  /// {@return its `bytes`; [FlowColumns#ABSENT] when they are not recorded}
  public long bytes(int row) {
    return numbers[STRIDE * row + BYTES];
  }

  /// {@return its `srcport`; [FlowColumns#ABSENT] when it is not recorded}
  public int sourcePort(int row) {
    return port(row, SOURCE_PORT_SHIFT);
  }

  /// {@return its `dstport`; [FlowColumns#ABSENT] when it is not recorded}
  public int destinationPort(int row) {
    return port(row, DESTINATION_PORT_SHIFT);
  }

  private int port(int row, int shift) {
    return ((int) (numbers[STRIDE * row + PORTS] >>> shift) & PORT_MASK) - 1;
  }

  /// {@return its `protocol`; [FlowColumns#ABSENT] when it is not recorded}
  public int protocol(int row) {
    return small(row, PROTOCOL_SHIFT);
  }

  private int small(int row, int shift) {
    return ((int) (numbers[STRIDE * row + PORTS] >>> shift) & SMALL_MASK) - 1;
  }

  /// {@return which address is the source of the packets themselves, as far as it is recorded}
  public Address packetLevelSource(int row) {
    return recorded(row, Address.PACKET_SOURCE, Address.SOURCE);
  }

  /// {@return which address is the destination of the packets themselves, as far as it is recorded}
  public Address packetLevelDestination(int row) {
    return recorded(row, Address.PACKET_DESTINATION, Address.DESTINATION);
  }

  private Address recorded(int row, Address packet, Address shown) {
    return family(row, packet) != AddressColumn.ABSENT ? packet : shown;
  }

  /// {@return the family of an address, as [AddressColumn] has it}
  public int family(int row, Address address) {
    return (int) (numbers[STRIDE * row + CODES] >>> address.familyShift) & 0xF;
  }

  /// {@return the upper 64 bits of an address, as [AddressColumn] has them}
  public long high(int row, Address address) {
    return numbers[STRIDE * row + address.place];
  }

  /// {@return the lower 64 bits of an address, as [AddressColumn] has them}
  public long low(int row, Address address) {
    return numbers[STRIDE * row + address.place + 1];
  }

  /// {@return the record, with the fields that have columns}
  public FlowRecord record(int row) {
    int at = STRIDE * row;
    int codes = (int) numbers[at + CODES];
    int protocol = protocol(row);
    int tcpFlags = small(row, 0);
    return FlowRecord.builder(numbers[at + LINE], format)
        .interfaceId(name((int) (numbers[at + NAMES] >>> 32)))
        .source(address(row, Address.SOURCE))
        .destination(address(row, Address.DESTINATION))
        .packetSource(address(row, Address.PACKET_SOURCE))
        .packetDestination(address(row, Address.PACKET_DESTINATION))
        .sourcePort(integer(sourcePort(row)))
        .destinationPort(integer(destinationPort(row)))
        .protocol(protocol == FlowColumns.ABSENT ? null : new Protocol(protocol))
        .tcpFlags(tcpFlags == FlowColumns.ABSENT ? null : new TcpFlags(tcpFlags))
        .packets(count(packets(row)))
        .bytes(count(bytes(row)))
        .start(instant(numbers[at + START]))
        .end(instant(numbers[at + END]))
        .action(action((byte) codes))
        .flowDirection(direction((byte) (codes >>> 8)))
        .rejectReason(name((int) (numbers[at + CODES] >>> 32)))
        .resourceId(name((int) numbers[at + NAMES]))
        .build();
  }

  private @Nullable IpAddress address(int row, Address address) {
    int family = family(row, address);
    return family == AddressColumn.ABSENT
        ? null
        : AddressColumn.address(family, high(row, address), low(row, address));
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

  static @Nullable Instant instant(long seconds) {
    return seconds == FlowColumns.ABSENT ? null : Instant.ofEpochSecond(seconds);
  }

  private static @Nullable Action action(int code) {
    return switch (code) {
      case FlowColumns.ACCEPT -> Action.ACCEPT;
      case FlowColumns.REJECT -> Action.REJECT;
      default -> null;
    };
  }

  private static @Nullable Direction direction(int code) {
    return switch (code) {
      case FlowColumns.INGRESS -> Direction.INGRESS;
      case FlowColumns.EGRESS -> Direction.EGRESS;
      default -> null;
    };
  }
}
