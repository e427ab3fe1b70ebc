package io.flowverdict.bench.throughput;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.flowverdict.core.flowlog.FlowLogFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/// Writes flows as the lines of an object, gzip.
final class FlowLines implements AutoCloseable {

  private static final int FLUSH = 1 << 16;

  private final GeneratedTiers tiers;
  private final boolean wide;
  private final OutputStream gzip;
  private final StringBuilder text = new StringBuilder();

  /// Writes the header line.
  ///
  /// @param wide with thirty fields instead of those of version 2
  FlowLines(GeneratedTiers tiers, boolean wide, OutputStream to) throws IOException {
    this.tiers = tiers;
    this.wide = wide;
    this.gzip = new GZIPOutputStream(to, FLUSH);
    text.append(wide ? GeneratedTraffic.THIRTY_FIELDS : FlowLogFormat.DEFAULT).append('\n');
  }

  void write(SeenFlow flow, long start, long end) throws IOException {
    text.append("2 111122223333 ").append(tiers.interfaceId(flow.at())).append(' ');
    address(flow.from()).append(' ');
    address(flow.to()).append(' ').append(flow.fromPort()).append(' ').append(flow.toPort());
    text.append(" 6 ").append(flow.packets()).append(' ').append(flow.bytes()).append(' ');
    text.append(start).append(' ').append(end);
    text.append(flow.accepted() ? " ACCEPT OK" : " REJECT OK");
    if (wide) {
      text.append(" vpc-1 ").append(tiers.subnetId(flow.at()));
      text.append(" i-").append(tiers.interfaceId(flow.at()).substring(4));
      text.append(' ').append(flow.flags()).append(" IPv4 ");
      address(flow.from()).append(' ');
      address(flow.to()).append(" eu-central-1 euc1-az2 - - - - ");
      text.append(flow.in() ? "ingress -" : "egress 1").append(" -");
    }
    text.append('\n');
    if (text.length() > FLUSH) {
      flush();
    }
  }

  private StringBuilder address(int bits) {
    return text.append(bits >>> 24)
        .append('.')
        .append(bits >>> 16 & 255)
        .append('.')
        .append(bits >>> 8 & 255)
        .append('.')
        .append(bits & 255);
  }

  private void flush() throws IOException {
    gzip.write(text.toString().getBytes(US_ASCII));
    text.setLength(0);
  }

  @Override
  public void close() throws IOException {
    flush();
    gzip.close();
  }
}
