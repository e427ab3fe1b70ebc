package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.TcpFlags;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.TestRule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A flow-log record from text: interface, direction if recorded, protocol, the two ends, and what
/// else is recorded, in any order.
///
/// ```
/// eni-1 in tcp 198.51.100.4:50000 > 10.0.1.10:443 syn ACCEPT
/// eni-1 udp [2001:db8::1]:50000 > [2001:db8:1:1::10]:53 at=100 until=160 REJECT
/// eni-1 out icmp 10.0.1.10 > 10.20.0.5 pkt-dst=10.30.0.5
/// - tcp - > 10.0.1.10:443 resource=nat-1
/// ```
///
/// `-` is not recorded. TCP flags are `none`, or of `syn`, `syn-ack`, `fin` and `rst` some joined
/// by `+`; without them the record has none, as in the default format. ICMP has the ports 0. `at`
/// and `until` are seconds.
public final class TestRecord {

  private final FlowRecord.Builder record = FlowRecord.builder();

  private TestRecord() {}

  /// {@return the record that the text describes}
  public static FlowRecord of(String text) {
    TestRecord record = new TestRecord();
    List<String> words = List.of(text.strip().split("\\s+", -1));
    int arrow = words.indexOf(">");
    String protocol = words.get(arrow - 2);
    record.record.interfaceId(recorded(words.getFirst()));
    record.record.protocol(protocol.equals("-") ? null : Protocol.parse(protocol));
    if (arrow == 4) {
      record.record.flowDirection(TestRule.direction(words.get(1)));
    }
    record.ends(words.get(arrow - 1), words.get(arrow + 1), protocol.startsWith("icmp"));
    words.subList(arrow + 2, words.size()).forEach(record::add);
    return record.record.build();
  }

  private static @Nullable String recorded(String word) {
    return word.equals("-") ? null : word;
  }

  private void ends(String source, String destination, boolean icmp) {
    record
        .source(address(source))
        .sourcePort(icmp ? Integer.valueOf(0) : port(source))
        .destination(address(destination))
        .destinationPort(icmp ? Integer.valueOf(0) : port(destination));
  }

  private static @Nullable IpAddress address(String end) {
    int port = portColon(end);
    String address = port < 0 ? end : end.substring(0, port);
    return end.equals("-") ? null : IpAddress.parse(address.replaceAll("[\\[\\]]", ""));
  }

  private static @Nullable Integer port(String end) {
    int port = portColon(end);
    return port < 0 ? null : Integer.valueOf(end.substring(port + 1));
  }

  /// The colon before the port: the only one, or the one after a bracket.
  private static int portColon(String end) {
    int last = end.lastIndexOf(':');
    return end.indexOf(':') == last || end.charAt(last - 1) == ']' ? last : -1;
  }

  private void add(String word) {
    String value = word.substring(word.indexOf('=') + 1);
    switch (word.substring(0, word.length() - value.length())) {
      case "at=" -> record.start(Instant.ofEpochSecond(Long.parseLong(value)));
      case "until=" -> record.end(Instant.ofEpochSecond(Long.parseLong(value)));
      case "pkt-src=" -> record.packetSource(IpAddress.parse(value));
      case "pkt-dst=" -> record.packetDestination(IpAddress.parse(value));
      case "resource=" -> record.resourceId(value);
      case "reason=" -> record.rejectReason(value);
      case "" -> addPlain(word);
      default -> throw new IllegalArgumentException("No such field: " + word);
    }
  }

  private void addPlain(String word) {
    switch (word) {
      case "ACCEPT", "REJECT" -> record.action(Action.valueOf(word));
      default -> record.tcpFlags(flags(word));
    }
  }

  private static TcpFlags flags(String word) {
    int bits = 0;
    for (String flag : word.split("\\+", -1)) {
      bits |=
          switch (flag) {
            case "none" -> 0;
            case "fin" -> 1;
            case "syn" -> 2;
            case "rst" -> 4;
            case "syn-ack" -> 18;
            default -> throw new IllegalArgumentException("No such flag: " + word);
          };
    }
    return new TcpFlags(bits);
  }
}
