package io.flowverdict.bench.throughput;

import io.flowverdict.core.flowlog.FlowLogFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// A flow-log object of [GeneratedTiers], modelled on a capture of four interfaces (version 2, 371
/// records of five minutes, 114 plain bytes and 14 gzip bytes for each):
///
/// - Records come in bundles: those of a bundle are of one interface, and have one start and one
///   end, at most 30 seconds apart. An interface has several bundles at the same time, and each
///   direction of a connection is in one of them, as if a hash had chosen it: of six pairs of
///   request and reply, one is in the same bundle, and the others are some 7 percent of the object
///   apart. The bundles of the capture have 3 records on average and 14 at the most; those here, of
///   busier interfaces, up to [#LARGEST_BUNDLE].
/// - Of seven connections in ten an interface shows both directions, of the others one.
/// - Much the same exchange is had again and again, with the same packets and bytes.
/// - The Internet's noise is single packets, one record in [#NOISE]; half of it comes from a few
///   scanners, each of which keeps its port. It is rejected, as nothing else is.
///
/// Of the connections, 15 percent come from the Internet, as many go to few servers there, and the
/// rest is between services, where both ends have records.
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

  /// One record in so many is noise.
  static final int NOISE = 12;

  static final int LARGEST_BUNDLE = 128;

  /// How many bundles an interface has at the same time.
  private static final int BUNDLES = 6;

  private static final int SECONDS = 240;
  private static final int SCANNERS = 16;
  private static final int SERVERS = 12;
  private static final int EXCHANGES = 24;
  private static final int SYN = 2;
  private static final int SYN_ACK = 18;
  private static final int FIN = 1;

  private final GeneratedTiers tiers;
  private final Random random;
  private final int records;
  private final FlowLines lines;
  private final List<List<SeenFlow>> bundles = new ArrayList<>();
  private final int[] sizes;
  private final List<int[]> exchanges = new ArrayList<>();
  private int made;
  private int noise;
  private int written;

  private GeneratedTraffic(GeneratedTiers tiers, int records, FlowLines lines) {
    this.tiers = tiers;
    this.random = new Random(tiers.seed());
    this.records = records;
    this.lines = lines;
    this.sizes = new int[tiers.interfaces() * BUNDLES];
    for (int i = 0; i < sizes.length; i++) {
      bundles.add(new ArrayList<>());
      sizes[i] = bundleSize();
    }
    for (int i = 0; i < EXCHANGES; i++) {
      exchanges.add(exchange());
    }
  }

  /// {@return an object, gzip}
  ///
  /// @param wide with thirty fields instead of those of version 2
  /// @param records how many
  public static byte[] object(GeneratedTiers tiers, boolean wide, int records) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(tiers, wide, records, bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /// Writes what [#object] gives.
  ///
  /// @param to is closed
  public static void write(GeneratedTiers tiers, boolean wide, int records, OutputStream to)
      throws IOException {
    try (FlowLines lines = new FlowLines(tiers, wide, to)) {
      new GeneratedTraffic(tiers, records, lines).write();
    }
  }

  private void write() throws IOException {
    while (made < records) {
      if (noise * NOISE < made) {
        noise();
      } else {
        connection();
      }
    }
    Collections.shuffle(bundles, random);
    for (List<SeenFlow> left : bundles) {
      writeBundle(left);
    }
  }

  private int skewed(int bound) {
    double uniform = random.nextDouble();
    return (int) (bound * uniform * uniform * uniform);
  }

  /// Large ones are as frequent as ones of half the size are.
  private int bundleSize() {
    return (int) Math.pow(LARGEST_BUNDLE + 1.0, random.nextDouble());
  }

  /// {@return packets and bytes}
  private int[] exchange() {
    int packets = 1 + skewed(200);
    return new int[] {packets, packets * (40 + random.nextInt(1400))};
  }

  private int internet() {
    return 0x2D00_0000 + random.nextInt(0x2000_0000);
  }

  private void noise() throws IOException {
    int at = skewed(tiers.interfaces());
    int scanner = random.nextInt(2 * SCANNERS);
    boolean known = scanner < SCANNERS;
    int from = known ? 0x2D00_0000 + 0x0101_0107 * scanner : internet();
    int fromPort = known ? 43_000 + 321 * scanner : random.nextInt(1_024, 65_536);
    int port = random.nextInt(1, 65_536);
    port += port == tiers.portOf(tiers.serviceOf(at)) ? 1 : 0;
    int bytes = random.nextInt(4) == 0 ? 44 : 40;
    noise++;
    add(new SeenFlow(at, from, tiers.address(at), fromPort, port, 1, bytes, SYN, true, false));
  }

  private void connection() throws IOException {
    int kind = random.nextInt(100);
    int member = skewed(tiers.interfaces() / tiers.services());
    if (kind < 15) {
      int server = member * tiers.services();
      connection(internet(), -1, tiers.address(server), server, tiers.portOf(0));
    } else if (kind < 30) {
      int client = skewed(tiers.interfaces());
      int server = 0x3400_0000 + 0x0003_0507 * skewed(SERVERS);
      connection(tiers.address(client), client, server, -1, 443);
    } else {
      int service = random.nextInt(1, tiers.services());
      int client = member * tiers.services() + service - 1;
      int server = skewed(tiers.interfaces() / tiers.services()) * tiers.services() + service;
      connection(
          tiers.address(client), client, tiers.address(server), server, tiers.portOf(service));
    }
  }

  /// @param client the index of its interface; negative on the Internet
  /// @param server as the client
  private void connection(int from, int client, int to, int server, int port) throws IOException {
    int clientPort = random.nextInt(32_768, 61_000);
    int phase = random.nextInt(3);
    int[] sent = usualExchange();
    int[] received = usualExchange();
    for (int at : new int[] {client, server}) {
      int shown = random.nextInt(20);
      if (at >= 0 && shown < 17) {
        int flags = flags(phase, SYN);
        boolean in = at == server;
        add(new SeenFlow(at, from, to, clientPort, port, sent[0], sent[1], flags, in, true));
      }
      if (at >= 0 && shown >= 3) {
        int flags = flags(phase, SYN_ACK);
        boolean in = at == client;
        add(
            new SeenFlow(
                at, to, from, port, clientPort, received[0], received[1], flags, in, true));
      }
    }
  }

  private int[] usualExchange() {
    return random.nextInt(4) == 0 ? exchange() : exchanges.get(skewed(EXCHANGES));
  }

  /// The flags of a connection that goes on, of one that begins and of one that begins and ends.
  private static int flags(int phase, int opening) {
    return switch (phase) {
      case 0 -> 0;
      case 1 -> opening;
      default -> opening | FIN;
    };
  }

  private void add(SeenFlow flow) throws IOException {
    int index = flow.at() * BUNDLES + random.nextInt(BUNDLES);
    List<SeenFlow> bundle = bundles.get(index);
    bundle.add(flow);
    made++;
    if (bundle.size() == sizes[index]) {
      Collections.shuffle(bundle, random);
      writeBundle(bundle);
      bundle.clear();
      sizes[index] = bundleSize();
    }
  }

  private void writeBundle(List<SeenFlow> bundle) throws IOException {
    long start = BEGIN + (long) SECONDS * written / records + random.nextInt(10);
    long end = start + random.nextInt(31);
    for (SeenFlow flow : bundle) {
      if (written < records) {
        lines.write(flow, start, end);
        written++;
      }
    }
  }
}
