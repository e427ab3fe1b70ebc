package io.flowverdict.core.explain;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Traffic;
import io.flowverdict.core.snapshot.Vpc;
import io.flowverdict.core.snapshot.VpcPeering;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A snapshot written as text, one resource a line; `#` begins a comment:
///
/// ```
/// vpc vpc-1 10.0.0.0/16
/// subnet subnet-a vpc-1 10.0.1.0/24
/// eni eni-a subnet-a 10.0.1.5 groups=sg-a,sg-b public=203.0.113.5 instance=i-a type=nat_gateway
/// sg sg-a vpc-1 [name=default] [owner=111122223333]
/// rule sg-a in tcp 443 10.0.0.0/8 [sgr-1]        peers: a CIDR, sg-…, pl-…
/// acl acl-a vpc-1 subnet-a,subnet-b
/// entry acl-a out 100 allow tcp 1024-65535 0.0.0.0/0
/// peering pcx-1 vpc-1 vpc-2 active
/// list pl-1 10.0.0.0/8,192.168.0.0/16
/// ```
///
/// Ports: `443`, `1024-65535`, `*`; an ICMP type and code: `8/0`, `*`; `all *` is all traffic.
public final class World {

  private final Map<String, String> subnetVpcs = new LinkedHashMap<>();
  private final Map<String, List<SecurityGroupRule>> rules = new LinkedHashMap<>();
  private final Map<String, List<NetworkAclEntry>> entries = new LinkedHashMap<>();
  private final List<String[]> groups = new ArrayList<>();
  private final List<String[]> acls = new ArrayList<>();
  private final Snapshot.Builder snapshot = Snapshot.builder();

  private World() {}

  public static Snapshot of(String... texts) {
    World world = new World();
    String.join("\n", texts)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .forEach(line -> world.add(line.split("\\s+")));
    for (String[] group : world.groups) {
      world.snapshot.securityGroups(
          List.of(
              new SecurityGroup(
                  group[1],
                  option(group, "name"),
                  group[2],
                  option(group, "owner"),
                  world.rules.getOrDefault(group[1], List.of()))));
    }
    for (String[] acl : world.acls) {
      world.snapshot.networkAcls(
          List.of(
              new NetworkAcl(
                  acl[1],
                  acl[2],
                  null,
                  false,
                  Set.of(acl[3].split(",")),
                  world.entries.getOrDefault(acl[1], List.of()))));
    }
    return world.snapshot.build();
  }

  private void add(String[] words) {
    switch (words[0]) {
      case "vpc" -> snapshot.vpcs(List.of(vpc(words)));
      case "subnet" -> snapshot.subnets(List.of(subnet(words)));
      case "eni" -> snapshot.interfaces(List.of(networkInterface(words)));
      case "sg" -> groups.add(words);
      case "rule" -> rules.computeIfAbsent(words[1], id -> new ArrayList<>()).add(rule(words));
      case "acl" -> acls.add(words);
      case "entry" -> entries.computeIfAbsent(words[1], id -> new ArrayList<>()).add(entry(words));
      case "peering" -> snapshot.peerings(List.of(peering(words)));
      case "list" ->
          snapshot.prefixLists(
              List.of(
                  words.length == 3
                      ? new PrefixList(words[1], null, null, null, null, cidrs(words[2]))
                      : new PrefixList(
                          words[1], words[2], "AWS", null, null, entriesOrNone(words[3]))));
      default -> throw new IllegalArgumentException("No resource: " + words[0]);
    }
  }

  private static @Nullable List<Cidr> entriesOrNone(String text) {
    return text.equals("-") ? null : cidrs(text);
  }

  private static Vpc vpc(String[] words) {
    return new Vpc(words[1], null, null, false, cidrs(words[2]), null);
  }

  private Subnet subnet(String[] words) {
    subnetVpcs.put(words[1], words[2]);
    return new Subnet(words[1], null, words[2], null, cidrs(words[3]), null);
  }

  private NetworkInterface networkInterface(String[] words) {
    String description = option(words, "description");
    return new NetworkInterface(
        words[1],
        null,
        description == null ? null : description.replace('_', ' '),
        option(words, "type"),
        subnetVpcs.get(words[2]),
        words[2],
        null,
        option(words, "instance"),
        null,
        description != null,
        option(words, "forwards") == null,
        addresses(words[3]),
        publicAddresses(option(words, "public")),
        associations(option(words, "public")),
        cidrs(option(words, "prefix")),
        Set.copyOf(texts(option(words, "groups"))));
  }

  /// `203.0.113.5`, or with the private address that it is associated with `203.0.113.5@10.0.0.5`.
  private static List<IpAddress> publicAddresses(@Nullable String text) {
    return texts(text).stream().map(each -> IpAddress.parse(each.replaceFirst("@.*", ""))).toList();
  }

  private static Map<IpAddress, IpAddress> associations(@Nullable String text) {
    Map<IpAddress, IpAddress> associations = new HashMap<>();
    texts(text).stream()
        .filter(each -> each.contains("@"))
        .map(each -> addresses(each.replace('@', ',')))
        .forEach(each -> associations.put(each.getFirst(), each.getLast()));
    return associations;
  }

  private static SecurityGroupRule rule(String[] words) {
    return new SecurityGroupRule(
        words.length > 6 ? words[6] : null,
        words[1],
        direction(words[2]),
        traffic(words[3], words[4]),
        peer(words[5]),
        null);
  }

  private static NetworkAclEntry entry(String[] words) {
    return new NetworkAclEntry(
        Integer.parseInt(words[3]),
        direction(words[2]),
        words[4].equals("allow") ? NetworkAclEntry.Effect.ALLOW : NetworkAclEntry.Effect.DENY,
        traffic(words[5], words[6]),
        Cidr.parse(words[7]));
  }

  private static VpcPeering peering(String[] words) {
    String region = option(words, "region");
    return new VpcPeering(
        words[1],
        words[4],
        new VpcPeering.Side(words[2], "111122223333", "eu-west-1", List.of()),
        new VpcPeering.Side(
            words[3], "123456789012", region == null ? "eu-west-1" : region, List.of()));
  }

  static Direction direction(String text) {
    return text.equals("in") ? Direction.INGRESS : Direction.EGRESS;
  }

  static Traffic traffic(String protocolText, String what) {
    if (protocolText.equals("all")) {
      return new Traffic.All();
    }
    Protocol protocol = Protocol.parse(protocolText);
    if (what.equals("*")) {
      return Traffic.allOf(protocol);
    }
    Matcher numbers = Pattern.compile("(\\d+)(?:[-/](\\d+))?").matcher(what);
    if (!numbers.matches()) {
      throw new IllegalArgumentException("No ports or type: " + what);
    }
    int first = Integer.parseInt(numbers.group(1));
    int second = numbers.group(2) == null ? -1 : Integer.parseInt(numbers.group(2));
    return protocol.isIcmp()
        ? new Traffic.Icmp(protocol, first, second)
        : new Traffic.Ports(protocol, new PortRange(first, second < 0 ? first : second));
  }

  private static Peer peer(String text) {
    if (text.startsWith("sg-")) {
      return Peer.OfGroup.local(text);
    }
    return text.startsWith("pl-") ? new Peer.OfPrefixList(text) : new Peer.OfCidr(Cidr.parse(text));
  }

  private static @Nullable String option(String[] words, String name) {
    return Arrays.stream(words)
        .filter(word -> word.startsWith(name + "="))
        .map(word -> word.substring(name.length() + 1))
        .findFirst()
        .orElse(null);
  }

  private static List<String> texts(@Nullable String text) {
    return text == null ? List.of() : List.of(text.split(","));
  }

  private static List<IpAddress> addresses(@Nullable String text) {
    return texts(text).stream().map(IpAddress::parse).toList();
  }

  private static List<Cidr> cidrs(@Nullable String text) {
    return texts(text).stream().map(Cidr::parse).toList();
  }
}
