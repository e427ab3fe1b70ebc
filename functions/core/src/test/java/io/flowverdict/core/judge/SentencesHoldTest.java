package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Every part of every sentence about a record of random networks, held against the judge.
/// `-Dsentences.worlds=100000` for a large run.
class SentencesHoldTest {

  private static final int WORLDS = Integer.getInteger("sentences.worlds", 500);
  private static final int RECORDS = 20;

  @Test
  void whatSentencesSayOfRulesIsTrue() {
    long sentences = 0;
    long claims = 0;
    long packets = 0;
    List<String> untrue = new ArrayList<>();
    for (long seed = 0; seed < WORLDS; seed++) {
      RandomNetwork network = RandomNetwork.of(seed);
      Snapshot snapshot = TestNetwork.of(network.rows() + icmp(new Random(seed)));
      Judge judge = new Judge(snapshot);
      ClaimCheck check = new ClaimCheck(snapshot);
      for (int i = 0; i < RECORDS; i++) {
        FlowRecord record = network.recordWithFlagsAndAction();
        Verdict verdict = judge.judge(record);
        List<Claim> said = claims(record, verdict);
        for (Claim claim : said) {
          String refuted = check.refute(claim);
          if (refuted != null) {
            untrue.add(Sentence.of(record, verdict) + "\n" + refuted + "\n" + network.rows());
          }
        }
        sentences += said.isEmpty() ? 0 : 1;
        claims += said.size();
      }
      packets += check.packets();
    }
    System.out.printf(
        "sentences about records: %d checked in %d claims and %d packets, untrue %d%n",
        sentences, claims, packets, untrue.size());
    assertThat(untrue).isEmpty();
    assertThat(sentences).isGreaterThan(WORLDS * (RECORDS / 2L));
  }

  /// Entries for single ICMP types, which no record has.
  private static String icmp(Random random) {
    StringBuilder rows = new StringBuilder();
    for (int number = RandomNetwork.LAST_NUMBER + 1; number < 106; number++) {
      rows.append(random.nextBoolean() ? "acl-1 in " : "acl-1 out ")
          .append(number)
          .append(random.nextInt(3) > 0 ? " deny " : " allow ")
          .append(random.nextBoolean() ? "icmp " : "icmpv6 ")
          .append(List.of("8", "3/4", "0").get(random.nextInt(3)));
      rows.append(rows.lastIndexOf("acl-1 in") > rows.lastIndexOf("acl-1 out") ? " from " : " to ")
          .append(random.nextBoolean() ? "any" : "any6")
          .append('\n');
    }
    return rows.toString();
  }

  private static List<Claim> claims(FlowRecord record, Verdict verdict) {
    Direction direction = verdict.direction();
    @Nullable Packet packet = direction == null ? null : Packet.of(record, direction).orElse(null);
    if (packet == null || verdict.outcome() == Verdict.Outcome.UNDECIDED) {
      return List.of();
    }
    Packets packets = Packets.of(packet, Objects.requireNonNull(direction), "vpc-1");
    List<Step> told =
        verdict.outcome() == Verdict.Outcome.REJECT ? verdict.blockers() : verdict.trace();
    return Ruling.of(told).stream().map(ruling -> new Claim(ruling, packets)).toList();
  }
}
