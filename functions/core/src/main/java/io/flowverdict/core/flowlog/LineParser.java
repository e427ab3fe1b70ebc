package io.flowverdict.core.flowlog;

import static io.flowverdict.core.flowlog.FlowLogField.ACCOUNT_ID;
import static io.flowverdict.core.flowlog.FlowLogField.ACTION;
import static io.flowverdict.core.flowlog.FlowLogField.BYTES;
import static io.flowverdict.core.flowlog.FlowLogField.DSTADDR;
import static io.flowverdict.core.flowlog.FlowLogField.DSTPORT;
import static io.flowverdict.core.flowlog.FlowLogField.END;
import static io.flowverdict.core.flowlog.FlowLogField.FLOW_DIRECTION;
import static io.flowverdict.core.flowlog.FlowLogField.INSTANCE_ID;
import static io.flowverdict.core.flowlog.FlowLogField.INTERFACE_ID;
import static io.flowverdict.core.flowlog.FlowLogField.INTERFACE_TYPE;
import static io.flowverdict.core.flowlog.FlowLogField.LOG_STATUS;
import static io.flowverdict.core.flowlog.FlowLogField.PACKETS;
import static io.flowverdict.core.flowlog.FlowLogField.PKT_DSTADDR;
import static io.flowverdict.core.flowlog.FlowLogField.PKT_DST_AWS_SERVICE;
import static io.flowverdict.core.flowlog.FlowLogField.PKT_SRCADDR;
import static io.flowverdict.core.flowlog.FlowLogField.PKT_SRC_AWS_SERVICE;
import static io.flowverdict.core.flowlog.FlowLogField.PROTOCOL;
import static io.flowverdict.core.flowlog.FlowLogField.REJECT_REASON;
import static io.flowverdict.core.flowlog.FlowLogField.RESOURCE_ID;
import static io.flowverdict.core.flowlog.FlowLogField.SRCADDR;
import static io.flowverdict.core.flowlog.FlowLogField.SRCPORT;
import static io.flowverdict.core.flowlog.FlowLogField.START;
import static io.flowverdict.core.flowlog.FlowLogField.SUBNET_ID;
import static io.flowverdict.core.flowlog.FlowLogField.TCP_FLAGS;
import static io.flowverdict.core.flowlog.FlowLogField.TRAFFIC_PATH;
import static io.flowverdict.core.flowlog.FlowLogField.VPC_ID;

import io.flowverdict.core.flowlog.Row.BadValueException;
import io.flowverdict.core.net.IpAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads lines of one format.
final class LineParser {

  private final FlowLogFormat format;

  LineParser(FlowLogFormat format) {
    this.format = format;
  }

  FlowLogEntry parse(long line, String text) {
    if (!isText(text)) {
      return RejectedLine.of(line, RejectedReason.NOT_TEXT, null, text);
    }
    List<String> words = FlowLogFormat.words(text);
    if (words.size() != format.columns().size()) {
      RejectedReason reason =
          words.isEmpty() ? RejectedReason.EMPTY_LINE : RejectedReason.WRONG_FIELD_COUNT;
      return RejectedLine.of(line, reason, null, text);
    }
    return parse(line, words, () -> text);
  }

  /// Reads a line by its words.
  ///
  /// @param words as many as the format has columns
  /// @param text the line, of which a rejection keeps the beginning
  FlowLogEntry parse(long line, List<String> words, Supplier<String> text) {
    try {
      Row row = new Row(format, words);
      Gap.Status gap = row.gap(LOG_STATUS);
      return gap == null ? record(line, row) : gap(line, gap, row);
    } catch (BadValueException bad) {
      return RejectedLine.of(line, bad.reason, bad.field.headerName(), text.get());
    }
  }

  private static Gap gap(long line, Gap.Status status, Row row) throws BadValueException {
    Instant start = row.time(START);
    return new Gap(
        line, status, row.text(ACCOUNT_ID), row.text(INTERFACE_ID), start, end(start, row));
  }

  private FlowRecord record(long line, Row row) throws BadValueException {
    IpAddress source = row.address(SRCADDR);
    Instant start = row.time(START);
    return FlowRecord.builder(line, format)
        .accountId(row.text(ACCOUNT_ID))
        .interfaceId(row.text(INTERFACE_ID))
        .vpcId(row.text(VPC_ID))
        .subnetId(row.text(SUBNET_ID))
        .instanceId(row.text(INSTANCE_ID))
        .source(source)
        .destination(destination(source, row))
        .sourcePort(row.port(SRCPORT))
        .destinationPort(row.port(DSTPORT))
        .protocol(row.protocol(PROTOCOL))
        .packets(row.count(PACKETS))
        .bytes(row.count(BYTES))
        .start(start)
        .end(end(start, row))
        .action(row.action(ACTION))
        .tcpFlags(row.tcpFlags(TCP_FLAGS))
        .packetSource(row.address(PKT_SRCADDR))
        .packetDestination(row.address(PKT_DSTADDR))
        .flowDirection(row.direction(FLOW_DIRECTION))
        .trafficPath(row.code(TRAFFIC_PATH))
        .rejectReason(row.text(REJECT_REASON))
        .interfaceType(row.text(INTERFACE_TYPE))
        .resourceId(row.text(RESOURCE_ID))
        .packetSourceService(row.text(PKT_SRC_AWS_SERVICE))
        .packetDestinationService(row.text(PKT_DST_AWS_SERVICE))
        .build();
  }

  private static @Nullable IpAddress destination(@Nullable IpAddress source, Row row)
      throws BadValueException {
    IpAddress destination = row.address(DSTADDR);
    if (source != null && destination != null && source.family() != destination.family()) {
      throw new BadValueException(RejectedReason.MIXED_ADDRESS_FAMILIES, DSTADDR);
    }
    return destination;
  }

  private static @Nullable Instant end(@Nullable Instant start, Row row) throws BadValueException {
    Instant end = row.time(END);
    if (!Interval.isOrdered(start, end)) {
      throw new BadValueException(RejectedReason.BAD_TIME, END);
    }
    return end;
  }

  /// Whether a line holds neither bytes that are not UTF-8 nor control characters other than tabs.
  static boolean isText(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\uFFFD' || (Character.isISOControl(c) && c != '\t')) {
        return false;
      }
    }
    return true;
  }
}
