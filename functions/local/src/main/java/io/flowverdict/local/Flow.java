package io.flowverdict.local;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import org.jspecify.annotations.Nullable;

/// The two ends of a record as rules see them: the packet's own addresses where they are recorded,
/// else those that the interface shows.
final class Flow {

  private Flow() {}

  /// {@return the sender; null when not recorded}
  static @Nullable IpAddress source(FlowRecord record) {
    return record.packetSource() != null ? record.packetSource() : record.source();
  }

  /// {@return the receiver; null when not recorded}
  static @Nullable IpAddress destination(FlowRecord record) {
    return record.packetDestination() != null ? record.packetDestination() : record.destination();
  }

  /// {@return the flow in a word or two: `TCP 10.0.0.5:49152 > 10.0.1.9:443`, `-` for what is not
  /// recorded}
  static String text(FlowRecord record) {
    boolean ports = record.protocol() == null || record.protocol().hasPorts();
    return (record.protocol() == null ? "-" : record.protocol())
        + " "
        + end(source(record), ports ? record.sourcePort() : null)
        + " > "
        + end(destination(record), ports ? record.destinationPort() : null);
  }

  private static String end(@Nullable IpAddress address, @Nullable Integer port) {
    if (address == null) {
      return port == null ? "-" : "-:" + port;
    }
    if (port == null) {
      return address.toString();
    }
    return address.family() == IpFamily.IPV6 ? "[" + address + "]:" + port : address + ":" + port;
  }
}
