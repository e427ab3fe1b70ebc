package io.flowverdict.bench.throughput;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.flowverdict.core.flowlog.FlowLogFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// A flow-log object of [GeneratedTiers]: few connections make up much of the traffic, each with
/// both directions, client ports are ephemeral, and one record in twelve is the Internet's noise.
public final class GeneratedTraffic {

  /// When the records begin, in seconds since 1970: they end within five minutes.
  public static final long BEGIN = 1_763_632_800;

  /// The fields of version 2 to 5 that a custom format often has, 30 of them.
  public static final FlowLogFormat THIRTY_FIELDS =
      FlowLogFormat.parse(
          FlowLogFormat.DEFAULT
              + " vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id"
              + " sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service"
              + " flow-direction traffic-path reject-reason");

  private static final int FLUSH = 1 << 16;

  private final GeneratedTiers tiers;
  private final Random random;
  private final boolean wide;
  private final int records;
  private int written;
  private final StringBuilder text = new StringBuilder();

  private GeneratedTraffic(GeneratedTiers tiers, boolean wide, int records) {
    this.tiers = tiers;
    this.random = new Random(tiers.seed());
    this.wide = wide;
    this.records = records;
  }

  /// {@return an object, gzip}
  ///
  /// @param wide with thirty fields instead of those of version 2
  /// @param records how many, or a few more
  public static byte[] object(GeneratedTiers tiers, boolean wide, int records) {
    return new GeneratedTraffic(tiers, wide, records).gzip();
  }

  private byte[] gzip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, FLUSH)) {
      text.append(wide ? THIRTY_FIELDS : FlowLogFormat.DEFAULT).append('\n');
      while (written < records) {
        if (random.nextInt(12) == 0) {
          noise();
        } else {
          connection();
        }
        if (text.length() > FLUSH || written >= records) {
          gzip.write(text.toString().getBytes(US_ASCII));
          text.setLength(0);
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private int skewed(int bound) {
    double uniform = random.nextDouble();
    return (int) (bound * uniform * uniform * uniform);
  }

  private int internet() {
    return 0x2D00_0000 + random.nextInt(0x2000_0000);
  }

  private void noise() {
    int at = skewed(tiers.interfaces());
    String port = Integer.toString(random.nextInt(1, 65_536));
    record(
        at,
        internet(),
        tiers.address(at),
        "" + random.nextInt(32768, 61000),
        port,
        2,
        true,
        "REJECT");
  }

  /// A connection to an interface, recorded at both ends unless it comes from the Internet.
  private void connection() {
    int server = skewed(tiers.interfaces());
    int service = tiers.serviceOf(server);
    int member = skewed(Math.max(1, tiers.interfaces() / tiers.services()));
    int client = Math.min(tiers.interfaces() - 1, member * tiers.services() + service - 1);
    int from = service == 0 ? internet() : tiers.address(client);
    String clientPort = Integer.toString(random.nextInt(32_768, 61_000));
    String port = Integer.toString(tiers.portOf(service));
    int to = tiers.address(server);
    for (int interval = random.nextInt(3); interval >= 0; interval--) {
      int flags = interval == 0 ? 2 : 0;
      record(server, from, to, clientPort, port, flags, true, "ACCEPT");
      record(server, to, from, port, clientPort, flags == 0 ? 0 : 18, false, "ACCEPT");
      if (service != 0) {
        record(client, from, to, clientPort, port, flags, false, "ACCEPT");
        record(client, to, from, port, clientPort, flags == 0 ? 0 : 18, true, "ACCEPT");
      }
    }
  }

  private void record(
      int at, int from, int to, String fromPort, String toPort, int flags, boolean in, String act) {
    long start = BEGIN + 240L * written / records + random.nextInt(10);
    int packets = 1 + skewed(200);
    text.append("2 111122223333 ").append(tiers.interfaceId(at)).append(' ');
    address(from).append(' ');
    address(to).append(' ').append(fromPort).append(' ').append(toPort).append(" 6 ");
    text.append(packets).append(' ').append(packets * (40L + random.nextInt(1400))).append(' ');
    text.append(start).append(' ').append(start + 10 + random.nextInt(50)).append(' ');
    text.append(act).append(" OK");
    if (wide) {
      text.append(" vpc-1 ").append(tiers.subnetId(at));
      text.append(" i-").append(tiers.interfaceId(at).substring(4)).append(' ').append(flags);
      text.append(" IPv4 ");
      address(from).append(' ');
      address(to).append(" eu-central-1 euc1-az2 - - - - ");
      text.append(in ? "ingress -" : "egress 1").append(" -");
    }
    text.append('\n');
    written++;
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
}
