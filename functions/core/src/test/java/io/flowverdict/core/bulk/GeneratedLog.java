package io.flowverdict.core.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Small networks and logs of their traffic, drawn from a seed: addresses and ports at and beside
/// the bounds of rules, connections whose records repeat, and a few lines that are no records.
public final class GeneratedLog {

  static final long BEGIN = 1_763_632_800;

  private static final String AROUND =
      """
      vpc-1 has 10.0.0.0/16 2001:db8:1::/56
      vpc-2 has 10.2.0.0/16
      subnet-1 of vpc-1 has 10.0.1.0/24 2001:db8:1:1::/64
      subnet-2 of vpc-1 has 10.0.2.0/24 2001:db8:1:2::/64
      subnet-3 of vpc-2 has 10.2.1.0/24
      subnet-4 of vpc-1 has 10.0.4.0/24 2001:db8:1:4::/64
      acl-1 of vpc-1 guards subnet-1
      acl-2 of vpc-1 guards subnet-2
      eni-1 of subnet-1 has 10.0.1.10 2001:db8:1:1::10 carries sg-1 sg-2
      eni-2 of subnet-2 has 10.0.2.20 10.0.2.21 carries sg-1 sg-2
      eni-3 of subnet-2 has 10.0.2.30 carries sg-2 delegates 10.0.2.64/28
      eni-4 of subnet-1 has 10.0.1.99 2001:db8:1:1::99 carries sg-1 sg-2
      eni-5 of subnet-1 has 10.0.1.50 type nat_gateway
      eni-6 of subnet-1 has 10.0.1.60 type transit_gateway
      eni-7 of subnet-3 has 10.2.1.70 carries sg-3
      eni-8 of subnet-2 has 10.0.2.80 carries sg-lb type network_load_balancer
      eni-9 of subnet-2 has 10.0.2.22 10.0.2.23 carries sg-1 sg-2
      eni-11 of subnet-2 has 10.0.2.90 type network_load_balancer
      eni-12 of subnet-2 has 10.0.2.91 carries sg-1 type lambda
      eni-10 of subnet-4 has 10.0.4.40 2001:db8:1:4::40 carries sg-1 sg-2
      sg-1 of vpc-1; sg-2 of vpc-1; sg-3 of vpc-2; sg-lb of vpc-1
      pl-1 has 203.0.113.0/25 2001:db8:f::/48
      pl-2
      pcx-1 between vpc-1=10.0.0.0/16 vpc-2=10.2.0.0/16 is active
      pcx-2 between vpc-1=10.0.0.0/16 vpc-4=203.0.113.254/31 is active
      """;

  private static final List<String> PEERS =
      List.of(
          "any",
          "any6",
          "10.0.0.0/8",
          "10.0.2.20",
          "10.0.2.0/24",
          "203.0.113.0/24",
          "pl-1",
          "pl-2",
          "sg-1",
          "sg-2",
          "sg-lb",
          "sg-3 of vpc-2 over pcx-1 active",
          "sg-gone",
          "198.51.100.7",
          "128.0.0.0/1",
          "2001:db8::/32");
  private static final List<String> BLOCKS =
      List.of(
          "any",
          "any6",
          "10.0.0.0/8",
          "10.0.2.20",
          "10.0.2.0/24",
          "203.0.113.0/24",
          "198.51.100.0/25",
          "128.0.0.0/1",
          "2001:db8::/32");
  private static final List<String> TRAFFIC =
      List.of(
          "all",
          "tcp",
          "udp",
          "tcp 443",
          "tcp 22-80",
          "tcp 1024-65535",
          "tcp 32768-60999",
          "udp 53",
          "udp 1024-65535",
          "icmp",
          "icmp 8/0",
          "47",
          "tcp 5432");
  private static final List<String> IPV4 =
      List.of(
          "10.0.1.10",
          "10.0.2.20",
          "10.0.2.21",
          "10.0.2.30",
          "10.0.1.99",
          "10.0.1.50",
          "10.0.1.60",
          "10.2.1.70",
          "10.0.2.80",
          "10.0.2.65",
          "10.0.1.1",
          "10.0.0.2",
          "10.0.2.1",
          "10.0.77.3",
          "10.9.9.9",
          "192.168.4.4",
          "172.31.0.9",
          "203.0.113.1",
          "203.0.113.128",
          "203.0.113.255",
          "198.51.100.7",
          "198.51.100.128",
          "127.255.255.255",
          "128.0.0.1",
          "169.254.169.254",
          "169.254.169.123",
          "100.64.0.1",
          "0.0.0.0",
          "255.255.255.255",
          "10.2.1.3",
          "10.0.4.40",
          "10.0.4.77",
          "10.0.4.1");
  private static final List<String> IPV6 =
      List.of(
          "2001:db8:1:1::10",
          "2001:db8:1:1::99",
          "2001:DB8:1:2::20",
          "2001:db8:1:4::40",
          "2001:db8:1:4::77",
          "2001:db8:f::1",
          "7fff::1",
          "fd00:ec2::254",
          "fe80::1",
          "::ffff:10.0.2.20",
          "2a00::1");
  private static final List<String> INTERFACES =
      List.of(
          "eni-1",
          "eni-2",
          "eni-3",
          "eni-4",
          "eni-5",
          "eni-6",
          "eni-7",
          "eni-8",
          "eni-9",
          "eni-10",
          "eni-11",
          "eni-12",
          "eni-gone");

  /// Two pairs of interfaces that only their own addresses tell apart, one that its subnet tells
  /// from the second pair, and these addresses, with others of its subnet.
  private static final List<String> ALIKE = List.of("eni-1", "eni-4", "eni-2", "eni-9", "eni-10");

  private static final List<String> OF_ALIKE =
      List.of(
          "10.0.1.10",
          "10.0.1.99",
          "10.0.2.20",
          "10.0.2.21",
          "10.0.2.22",
          "10.0.2.23",
          "10.0.4.40",
          "10.0.4.77",
          "10.0.4.1",
          "10.0.2.1");
  private static final List<String> PORTS =
      List.of(
          "0", "22", "53", "67", "68", "80", "443", "546", "547", "1023", "1024", "5432", "32767",
          "32768", "40000", "60999", "61000", "65535");

  /// Of the network's own services, which are told by the ports of both sides.
  private static final List<String> OF_SERVICES = List.of("53", "67", "68", "546", "40000");

  private static final List<String> PROTOCOLS =
      List.of("6", "6", "6", "17", "17", "1", "58", "47", "50");

  private final Random random;

  /// Whether the log is about interfaces that are alike, so that records of the same addresses come
  /// to be of either end.
  private final boolean alike;

  /// The few of all that a log is about, so that records come to be alike.
  private final List<String> ipv4;

  private final List<String> interfaces;
  private final List<String> ports;
  private final List<String> protocols;

  public GeneratedLog(long seed) {
    this.random = new Random(seed);
    this.alike = random.nextBoolean();
    this.ipv4 = alike ? with(OF_ALIKE, some(IPV4, 3)) : some(IPV4, 8);
    this.interfaces = alike ? with(ALIKE, some(INTERFACES, 1)) : some(INTERFACES, 4);
    boolean services = random.nextInt(3) == 0;
    this.ports = services ? OF_SERVICES : some(PORTS, 5);
    this.protocols = services ? List.of("17", "17", "6") : PROTOCOLS;
  }

  private List<String> some(List<String> values, int count) {
    List<String> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, count);
  }

  private static List<String> with(List<String> values, List<String> others) {
    return Stream.concat(values.stream(), others.stream()).toList();
  }

  private String any(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  /// {@return the next network}
  public Snapshot network() {
    StringBuilder rows = new StringBuilder(AROUND);
    for (String group : List.of("sg-1", "sg-2", "sg-3", "sg-lb")) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        boolean in = random.nextBoolean();
        rows.append(group + (in ? " in " : " out ") + any(TRAFFIC));
        rows.append((in ? " from " : " to ") + any(PEERS) + "\n");
      }
    }
    for (String acl : List.of("acl-1", "acl-2")) {
      for (int i = 1; i <= 2 + random.nextInt(6); i++) {
        boolean in = random.nextBoolean();
        rows.append(acl + (in ? " in " : " out ") + 10 * i);
        rows.append(random.nextInt(4) == 0 ? " deny " : " allow ").append(any(TRAFFIC));
        rows.append((in ? " from " : " to ") + any(BLOCKS) + "\n");
      }
    }
    return TestNetwork.of(rows.toString());
  }

  /// {@return the columns of a log: those of version 2, or some of all in any order}
  FlowLogFormat format() {
    if (random.nextInt(3) == 0) {
      return FlowLogFormat.DEFAULT;
    }
    List<String> columns = new ArrayList<>(FlowLogFormat.ALL.columns());
    if (random.nextBoolean()) {
      Collections.shuffle(columns, random);
    }
    columns.removeIf(column -> random.nextInt(6) == 0 && !column.endsWith("addr"));
    if (alike && random.nextBoolean()) {
      columns.remove("flow-direction");
    }
    return FlowLogFormat.of(columns);
  }

  byte[] log(FlowLogFormat format, int lines) {
    List<String[]> recent = new ArrayList<>();
    StringBuilder log = new StringBuilder(format + "\n");
    for (int i = 0; i < lines; i++) {
      String[] values = values(format);
      if (!recent.isEmpty() && random.nextInt(3) != 0) {
        values = again(format, recent.get(random.nextInt(recent.size())), values);
      }
      if (recent.size() < 60) {
        recent.add(values);
      }
      log.append(random.nextInt(40) == 0 ? broken(values) : String.join(" ", values));
      log.append(random.nextInt(200) == 0 ? "\r\n" : "\n");
      if (random.nextInt(2000) == 0) {
        log.append(random.nextBoolean() ? format : FlowLogFormat.DEFAULT).append('\n');
      }
    }
    return log.toString().getBytes(UTF_8);
  }

  private String[] values(FlowLogFormat format) {
    boolean ipv6 = random.nextInt(6) == 0;
    String source = any(ipv6 ? IPV6 : ipv4);
    String destination = any(ipv6 ? IPV6 : ipv4);
    String port = oftenest(port());
    boolean samePorts = random.nextInt(4) == 0;
    long start = BEGIN + random.nextInt(1200) - 600;
    return format.columns().stream()
        .map(column ->
            switch (column) {
              case "version" -> "5";
              case "account-id" -> "111122223333";
              case "interface-id" -> oftenest(any(interfaces));
              case "srcaddr" -> oftenest(source);
              case "dstaddr" -> oftenest(destination);
              case "pkt-srcaddr" -> random.nextInt(5) == 0 ? any(ipv4) : source;
              case "pkt-dstaddr" -> random.nextInt(5) == 0 ? any(ipv4) : destination;
              case "srcport" -> port;
              case "dstport" -> samePorts ? port : oftenest(port());
              case "protocol" -> oftenest(any(protocols));
              case "packets" -> oftenest("" + random.nextInt(1, 100));
              case "bytes" -> oftenest("" + random.nextLong(1L << random.nextInt(1, 40)));
              case "start" -> oftenest("" + start);
              case "end" -> oftenest("" + (start + random.nextInt(120)));
              case "action" -> oftenest(random.nextInt(4) == 0 ? "REJECT" : "ACCEPT");
              case "log-status" -> random.nextInt(50) == 0 ? "SKIPDATA" : "OK";
              case "tcp-flags" ->
                  oftenest(any(List.of("0", "0", "1", "2", "3", "4", "5", "18", "19", "255")));
              case "flow-direction" -> oftenest(random.nextBoolean() ? "ingress" : "egress");
              case "reject-reason" -> random.nextInt(9) == 0 ? any(List.of("BPA", "EC", "X")) : "-";
              case "resource-id" -> random.nextInt(9) == 0 ? "nat-1" : "-";
              case "traffic-path" -> any(List.of("-", "1", "8"));
              default ->
                  random.nextInt(3000) == 0
                      ? "ü-not-ascii"
                      : any(List.of("-", "a", "some-longer-name-of-something"));
            })
        .toArray(String[]::new);
  }

  private String port() {
    return random.nextInt(3) == 0 ? "" + random.nextInt(65_536) : any(ports);
  }

  private String oftenest(String value) {
    return random.nextInt(60) == 0 ? "-" : value;
  }

  /// Another record of a connection: of the same or the other direction, at another time.
  private String[] again(FlowLogFormat format, String[] earlier, String[] drawn) {
    String[] values = earlier.clone();
    boolean back = random.nextBoolean();
    for (int i = 0; i < values.length; i++) {
      String other =
          switch (format.columns().get(i)) {
            case "srcaddr" -> "dstaddr";
            case "dstaddr" -> "srcaddr";
            case "pkt-srcaddr" -> "pkt-dstaddr";
            case "pkt-dstaddr" -> "pkt-srcaddr";
            case "srcport" -> "dstport";
            case "dstport" -> "srcport";
            default -> "";
          };
      int index = format.columns().indexOf(other);
      if (back && index >= 0) {
        values[i] = earlier[index];
      }
      if (List.of("start", "end", "action", "tcp-flags", "packets", "bytes", "flow-direction")
          .contains(format.columns().get(i))) {
        values[i] = drawn[i];
      }
    }
    return values;
  }

  private String broken(String[] values) {
    String[] changed = values.clone();
    int at = random.nextInt(changed.length);
    changed[at] =
        any(
            List.of(
                "",
                "-1",
                "x",
                "999999",
                "10.0.0.256",
                "010.0.0.1",
                "1.2.3",
                "1.2.3.4.5",
                "\u0000",
                "\u007f",
                "00443",
                "18446744073709551616",
                "1763632800000",
                "NODATA",
                "ACCEPTED",
                "OKAY",
                " ",
                "\t",
                "\u00a0",
                "a".repeat(FlowRecord.LONGEST_TEXT + 1),
                "::1"));
    String line = String.join(" ", changed);
    return switch (random.nextInt(12)) {
      case 0 -> line + " ";
      case 1 -> " " + line;
      case 2 -> line.substring(0, random.nextInt(line.length()));
      case 3 -> line.replaceFirst(" ", "  ");
      case 4 -> line.replaceFirst(" ", "\t");
      case 5 -> line.replaceFirst(" ", "\n");
      default -> line;
    };
  }
}
