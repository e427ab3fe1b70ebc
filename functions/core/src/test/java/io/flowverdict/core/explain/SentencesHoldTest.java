package io.flowverdict.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.judge.Claim;
import io.flowverdict.core.judge.ClaimCheck;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Every part of every sentence about a blocker in random worlds, and every nearest rule, held
/// against the judge. `-Dsentences.worlds=100000` for a large run.
class SentencesHoldTest {

  private static final int WORLDS = Integer.getInteger("sentences.worlds", 2_000);
  private static final int QUESTIONS = 4;

  private final List<String> untrue = new ArrayList<>();
  private long sentences;
  private long claims;
  private long packets;
  private long nearest;

  @Test
  void whatExplanationsSayOfRulesIsTrue() {
    for (long seed = 0; seed < WORLDS; seed++) {
      String world = RandomWorld.ofAllKinds(seed);
      Snapshot snapshot = World.of(world);
      ClaimCheck check = new ClaimCheck(snapshot);
      NearMisses nearMisses = new NearMisses(snapshot);
      for (int i = 0; i < QUESTIONS; i++) {
        ask(RandomWorld.anyQuestion(QUESTIONS * seed + i), world, snapshot, check, nearMisses);
      }
      packets += check.packets();
    }
    System.out.printf(
        "sentences about blockers: %d checked in %d claims and %d packets, nearest rules %d,"
            + " untrue %d%n",
        sentences, claims, packets, nearest, untrue.size());
    assertThat(untrue).isEmpty();
    assertThat(sentences).isGreaterThan(WORLDS);
    assertThat(nearest).isGreaterThan(WORLDS / 2);
  }

  private void ask(
      String question, String world, Snapshot snapshot, ClaimCheck check, NearMisses nearMisses) {
    Exchange exchange;
    try {
      exchange = new Ends(snapshot).locate(Asked.question(question)).exchange();
    } catch (UnanswerableException unanswerable) {
      return;
    }
    Filters filters = new Filters(snapshot);
    Evaluation.of(exchange, filters)
        .closed()
        .forEach(closed -> {
          String about = question + "\n" + BlockerSentence.of(closed, filters) + "\n";
          sentences++;
          for (Claim claim : BlockerClaims.of(closed, filters)) {
            claims++;
            note(check.refute(claim), about, world);
          }
          NearestRule rule = NearestSearch.of(filters, closed);
          if (rule != null) {
            nearest++;
            note(nearMisses.refute(rule, closed), about + rule.sentence() + "\n", world);
          }
        });
  }

  private void note(@Nullable String refuted, String about, String world) {
    if (refuted != null) {
      untrue.add(about + refuted + "\n" + world);
    }
  }
}
