package io.flowverdict.core.snapshot;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Snapshots from rows of text, so that a test's network reads as a specification. A row says one
/// thing of the resource that it begins with; rows are separated by line ends or `;`, and `#`
/// begins a comment.
///
/// ```
/// vpc-1 has 10.0.0.0/16 2001:db8:1::/56            (or: … is block-bidirectional)
/// subnet-1 of vpc-1 has 10.0.1.0/24
/// acl-1 of vpc-1 guards subnet-1                   (or: acl-1 of vpc-1 is default)
/// acl-1 in 100 allow tcp 80-443 from 10.0.0.0/8
/// eni-1 of subnet-1 has 10.0.1.10 10.0.1.11 carries sg-web
/// eni-2 of subnet-1 has 10.0.1.20 type nat_gateway delegates 10.0.1.64/28 public 198.51.100.1
/// sg-web of vpc-1                                  (or: sg-web of vpc-1 named default)
/// sg-web in tcp 443 from sg-lb                     (or: … from sg-lb of vpc-2 over pcx-1 active)
/// sg-web out icmp 3/4 to any
/// pl-1 has 10.0.0.0/8                              (or, without its entries: pl-1)
/// pcx-1 between vpc-1=10.0.0.0/16 vpc-2=10.2.0.0/16 is active
/// pcx-2 between vpc-1=10.0.0.0/16 vpc-3@us-east-1=10.3.0.0/16 is active
/// ```
///
/// A resource is in the snapshot when a row begins with it. An interface is in the VPC of its
/// subnet. The n-th rule of `sg-web` has the id `sgr-web-n`. See [TestRule] for rules and entries.
public final class TestNetwork {

  private static final String ACCOUNT = "111122223333";

  private final Map<String, List<TestRow>> rows;

  private TestNetwork(Map<String, List<TestRow>> rows) {
    this.rows = rows;
  }

  /// {@return the snapshot that the rows describe}
  public static Snapshot of(String text) {
    Map<String, List<TestRow>> rows =
        text.lines()
            .map(line -> line.replaceFirst("#.*", ""))
            .flatMap(line -> Stream.of(line.split(";", -1)))
            .filter(row -> !row.isBlank())
            .map(TestRow::parse)
            .collect(Collectors.groupingBy(TestRow::id, LinkedHashMap::new, Collectors.toList()));
    return new TestNetwork(rows).build();
  }

  private Snapshot build() {
    Snapshot.Builder snapshot = Snapshot.builder();
    rows.keySet().forEach(id -> add(id, snapshot));
    return snapshot.build();
  }

  private void add(String id, Snapshot.Builder snapshot) {
    String kind = id.substring(0, id.indexOf('-') + 1);
    switch (kind) {
      case "vpc-" -> snapshot.vpcs(List.of(vpc(id)));
      case "subnet-" -> snapshot.subnets(List.of(subnet(id)));
      case "eni-" -> snapshot.interfaces(List.of(networkInterface(id)));
      case "acl-" -> snapshot.networkAcls(List.of(networkAcl(id)));
      case "sg-" -> snapshot.securityGroups(List.of(securityGroup(id)));
      case "pl-" -> snapshot.prefixLists(List.of(prefixList(id)));
      case "pcx-" -> snapshot.peerings(List.of(peering(id)));
      default -> throw new IllegalArgumentException("No such kind of resource: " + id);
    }
  }

  private Vpc vpc(String id) {
    return new Vpc(id, null, ACCOUNT, false, cidrs(id, "has"), word(id, "is"));
  }

  private Subnet subnet(String id) {
    return new Subnet(id, null, word(id, "of"), ACCOUNT, cidrs(id, "has"), word(id, "is"));
  }

  private NetworkInterface networkInterface(String id) {
    String subnet = word(id, "of");
    String type = word(id, "type");
    return new NetworkInterface(
        id,
        null,
        null,
        type == null ? "interface" : type,
        subnet == null ? null : word(subnet, "of"),
        subnet,
        ACCOUNT,
        null,
        null,
        false,
        true,
        addresses(id, "has"),
        addresses(id, "public"),
        cidrs(id, "delegates"),
        Set.copyOf(words(id, "carries")));
  }

  private NetworkAcl networkAcl(String id) {
    return new NetworkAcl(
        id,
        word(id, "of"),
        ACCOUNT,
        "default".equals(word(id, "is")),
        Set.copyOf(words(id, "guards")),
        rules(id).stream().map(TestRule::entry).toList());
  }

  private SecurityGroup securityGroup(String id) {
    List<TestRow> rules = rules(id);
    String ids = "sgr-" + id.substring("sg-".length()) + "-";
    return new SecurityGroup(
        id,
        word(id, "named"),
        word(id, "of"),
        ACCOUNT,
        IntStream.range(0, rules.size())
            .mapToObj(i -> TestRule.rule(ids + (i + 1), rules.get(i)))
            .toList());
  }

  private PrefixList prefixList(String id) {
    List<Cidr> cidrs = cidrs(id, "has");
    return new PrefixList(id, null, ACCOUNT, null, null, cidrs.isEmpty() ? null : cidrs);
  }

  private VpcPeering peering(String id) {
    List<String> ends = words(id, "between");
    String status = word(id, "is");
    return new VpcPeering(
        id, status == null ? "active" : status, side(ends.getFirst()), side(ends.getLast()));
  }

  private static VpcPeering.Side side(String end) {
    String[] parts = end.split("=", -1);
    List<Cidr> cidrs = parts.length == 1 ? List.of() : List.of(TestRule.cidr(parts[1]));
    String[] place = parts[0].split("@", -1);
    String region = place.length == 1 ? "eu-central-1" : place[1];
    return new VpcPeering.Side(place[0], ACCOUNT, region, cidrs);
  }

  private List<TestRow> rules(String id) {
    return about(id).stream().filter(row -> !row.words().isEmpty()).toList();
  }

  private List<Cidr> cidrs(String id, String clause) {
    return words(id, clause).stream().map(TestRule::cidr).toList();
  }

  private List<IpAddress> addresses(String id, String clause) {
    return words(id, clause).stream().map(IpAddress::parse).toList();
  }

  private @Nullable String word(String id, String clause) {
    return words(id, clause).stream().findFirst().orElse(null);
  }

  private List<String> words(String id, String clause) {
    return about(id).stream()
        .filter(row -> row.words().isEmpty())
        .flatMap(row -> row.all(clause).stream())
        .toList();
  }

  private List<TestRow> about(String id) {
    return rows.getOrDefault(id, List.of());
  }
}
