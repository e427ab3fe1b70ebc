package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowLogEntry;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.Names;
import io.flowverdict.core.flowlog.TcpFlags;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Columns tell of connections what records one by one tell, over several generations of windows.
class ConnectionColumnsTest {

  private static final int WINDOWS = 3 * Conversations.WINDOWS_OF_GENERATION - 1;
  private static final int MANY = 1 << 14;
  private static final long BEGIN = 1_763_632_800;
  private static final long LAST_SECOND = 253_402_300_799L;

  private static final int[] PROTOCOLS = {6, 17, 1, 58, 47, 0, 255};
  private static final int[] FLAGS = {0, 1, 2, 3, 16, 18, 19, 255};
  private static final int[] PORTS = {50_000, 443, 0, 1023, 1024, 32_767, 32_768, 65_535};

  /// Of which values the records have many, and which ones are absent now and then: with few of all
  /// others, connections differ in nothing else.
  enum Drawn {
    FEW_OF_EVERYTHING(3, 4, 3, 0, 0, false),
    FEW_WITH_GAPS(3, 4, 3, 0, 0, true),
    MANY_INTERFACES(MANY, 1, 1, 0, 0, false),
    MANY_ADDRESSES(1, MANY, 1, 0, 0, false),
    MANY_PORTS(1, 1, 1 << 7, 0, 0, false),
    MANY_ADDRESSES_OF_IPV6(1, MANY, 1, 1, 0, false),
    MANY_NETWORKS_OF_IPV6(1, MANY, 1, 2, 0, false),
    BOTH_FAMILIES(2, 100, 3, 3, 0, false),
    PACKET_ADDRESSES(2, 50, 3, 0, 1, false),
    SOME_PACKET_ADDRESSES_OF_ANY_FAMILY(2, 50, 3, 3, 2, true);

    private final int interfaces;
    private final int addresses;
    private final int ports;

    /// 0 for IPv4, 1 and 2 for IPv6 that differs in the lower and in the upper half, 3 for all.
    private final int families;

    /// Whether there are packet-level addresses: 0 for none, 1 for always, 2 for some.
    private final int packets;

    private final boolean gaps;

    Drawn(int interfaces, int addresses, int ports, int families, int packets, boolean gaps) {
      this.interfaces = interfaces;
      this.addresses = addresses;
      this.ports = ports;
      this.families = families;
      this.packets = packets;
      this.gaps = gaps;
    }
  }

  @ParameterizedTest
  @EnumSource
  void columnsTellWhatRecordsOneByOneTell(Drawn drawn) {
    for (long seed = 0; seed < 2; seed++) {
      Random random = new Random(seed);
      List<FlowLogEntry> entries = new ArrayList<>();
      int last = random.nextInt(FlowColumns.CAPACITY);
      for (int i = (WINDOWS - 1) * FlowColumns.CAPACITY + last; i > 0; i--) {
        boolean isGap = drawn.gaps && random.nextInt(1000) == 0;
        entries.add(isGap ? gap() : record(drawn, random));
      }

      assertThat(byColumns(entries, seed % 2 == 0))
          .as("seed %d", seed)
          .isEqualTo(recordByRecord(entries));
    }
  }

  private static Gap gap() {
    return new Gap(1, Gap.Status.NODATA, null, null, null, null);
  }

  private static List<String> recordByRecord(List<FlowLogEntry> entries) {
    Conversations conversations = new Conversations(entries.iterator());
    List<String> evidence = new ArrayList<>();
    while (conversations.hasNext()) {
      if (conversations.next() instanceof FlowRecord record) {
        evidence.add(InWords.of(conversations.evidence(record)));
      }
    }
    return evidence;
  }

  /// @param whole whether records are added as they are
  private static List<String> byColumns(List<FlowLogEntry> entries, boolean whole) {
    ConnectionColumns connections = new ConnectionColumns();
    FlowColumns columns = new FlowColumns();
    Names names = new Names();
    List<String> evidence = new ArrayList<>();
    for (int from = 0; from < entries.size(); from += FlowColumns.CAPACITY) {
      int to = Math.min(entries.size(), from + FlowColumns.CAPACITY);
      columns.begin(names, FlowLogFormat.ALL, 2);
      for (FlowLogEntry entry : entries.subList(from, to)) {
        if (!whole && entry instanceof FlowRecord record) {
          put(record, columns);
        } else {
          columns.add(entry);
        }
      }
      connections.observe(columns);
      for (int row = 0; row < columns.size(); row++) {
        if (columns.isRecord(row)) {
          evidence.add(InWords.of(EvidenceCode.meaning(connections.evidence(row))));
        }
      }
    }
    return evidence;
  }

  /// Adds a record, of which the interface's name is its number.
  private static void put(FlowRecord record, FlowColumns columns) {
    int row = columns.size();
    columns.interfaceId[row] =
        record.interfaceId() == null ? FlowColumns.ABSENT : Integer.parseInt(record.interfaceId());
    columns.source.set(row, record.source());
    columns.destination.set(row, record.destination());
    columns.packetSource.set(row, record.packetSource());
    columns.packetDestination.set(row, record.packetDestination());
    columns.sourcePort[row] = orAbsent(record.sourcePort());
    columns.destinationPort[row] = orAbsent(record.destinationPort());
    columns.protocol[row] =
        (short) orAbsent(record.protocol() == null ? null : record.protocol().number());
    columns.tcpFlags[row] =
        (short) orAbsent(record.tcpFlags() == null ? null : record.tcpFlags().bits());
    columns.start[row] =
        record.start() == null ? FlowColumns.ABSENT : record.start().getEpochSecond();
    columns.action[row] =
        switch (record.action()) {
          case null -> FlowColumns.ABSENT;
          case ACCEPT -> FlowColumns.ACCEPT;
          case REJECT -> FlowColumns.REJECT;
        };
    columns.commit();
  }

  private static int orAbsent(@Nullable Integer number) {
    return number == null ? FlowColumns.ABSENT : number;
  }

  private static FlowRecord record(Drawn drawn, Random random) {
    boolean absences = drawn.interfaces < MANY && drawn.addresses < MANY && drawn.ports < 100;
    FlowRecord.Builder record = FlowRecord.builder();
    if (!absences || random.nextInt(50) != 0) {
      record.interfaceId("" + (Integer.MAX_VALUE - random.nextInt(drawn.interfaces)));
    }
    if (!absences || random.nextInt(50) != 0) {
      record.protocol(new Protocol(any(PROTOCOLS, absences ? 7 : 2, random)));
    }
    if (random.nextInt(3) != 0) {
      record.tcpFlags(new TcpFlags(any(FLAGS, FLAGS.length, random)));
    }
    if (random.nextInt(20) != 0) {
      record.start(Instant.ofEpochSecond(second(random)));
    }
    if (random.nextInt(20) != 0) {
      record.action(random.nextInt(3) == 0 ? Action.REJECT : Action.ACCEPT);
    }
    ends(drawn, absences, record, random);
    return record.build();
  }

  private static int any(int[] values, int of, Random random) {
    return values[random.nextInt(of)];
  }

  private static long second(Random random) {
    return switch (random.nextInt(40)) {
      case 0 -> 0;
      case 1 -> LAST_SECOND;
      default -> BEGIN + random.nextInt(20);
    };
  }

  /// One end is always of the same address and port where there are many, and either may be the
  /// source.
  private static void ends(
      Drawn drawn, boolean absences, FlowRecord.Builder record, Random random) {
    boolean back = random.nextBoolean();
    IpFamily family = family(drawn, random);
    IpAddress one = absences ? address(drawn, family, random) : address(drawn, family, 0);
    IpAddress other = address(drawn, family, random);
    record.source(absent(absences, random) ? null : back ? other : one);
    record.destination(absent(absences, random) ? null : back ? one : other);
    if (drawn.packets == 1 || (drawn.packets == 2 && random.nextBoolean())) {
      record.packetSource(address(drawn, family(drawn, random), random));
    }
    if (drawn.packets == 1 || (drawn.packets == 2 && random.nextBoolean())) {
      record.packetDestination(address(drawn, family(drawn, random), random));
    }
    int onePort = port(drawn, random);
    int otherPort = port(drawn, random);
    record.sourcePort(absent(absences, random) ? null : back ? otherPort : onePort);
    record.destinationPort(absent(absences, random) ? null : back ? onePort : otherPort);
  }

  private static boolean absent(boolean absences, Random random) {
    return absences && random.nextInt(50) == 0;
  }

  private static IpFamily family(Drawn drawn, Random random) {
    return drawn.families == 0 || (drawn.families == 3 && random.nextBoolean())
        ? IpFamily.IPV4
        : IpFamily.IPV6;
  }

  private static IpAddress address(Drawn drawn, IpFamily family, Random random) {
    return address(drawn, family, random.nextInt(drawn.addresses));
  }

  /// Numbers of both families are alike in the lower bits.
  private static IpAddress address(Drawn drawn, IpFamily family, int number) {
    int bits = number * 0x4000_1001;
    if (family == IpFamily.IPV4) {
      return IpAddress.ipv4(bits);
    }
    return drawn.families == 1
        ? IpAddress.ipv6(0, (long) number << 47)
        : drawn.families == 2
            ? IpAddress.ipv6(number, 1)
            : IpAddress.ipv6(number % 7, Integer.toUnsignedLong(bits));
  }

  private static int port(Drawn drawn, Random random) {
    return drawn.ports <= PORTS.length
        ? any(PORTS, drawn.ports, random)
        : random.nextInt(drawn.ports);
  }
}
