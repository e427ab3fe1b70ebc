package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.NetworkAclLayer;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.judge.SecurityGroupLayer;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Audits of random networks, compared with what the judge decides about every packet there is: one
/// of each stretch of ports and addresses between the bounds that rules and entries have.
class SmallWorldsTest {

  private static final int WORLDS = 500;

  /// Addresses with a representative in each block that does not hold others.
  private static final List<String> BLOCKS =
      List.of("0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/30", "10.0.0.0/31", "10.0.0.1/32");

  private static final List<IpAddress> PEERS =
      Stream.of("10.0.0.0", "10.0.0.1", "10.0.0.2", "10.0.9.9", "54.0.0.1", "200.0.0.1")
          .map(IpAddress::parse)
          .toList();

  private static final List<String> RANGES =
      List.of("22", "80", "22-80", "0-79", "80-65535", "1024-65535", "32768-60999", "32768-65535");

  private static final int[] PORTS = {
    0, 21, 22, 23, 79, 80, 81, 1_023, 1_024, 32_767, 32_768, 49_151, 49_152, 60_999, 61_000, 65_535
  };

  private static final List<Packet> PACKETS = allPackets();

  private final Random random = new Random(7);

  private final Tally tally = new Tally();

  /// Comparisons and disagreements. Mutable.
  private static final class Tally {
    private long compared;
    private long withFindings;
    private final List<String> disagreements = new ArrayList<>();

    void compare(Object found, Object expected, String world) {
      compared++;
      withFindings += found instanceof Collection<?> all && !all.isEmpty() ? 1 : 0;
      if (!found.equals(expected)) {
        disagreements.add("found " + found + ", expected " + expected + " in\n" + world);
      }
    }

    void print(String what) {
      System.out.println(
          what
              + ": worlds "
              + WORLDS
              + ", comparisons "
              + compared
              + " ("
              + withFindings
              + " not of nothing), disagreements "
              + disagreements.size());
      assertThat(disagreements).isEmpty();
    }
  }

  @Test
  void anEntryIsShadowedWhenItDecidesNoPacket() {
    for (int world = 0; world < WORLDS; world++) {
      String text = entries("in", 5);
      Snapshot snapshot = TestNetwork.of("acl-1 of vpc-1 guards subnet-1\n" + text);
      NetworkAcl acl = snapshot.networkAcls().firstEntry().getValue();
      Set<String> found =
          Found.findings(new AclEntriesShadowed(), snapshot).stream()
              .filter(finding -> !Objects.equals(finding.aspect(), "partial"))
              .map(finding -> finding.rule() + " " + finding.aspect())
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> expected = new TreeSet<>();
      for (NetworkAclEntry entry : acl.entries()) {
        List<Packet> matched = packets().filter(packet -> matches(entry, packet)).toList();
        if (matched.stream().noneMatch(packet -> decider(acl, packet).equals(entry.name()))) {
          boolean allows = entry.effect() == NetworkAclEntry.Effect.ALLOW;
          boolean harmful = matched.stream().anyMatch(packet -> passes(acl, packet) != allows);
          expected.add("ingress entry " + entry.name() + (harmful ? " harmful" : " redundant"));
        }
      }
      tally.compare(found, expected, text);
    }
    tally.print("Shadowed entries");
  }

  @Test
  void rulesThatAreImpliedCanAllBeRemovedAndNoOthersCan() {
    for (int world = 0; world < WORLDS; world++) {
      String text = rules("sg-1", 3) + rules("sg-2", 3);
      Snapshot snapshot = TestNetwork.of("eni-1 carries sg-1 sg-2\n" + text);
      List<AuditFinding> findings = Found.findings(new RulesImplied(), snapshot);
      Snapshot changed = apply(findings, snapshot);
      tally.compare(allowed(changed), allowed(snapshot), text);
      for (SecurityGroupRule rule : rules(changed)) {
        Snapshot without = new Change.RemoveRule(rule).applyTo(changed);
        tally.compare(allowed(without).equals(allowed(changed)), false, text);
      }
    }
    tally.print("Implied rules");
  }

  @Test
  void aRuleHasNoEffectWhenNoPacketOfItPassesTheNetworkAcl() {
    for (int world = 0; world < WORLDS; world++) {
      String text = rules("sg-1", 3) + entries("in", 4);
      Snapshot snapshot = TestNetwork.of(PLACE + text);
      NetworkAcl acl = snapshot.networkAcls().firstEntry().getValue();
      Set<String> found =
          Found.findings(new AclBlocksGroup(), snapshot).stream()
              .map(AuditFinding::rule)
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> expected = new TreeSet<>();
      for (SecurityGroupRule rule : rules(snapshot)) {
        List<Packet> outside =
            packets()
                .filter(packet -> !isInSubnet(packet.source()))
                .filter(matched(rule)::contains)
                .toList();
        if (!outside.isEmpty() && outside.stream().noneMatch(packet -> passes(acl, packet))) {
          expected.add(rule.name());
        }
      }
      tally.compare(found, expected, text);
    }
    tally.print("Rules without effect");
  }

  @Test
  void repliesAreBlockedWhenTheJudgeDropsThem() {
    for (int world = 0; world < WORLDS; world++) {
      String text = "sg-1 in tcp 22 from " + block() + "\n" + entries("in", 3) + entries("out", 4);
      Snapshot snapshot = TestNetwork.of(PLACE + text);
      Set<String> found =
          Found.findings(new AclReplyBlocked(), snapshot).stream()
              .map(finding -> String.valueOf(finding.aspect()))
              .collect(Collectors.toCollection(TreeSet::new));
      tally.compare(found, brokenReplies(snapshot), text);
    }
    tally.print("Blocked replies");
  }

  @Test
  void repliesToANatGatewayAreBlockedWhenTheJudgeDropsThem() {
    for (int world = 0; world < WORLDS; world++) {
      String text = entries("in", 4) + entries("out", 3);
      Snapshot snapshot = TestNetwork.of(PLACE.replace("carries sg-1", "type nat_gateway") + text);
      Set<String> found =
          Found.findings(new AclReplyBlocked(), snapshot).stream()
              .map(finding -> String.valueOf(finding.aspect()))
              .filter(aspect -> aspect.startsWith("replies to egress"))
              .collect(Collectors.toCollection(TreeSet::new));
      tally.compare(found, brokenRepliesToGateway(snapshot), text);
    }
    tally.print("Blocked replies to a NAT gateway");
  }

  /// A gateway asks for whatever the network ACL lets out of its VPC by an entry that is not for
  /// replies, and needs each of its ports.
  private static Set<String> brokenRepliesToGateway(Snapshot snapshot) {
    NetworkAcl acl = snapshot.networkAcls().firstEntry().getValue();
    Set<String> levels = new TreeSet<>();
    for (Packet request : PACKETS.stream().map(Packet::reply).toList()) {
      for (int port : PORTS) {
        Packet asked = request.withDestinationPort(port);
        Decision decision = NetworkAclLayer.decide(acl, Direction.EGRESS, asked);
        String rule = decision.steps().getFirst().rule();
        if (!asked.destination().toString().startsWith("10.")
            && decision.outcome() == Decision.Outcome.PASS
            && acl.entries().stream()
                .filter(entry -> entry.direction() == Direction.EGRESS)
                .filter(entry -> entry.name().equals(rule))
                .noneMatch(entry -> entry.text().matches(".* (1024|32768)-6.*"))) {
          List<Integer> open = openPortsOf(acl, asked);
          if (open.isEmpty()) {
            levels.add("replies to egress " + asked.protocol() + " WIDE_BLOCKED");
          } else if (open.size() < Arrays.stream(PORTS).filter(each -> each >= 1_024).count()) {
            levels.add("replies to egress " + asked.protocol() + " WIDE_PARTLY");
          }
        }
      }
    }
    return levels;
  }

  private static List<Integer> openPortsOf(NetworkAcl acl, Packet request) {
    return Arrays.stream(PORTS)
        .filter(port -> port >= 1_024)
        .filter(port -> passes(acl, request.reply().withDestinationPort(port)))
        .boxed()
        .toList();
  }

  private static final String PLACE =
      """
      vpc-1 has 10.0.0.0/16
      subnet-1 of vpc-1 has 10.0.0.0/31
      acl-1 of vpc-1 guards subnet-1
      eni-1 of subnet-1 has 10.0.0.0 carries sg-1
      """;

  private static boolean isInSubnet(IpAddress peer) {
    return peer.toString().equals("10.0.0.0") || peer.toString().equals("10.0.0.1");
  }

  private static Set<String> brokenReplies(Snapshot snapshot) {
    NetworkAcl acl = snapshot.networkAcls().firstEntry().getValue();
    SecurityGroupRule rule = rules(snapshot).getFirst();
    Set<String> levels = new TreeSet<>();
    packets()
        .filter(packet -> !isInSubnet(packet.source()))
        .filter(matched(rule)::contains)
        .filter(packet -> passes(acl, packet))
        .forEach(packet -> {
          List<Integer> open = openReplyPorts(acl, packet);
          String level = level(open);
          if (level != null) {
            levels.add("replies to ingress TCP " + level);
          }
        });
    return levels;
  }

  private static @Nullable String level(List<Integer> open) {
    if (open.stream().noneMatch(port -> port >= 32_768)) {
      return "BLOCKED";
    }
    if (!open.containsAll(List.of(32_768, 49_151, 49_152, 60_999, 61_000, 65_535))) {
      return "PARTLY";
    }
    return open.containsAll(List.of(1_024, 32_767)) ? null : "WIDE_ONLY";
  }

  private static List<Integer> openReplyPorts(NetworkAcl acl, Packet request) {
    List<Integer> open = new ArrayList<>();
    for (int port : PORTS) {
      Packet reply = request.reply().withDestinationPort(port);
      if (port >= 1_024
          && NetworkAclLayer.decide(acl, Direction.EGRESS, reply).outcome()
              == Decision.Outcome.PASS) {
        open.add(port);
      }
    }
    return open;
  }

  private static Snapshot apply(List<AuditFinding> findings, Snapshot snapshot) {
    Snapshot changed = snapshot;
    for (AuditFinding finding : findings) {
      for (Change change : finding.fix().changes()) {
        changed = change.applyTo(changed);
      }
    }
    return changed;
  }

  private static List<SecurityGroupRule> rules(Snapshot snapshot) {
    return snapshot.securityGroups().values().stream()
        .flatMap(group -> group.rules().stream())
        .toList();
  }

  private static List<Packet> allowed(Snapshot snapshot) {
    NetworkInterface at = snapshot.interfaces().firstEntry().getValue();
    SecurityGroupLayer groups = new SecurityGroupLayer(snapshot);
    return packets()
        .filter(packet ->
            groups.decide(at, Direction.INGRESS, packet, SecurityGroupLayer.State.NEW).outcome()
                == Decision.Outcome.PASS)
        .toList();
  }

  private static boolean matches(NetworkAclEntry entry, Packet packet) {
    NetworkAcl alone = new NetworkAcl("acl-1", null, null, false, Set.of(), List.of(entry));
    return decider(alone, packet).equals(entry.name());
  }

  private static Set<Packet> matched(SecurityGroupRule rule) {
    Snapshot alone = TestNetwork.of("eni-1 carries sg-1; sg-1 of vpc-1");
    return Set.copyOf(allowed(new Change.AddRule(rule).applyTo(alone)));
  }

  private static String decider(NetworkAcl acl, Packet packet) {
    return String.valueOf(
        NetworkAclLayer.decide(acl, Direction.INGRESS, packet).steps().getFirst().rule());
  }

  private static boolean passes(NetworkAcl acl, Packet packet) {
    return NetworkAclLayer.decide(acl, Direction.INGRESS, packet).outcome()
        == Decision.Outcome.PASS;
  }

  private static Stream<Packet> packets() {
    return PACKETS.stream();
  }

  private static List<Packet> allPackets() {
    IpAddress own = IpAddress.parse("10.0.0.0");
    return PEERS.stream()
        .flatMap(peer ->
            Stream.of(Protocol.TCP, Protocol.UDP)
                .flatMap(protocol ->
                    Arrays.stream(PORTS)
                        .mapToObj(port -> Packet.of(protocol, peer, 50_000, own, port))))
        .toList();
  }

  private String rules(String group, int most) {
    StringBuilder text = new StringBuilder(group + " of vpc-1\n");
    for (int i = random.nextInt(most) + 1; i > 0; i--) {
      text.append(group).append(" in ").append(traffic()).append(" from ").append(block());
      text.append('\n');
    }
    return text.toString();
  }

  private String entries(String direction, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most) + 1; i > 0; i--) {
      text.append("acl-1 ").append(direction).append(' ').append(100 * i);
      text.append(random.nextInt(3) == 0 ? " deny " : " allow ").append(traffic());
      text.append(direction.equals("in") ? " from " : " to ").append(block()).append('\n');
    }
    return text.toString();
  }

  private String traffic() {
    String ports = RANGES.get(random.nextInt(RANGES.size()));
    return switch (random.nextInt(6)) {
      case 0 -> "all";
      case 1 -> "udp " + ports;
      case 2 -> "tcp";
      default -> "tcp " + ports;
    };
  }

  private String block() {
    return BLOCKS.get(random.nextInt(BLOCKS.size()));
  }
}
