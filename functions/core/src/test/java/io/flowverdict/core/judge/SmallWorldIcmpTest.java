package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.judge.Packet.IcmpMessage;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.TestRule;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// ICMP whose type is not recorded, as in every flow log: what a network ACL does with it is
/// compared with what it does with each message that it could be. Every network ACL of up to four
/// entries is tried that can be made of all traffic, all TCP, all ICMP, one type, another type and
/// two codes of it.
class SmallWorldIcmpTest {

  private static final Direction IN = Direction.INGRESS;

  /// The types and codes that entries are about, and one of each that none is about.
  private static final List<IcmpMessage> MESSAGES =
      Stream.of(0, 3, 8)
          .flatMap(type -> Stream.of(0, 1, 4).map(code -> new IcmpMessage(type, code)))
          .toList();

  private static final List<Traffic> TRAFFIC =
      Stream.of("all", "tcp", "icmp", "icmp 8", "icmp 3", "icmp 3/4", "icmp 3/1")
          .map(text -> TestRule.traffic(List.of(text.split(" ", -1))))
          .toList();

  private long compared;

  @Test
  void anUnknownTypeIsDecidedExactlyWhereEveryTypeIsDecidedAlike() {
    int alphabet = 2 * TRAFFIC.size();
    int count = 1;
    for (int length = 0; length <= 4; length++) {
      for (int index = 0; index < count; index++) {
        compare(acl(length, index));
      }
      count *= alphabet;
    }

    assertThat(compared).isEqualTo(1 + 14 + 14 * 14 + 14 * 14 * 14 + 14 * 14 * 14 * 14);
    System.out.println(
        "Network ACLs of up to 4 entries out of 14 about unknown ICMP: cases compared "
            + compared
            + ", disagreements 0");
  }

  private static NetworkAcl acl(int length, int index) {
    List<NetworkAclEntry> entries = new ArrayList<>();
    int rest = index;
    for (int number = 1; number <= length; number++) {
      NetworkAclEntry.Effect effect =
          rest % 2 == 0 ? NetworkAclEntry.Effect.ALLOW : NetworkAclEntry.Effect.DENY;
      rest /= 2;
      Traffic traffic = TRAFFIC.get(rest % TRAFFIC.size());
      rest /= TRAFFIC.size();
      entries.add(new NetworkAclEntry(number, IN, effect, traffic, Cidr.ALL_IPV4));
    }
    return new NetworkAcl("acl-1", null, null, false, Set.of(), entries);
  }

  private void compare(NetworkAcl acl) {
    Decision decision = NetworkAclLayer.decide(acl, IN, packet(null));
    Set<NetworkAclEntry> deciding =
        MESSAGES.stream().map(message -> deciding(acl, message)).collect(Collectors.toSet());
    Set<NetworkAclEntry.Effect> effects =
        deciding.stream().map(NetworkAclEntry::effect).collect(Collectors.toSet());

    String expected =
        effects.size() == 2
            ? "UNKNOWN"
            : (effects.contains(NetworkAclEntry.Effect.ALLOW) ? "PASS " : "BLOCK ")
                + names(deciding.stream().map(NetworkAclEntry::name));
    String judged =
        decision.outcome() == Decision.Outcome.UNKNOWN
            ? "UNKNOWN"
            : decision.outcome() + " " + names(decision.steps().stream().map(Step::rule));
    if (!judged.equals(expected)) {
      throw new AssertionError(
          "Expected " + expected + ", judged " + judged + ": " + acl.entries());
    }
    compared++;
  }

  private static String names(Stream<String> names) {
    return new TreeSet<>(names.toList()).toString();
  }

  /// The first entry, called out by its number, that is about this very message.
  private static NetworkAclEntry deciding(NetworkAcl acl, IcmpMessage message) {
    return IntStream.rangeClosed(1, 4)
        .boxed()
        .flatMap(number -> acl.entries().stream().filter(entry -> entry.number() == number))
        .filter(entry -> isAbout(entry.traffic(), message))
        .findFirst()
        .orElse(NetworkAclEntry.implicitDeny(IN, Cidr.ALL_IPV4.family()));
  }

  private static boolean isAbout(Traffic traffic, IcmpMessage message) {
    return switch (traffic.toString()) {
      case "all traffic", "icmp all types" -> true;
      case "icmp type 8" -> message.type() == 8;
      case "icmp type 3" -> message.type() == 3;
      case "icmp type 3 code 4" -> message.type() == 3 && message.code() == 4;
      case "icmp type 3 code 1" -> message.type() == 3 && message.code() == 1;
      case "tcp all ports" -> false;
      default -> throw new IllegalArgumentException(traffic.toString());
    };
  }

  @Test
  void aKnownTypeIsDecidedByTheFirstEntryAboutIt() {
    for (int index = 0; index < 14 * 14; index++) {
      NetworkAcl acl = acl(2, index);
      for (IcmpMessage message : MESSAGES) {
        NetworkAclEntry expected = deciding(acl, message);
        Decision decision = NetworkAclLayer.decide(acl, IN, packet(message));

        boolean allowed = expected.effect() == NetworkAclEntry.Effect.ALLOW;
        assertThat(InWords.of(decision))
            .isEqualTo(
                (allowed ? "PASS acl-1 " : "BLOCK acl-1 ")
                    + expected.name()
                    + (allowed ? " allow" : " deny"));
      }
    }
  }

  private static Packet packet(@Nullable IcmpMessage message) {
    return new Packet(
        Protocol.ICMP,
        IpAddress.parse("198.51.100.4"),
        0,
        IpAddress.parse("10.0.1.10"),
        0,
        message,
        false);
  }
}
