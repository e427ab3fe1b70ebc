package io.flowverdict.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowverdict.core.flowlog.FlowLogEntry;
import io.flowverdict.core.flowlog.FlowLogField;
import io.flowverdict.core.flowlog.FlowLogReader;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/// Rows of a flow log from a seed, for Parquet and, the same, as text.
final class GeneratedRows {

  private static final String[] INTERFACES = {"eni-0a", "eni-0b", "eni-0c", "eni-0d"};
  private static final String[] IPV6 = {"2001:db8::1", "2001:db8:0:0::2", "2001:DB8::3"};
  private static final String[] STRANGE = {
    "",
    "x",
    "-1",
    "010.0.0.1",
    "10.0.0.256",
    "99999999999999999999",
    "\u0000",
    "\uFFFD",
    "a b",
    "ü",
    "x".repeat(300),
    "1;DROP",
    "2001:db8::1",
    "+5",
    "1.5",
    "NODATA",
    "OK",
    "a\tb"
  };

  private final Random random;
  private final ParquetObject object;
  private final int strangeIn;

  /// @param strangeIn of how many values one is no value of its field, where the type has room for
  ///   it; 0 for none
  GeneratedRows(long seed, ParquetObject object, int strangeIn) {
    this.random = new Random(seed);
    this.object = object;
    this.strangeIn = strangeIn;
  }

  List<@Nullable Object[]> rows(int count) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(i));
    }
    return rows;
  }

  private @Nullable Object[] row(int row) {
    boolean ipv6 = random.nextInt(10) == 0;
    boolean gap = random.nextInt(50) == 0;
    @Nullable Object[] values = new Object[object.columns.size()];
    for (int i = 0; i < values.length; i++) {
      ParquetObject.Col column = object.columns.get(i);
      String value = value(column.name(), row, ipv6, gap);
      if (strangeIn > 0 && isRead(column) && random.nextInt(strangeIn) == 0) {
        value = STRANGE[random.nextInt(STRANGE.length)];
      }
      values[i] = typed(value, column);
    }
    return values;
  }

  private static boolean isRead(ParquetObject.Col column) {
    return FlowLogField.named(column.name().replace('_', '-'))
        .filter(ParquetFlowLog.FIELDS::contains)
        .isPresent();
  }

  private String value(String column, int row, boolean ipv6, boolean gap) {
    FlowLogField field = FlowLogField.named(column.replace('_', '-')).orElse(null);
    return switch (field) {
      case null -> "extra" + random.nextInt(3);
      case VERSION -> "5";
      case ACCOUNT_ID -> "111122223333";
      case INTERFACE_ID -> INTERFACES[random.nextInt(INTERFACES.length)];
      case START -> Integer.toString(1_795_000_000 + row / 10);
      case END -> Long.toString(1_795_000_060L + row / 10);
      case LOG_STATUS -> gap ? (random.nextBoolean() ? "NODATA" : "SKIPDATA") : "OK";
      default -> gap || random.nextInt(40) == 0 ? "-" : recorded(field, ipv6);
    };
  }

  private String recorded(FlowLogField field, boolean ipv6) {
    return switch (field) {
      case SRCADDR, DSTADDR, PKT_SRCADDR, PKT_DSTADDR ->
          ipv6
              ? IPV6[random.nextInt(IPV6.length)]
              : "10.0." + random.nextInt(4) + "." + random.nextInt(256);
      case SRCPORT, DSTPORT -> Integer.toString(random.nextInt(65_536));
      case PROTOCOL -> random.nextInt(3) == 0 ? "17" : "6";
      case PACKETS, BYTES -> Long.toString(random.nextLong(1_000_000_000_000L));
      case ACTION -> random.nextInt(5) == 0 ? "REJECT" : "ACCEPT";
      case TCP_FLAGS -> Integer.toString(random.nextInt(24));
      case FLOW_DIRECTION -> random.nextBoolean() ? "ingress" : "egress";
      case REJECT_REASON -> random.nextInt(9) == 0 ? "BPA" : "-";
      default -> field.name().toLowerCase(Locale.ROOT) + random.nextInt(9);
    };
  }

  /// The value as the column has it; null, at the seed's choice, for `-`.
  private @Nullable Object typed(String value, ParquetObject.Col column) {
    if (value.equals("-") && column.optional() && random.nextInt(4) > 0) {
      return null;
    }
    if (column.type() == Type.BYTE_ARRAY) {
      return value;
    }
    try {
      long number = Long.parseLong(value);
      if (column.type() == Type.INT64) {
        return number;
      }
      return (int) number;
    } catch (NumberFormatException noNumber) {
      return column.optional() ? null : typed("7", column);
    }
  }

  /// {@return the entries of text with the same values, as Parquet is to give them: by the numbers
  /// of rows, and with as much of a record as is read}
  List<FlowLogEntry> asText(List<@Nullable Object[]> rows) {
    List<FlowLogEntry> entries = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    text.append(
            object.columns.stream()
                .map(column -> column.name().replace('_', '-'))
                .collect(Collectors.joining(" ")))
        .append('\n');
    for (@Nullable Object[] row : rows) {
      text.append(line(row)).append('\n');
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    try (FlowLogReader reader = FlowLogReader.open(new ByteArrayInputStream(bytes))) {
      for (FlowLogEntry entry : reader) {
        entries.add(
            switch (entry) {
              case FlowRecord record -> asRow(record);
              case Gap gap -> asRow(gap);
              case RejectedLine line -> asRow(line);
            });
      }
    }
    return entries;
  }

  /// The line with the same values, in which `_` stands for a blank inside one.
  private static String line(@Nullable Object[] row) {
    List<String> words = new ArrayList<>();
    for (Object value : row) {
      words.add(
          value == null || value.equals("") ? "-" : value.toString().replaceAll("[ \t]", "_"));
    }
    return String.join(" ", words);
  }

  private static Gap asRow(Gap gap) {
    return new Gap(
        gap.line() - 1, gap.status(), gap.accountId(), gap.interfaceId(), gap.start(), gap.end());
  }

  private static RejectedLine asRow(RejectedLine line) {
    return new RejectedLine(line.line() - 1, line.reason(), line.field(), line.text());
  }

  private static FlowRecord asRow(FlowRecord record) {
    return FlowRecord.builder(record.line() - 1, record.format())
        .accountId(record.accountId())
        .interfaceId(record.interfaceId())
        .source(record.source())
        .destination(record.destination())
        .sourcePort(record.sourcePort())
        .destinationPort(record.destinationPort())
        .protocol(record.protocol())
        .packets(record.packets())
        .bytes(record.bytes())
        .start(record.start())
        .end(record.end())
        .action(record.action())
        .tcpFlags(record.tcpFlags())
        .packetSource(record.packetSource())
        .packetDestination(record.packetDestination())
        .flowDirection(record.flowDirection())
        .rejectReason(record.rejectReason())
        .resourceId(record.resourceId())
        .build();
  }
}
