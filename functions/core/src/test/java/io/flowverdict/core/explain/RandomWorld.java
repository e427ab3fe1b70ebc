package io.flowverdict.core.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Small worlds in which interesting things collide: few addresses, ports and numbers, and rules
/// for all of them. Equal seeds give equal worlds.
public final class RandomWorld {

  private static final String PLACES =
      """
      vpc vpc-1 10.1.0.0/16,2001:db8:1::/56
      vpc vpc-2 10.2.0.0/16
      subnet subnet-1 vpc-1 10.1.1.0/24,2001:db8:1:1::/64
      subnet subnet-2 vpc-1 10.1.2.0/24,2001:db8:1:2::/64
      subnet subnet-3 vpc-2 10.2.1.0/24
      """;

  private static final List<String> CIDRS =
      List.of(
          "0.0.0.0/0",
          "10.0.0.0/8",
          "10.1.0.0/16",
          "10.1.1.0/24",
          "10.1.2.5/32",
          "10.2.1.0/24",
          "198.51.100.0/24",
          "::/0",
          "2001:db8:1:1::/64");

  private static final List<String> TRAFFIC =
      List.of(
          "all *",
          "tcp *",
          "tcp 443",
          "tcp 80",
          "tcp 22-443",
          "tcp 1024-65535",
          "tcp 32768-60999",
          "tcp 32768-40000",
          "tcp 40000-65535",
          "udp *",
          "udp 53",
          "47 *");

  private static final List<String> ENDS =
      List.of(
          "eni-1",
          "eni-2",
          "eni-3",
          "eni-4",
          "10.1.2.5",
          "198.51.100.7",
          "203.0.113.1",
          "203.0.113.2",
          "2001:db8:1:1::5",
          "2001:db8:9::9");

  private static final List<String> SERVICES =
      List.of("tcp 443", "tcp 80", "tcp 8080", "udp 53", "47");

  private static final List<String> ALL_ENDS =
      List.of(
          "eni-1",
          "eni-2",
          "eni-3",
          "eni-4",
          "10.1.1.6",
          "10.1.2.5",
          "198.51.100.7",
          "203.0.113.1",
          "2001:db8:1:1::5",
          "2001:db8:1:2::5",
          "2001:db8:9::9");

  private static final List<String> ALL_SERVICES =
      List.of(
          "tcp 443",
          "tcp 80",
          "tcp 8080",
          "tcp",
          "udp 53",
          "udp 123",
          "udp",
          "47",
          "icmp",
          "icmpv6",
          "icmp 3/4",
          "icmpv6 2/0");

  private final Random random;
  private final List<String> lines = new ArrayList<>();

  private List<String> traffic = TRAFFIC;
  private List<String> peers = CIDRS;
  private boolean lists;

  private RandomWorld(long seed) {
    this.random = new Random(seed);
  }

  public static String of(long seed) {
    return of(new RandomWorld(seed));
  }

  /// A world whose rules are also about ICMP and prefix lists.
  static String ofAllKinds(long seed) {
    RandomWorld world = new RandomWorld(seed);
    world.traffic =
        Stream.concat(
                TRAFFIC.stream(),
                Stream.of(
                    "icmp *", "icmp 8", "icmp 0/0", "icmpv6 *", "icmpv6 128/0", "udp 1024-65535"))
            .toList();
    world.peers = Stream.concat(CIDRS.stream(), Stream.of("10.1.2.0/24", "2001:db8::/32")).toList();
    world.lists = true;
    world.lines.add("list pl-1 10.1.2.0/24,198.51.100.0/25");
    return of(world);
  }

  private static String of(RandomWorld world) {
    world.lines.add(PLACES);
    world.addInterfaces();
    world.addGroups();
    world.addAcls();
    if (world.random.nextBoolean()) {
      world.lines.add("peering pcx-1 vpc-1 vpc-2 " + world.pick(List.of("active", "deleted")));
    }
    return String.join("\n", world.lines);
  }

  public static String question(long seed) {
    RandomWorld world = new RandomWorld(seed);
    return world.pick(ENDS) + " " + world.pick(ENDS) + " " + world.pick(SERVICES);
  }

  /// A question of any kind, also about ICMP, about no port, and between IPv6 addresses.
  static String anyQuestion(long seed) {
    RandomWorld world = new RandomWorld(seed);
    return world.pick(ALL_ENDS) + " " + world.pick(ALL_ENDS) + " " + world.pick(ALL_SERVICES);
  }

  private void addInterfaces() {
    String type = random.nextInt(4) == 0 ? " type=nat_gateway" : "";
    lines.add("eni eni-1 subnet-1 10.1.1.5,2001:db8:1:1::5 public=203.0.113.1" + groups() + type);
    lines.add("eni eni-2 subnet-1 10.1.1.6,2001:db8:1:1::6" + groups());
    lines.add("eni eni-3 subnet-2 10.1.2.5,2001:db8:1:2::5 public=203.0.113.2" + groups());
    lines.add("eni eni-4 subnet-3 10.2.1.5 groups=" + pick(List.of("sg-3", "sg-4", "sg-3,sg-4")));
  }

  private String groups() {
    return pick(
        List.of("", " groups=sg-1", " groups=sg-2", " groups=sg-1,sg-2", " groups=sg-0,sg-1"));
  }

  private void addGroups() {
    lines.add("sg sg-0 vpc-1 name=default");
    for (int i = 1; i <= 4; i++) {
      lines.add("sg sg-" + i + " vpc-" + (i + 1) / 2);
    }
    for (int i = 0; i <= 4; i++) {
      if (random.nextInt(3) > 0) {
        lines.add("rule sg-" + i + " out all * 0.0.0.0/0");
        lines.add("rule sg-" + i + " in " + pick(traffic) + " 0.0.0.0/0");
      }
      for (int rules = random.nextInt(4); rules > 0; rules--) {
        String peer = random.nextInt(3) == 0 ? "sg-" + random.nextInt(5) : pick(peers);
        peer = lists && peer.equals("10.1.2.0/24") ? pick(List.of("pl-1", "pl-2")) : peer;
        lines.add("rule sg-" + i + " " + way() + " " + pick(traffic) + " " + peer);
      }
    }
  }

  private void addAcls() {
    boolean shared = random.nextBoolean();
    lines.add("acl acl-1 vpc-1 " + (shared ? "subnet-1,subnet-2" : "subnet-1"));
    if (!shared) {
      lines.add("acl acl-2 vpc-1 subnet-2");
    }
    lines.add("acl acl-3 vpc-2 subnet-3");
    for (int i = 1; i <= 3; i++) {
      addEntries("acl-" + i, "in");
      addEntries("acl-" + i, "out");
    }
  }

  private void addEntries(String acl, String way) {
    TreeSet<Integer> numbers = new TreeSet<>();
    int highest = pick(List.of(4, 20, 200));
    for (int count = random.nextInt(5); count > 0; count--) {
      numbers.add(1 + random.nextInt(highest));
    }
    for (int number : numbers) {
      String effect = random.nextInt(3) == 0 ? "deny" : "allow";
      lines.add(
          String.join(" ", "entry", acl, way, "" + number, effect, pick(traffic), pick(peers)));
    }
    if (random.nextInt(4) > 0) {
      lines.add("entry " + acl + " " + way + " 300 allow all * 0.0.0.0/0");
      lines.add("entry " + acl + " " + way + " 301 allow all * ::/0");
    }
  }

  private String way() {
    return random.nextBoolean() ? "in" : "out";
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
