package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.LiteralReading.Entry;
import io.flowverdict.core.judge.LiteralReading.Header;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Subnet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Large random networks, compared with the [LiteralReading] about random requests and replies:
/// verdict and every step of the trace.
class LargeWorldTest {

  private static final int NETWORKS = 300;
  private static final int RECORDS = 200;
  private static final List<String> GROUPS = List.of("sg-1", "sg-2", "sg-3");

  @Test
  void largeNetworksAreReadLiterally() {
    Map<Verdict.Outcome, Integer> outcomes = new EnumMap<>(Verdict.Outcome.class);
    for (int seed = 0; seed < NETWORKS; seed++) {
      RandomNetwork network = RandomNetwork.of(seed);
      Snapshot snapshot = network.snapshot();
      Judge judge = new Judge(snapshot);
      Subnet subnet = Objects.requireNonNull(snapshot.subnets().get("subnet-1"));
      for (int i = 0; i < RECORDS; i++) {
        FlowRecord record = network.record();
        Role role = i % 3 == 0 ? Role.REPLY : Role.REQUEST;
        Verdict verdict = judge.judge(record, Evidence.proved(role, RoleBasis.CONVERSATION, false));

        String literally = literally(network, subnet, record, role);
        if (!inWords(verdict).equals(literally)) {
          throw new AssertionError(
              "Judged " + verdict + ", literally " + literally + " in\n" + network.rows());
        }
        outcomes.merge(verdict.outcome(), 1, Integer::sum);
      }
    }

    assertThat(outcomes.keySet())
        .containsExactlyInAnyOrder(Verdict.Outcome.ACCEPT, Verdict.Outcome.REJECT);
    assertThat(outcomes.values()).allSatisfy(count -> assertThat(count).isGreaterThan(5_000));
    System.out.println(
        "Random networks: cases compared "
            + NETWORKS * RECORDS
            + " "
            + outcomes
            + ", disagreements 0");
  }

  private static String inWords(Verdict verdict) {
    return verdict.outcome()
        + " "
        + new TreeSet<>(List.of(InWords.steps(verdict.trace()).split(", ", -1)));
  }

  private static String literally(
      RandomNetwork network, Subnet subnet, FlowRecord record, Role role) {
    Header packet = header(record);
    Set<String> steps = new TreeSet<>();
    boolean passes = true;
    if (subnet.cidrs().stream().map(SmallWorld::literal).anyMatch(block -> block.has(packet))) {
      steps.add("acl-1 skipped");
    } else {
      Entry entry = LiteralReading.deciding(network.entries(), RandomNetwork.LAST_NUMBER, packet);
      passes = entry != null && entry.allow();
      steps.add("acl-1 " + (entry == null ? "*" : entry.number()) + (passes ? " allow" : " deny"));
    }
    if (role == Role.REPLY) {
      GROUPS.forEach(group -> steps.add(group + " tracked"));
      return outcome(passes) + " " + steps;
    }
    Set<String> allowing = LiteralReading.allowing(network.rules(), packet);
    Stream<String> named =
        allowing.isEmpty()
            ? GROUPS.stream().map(group -> group + " no-match")
            : allowing.stream().map(rule -> "sg-" + rule.charAt(4) + " " + rule + " allow");
    steps.addAll(named.collect(Collectors.toSet()));
    return outcome(passes && !allowing.isEmpty()) + " " + steps;
  }

  private static String outcome(boolean passes) {
    return passes ? "ACCEPT" : "REJECT";
  }

  private static Header header(FlowRecord record) {
    IpAddress peer = peer(record);
    return new Header(
        Objects.requireNonNull(record.flowDirection()),
        Objects.requireNonNull(record.protocol()).number(),
        Objects.requireNonNull(record.destinationPort()),
        peer.family(),
        SmallWorld.number(peer));
  }

  private static IpAddress peer(FlowRecord record) {
    return Objects.requireNonNull(
        record.flowDirection() == Direction.INGRESS ? record.source() : record.destination());
  }
}
