package io.flowverdict.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.audit.AuditCheck;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Explanations of random small worlds, compared with a literal reading of the rules, and their
/// changes made and judged again.
class RandomWorldsTest {

  private static final int WORLDS = 1_500;

  private static final List<Case> CASES =
      LongStream.iterate(0, seed -> seed + 1)
          .mapToObj(RandomWorldsTest::ask)
          .flatMap(Optional::stream)
          .limit(WORLDS)
          .toList();

  private record Case(long seed, Snapshot snapshot, Question question, Explanation explanation) {
    @Override
    public String toString() {
      return "world " + seed + ": " + question;
    }
  }

  /// Questions that the world cannot answer are left out.
  private static Optional<Case> ask(long seed) {
    Snapshot snapshot = World.of(RandomWorld.of(seed));
    Question question = Asked.question(RandomWorld.question(seed * 31 + 7));
    try {
      return Optional.of(
          new Case(
              seed,
              snapshot,
              question,
              new Explainer(snapshot, new AuditCheck()).explain(question)));
    } catch (UnanswerableException e) {
      return Optional.empty();
    }
  }

  @Test
  void theAnswerAgreesWithALiteralReading() {
    int ports = 0;
    int rejected = 0;
    for (Case each : CASES) {
      LiteralRules rules = new LiteralRules(each.snapshot);
      Exchange exchange = each.explanation.exchange();
      boolean request = passes(each.explanation.request());
      assertThat(request).as("request of %s", each).isEqualTo(rules.requestPasses(exchange));
      for (int port : interesting(exchange)) {
        assertThat(passes(each.explanation.reply(), port))
            .as("reply to port %s of %s", port, each)
            .isEqualTo(rules.replyPasses(exchange, port));
        ports++;
      }
      rejected += each.explanation.outcome() == Verdict.Outcome.REJECT ? 1 : 0;
    }
    assertThat(rejected).isBetween(WORLDS / 4, WORLDS * 9 / 10);
    System.out.printf(
        "explain: %d questions (%d rejected) and %d replies compared, disagreements 0%n",
        WORLDS, rejected, ports);
  }

  private static boolean passes(List<Passage> passages) {
    return passages.stream().allMatch(each -> each.outcome() == Decision.Outcome.PASS);
  }

  private static boolean passes(List<Passage> reply, int port) {
    return reply.stream()
        .flatMap(each -> each.segments().stream())
        .filter(each -> each.ports() == null || each.ports().contains(port))
        .allMatch(each -> each.decision().outcome() == Decision.Outcome.PASS);
  }

  /// The ends of every range that the worlds' rules have, and their neighbours, as far as the
  /// client uses them; -1 for a protocol without ports.
  private static Set<Integer> interesting(Exchange exchange) {
    TreeSet<Integer> ports = new TreeSet<>();
    if (!exchange.protocol().hasPorts()) {
      ports.add(-1);
      return ports;
    }
    PortRange range = ClientPorts.of(exchange.client()).range();
    for (int port : List.of(1024, 32768, 40000, 60999, 65535)) {
      ports.addAll(List.of(port - 1, port, port + 1));
    }
    ports.removeIf(port -> port < range.from() || port > range.to());
    return ports;
  }

  @Test
  void everySetOfChangesIsJudgedToAccept() {
    int sets = 0;
    int changes = 0;
    int refused = 0;
    for (Case each : CASES) {
      List<Change> fixes = changes(each.explanation.fixes());
      if (each.explanation.outcome() == Verdict.Outcome.REJECT
          && each.explanation.doubts().isEmpty()) {
        assertThat(
                !fixes.isEmpty()
                    || !each.explanation.fixes().isEmpty()
                    || each.explanation.sentence().contains(Proposed.SOURCE_UNKNOWN)
                    || each.explanation.sentence().contains("has an audit find more"))
            .as("fixes of %s", each)
            .isTrue();
        refused += each.explanation.fixes().isEmpty() ? 1 : 0;
      }
      if (!fixes.isEmpty()) {
        assertThat(outcome(each, fixes)).as("fixed %s", each).isEqualTo(Verdict.Outcome.ACCEPT);
        sets++;
        changes += fixes.size();
      }
    }
    System.out.printf(
        "explain: %d sets of %d changes judged again, all ACCEPT; %d refused by audits%n",
        sets, changes, refused);
  }

  @Test
  void everyChangeOfASetIsNeeded() {
    for (Case each : CASES) {
      List<Change> fixes = changes(each.explanation.fixes());
      for (Change left : fixes) {
        List<Change> others = fixes.stream().filter(fix -> !fix.equals(left)).toList();
        if (others.stream().noneMatch(fix -> renumbers(fix, left))) {
          boolean missing =
              outcome(each, others) != Verdict.Outcome.ACCEPT
                  || !new AuditCheck().of(each.snapshot, others).introduced().isEmpty();
          assertThat(missing).as("without \"%s\": %s", left, each).isTrue();
        }
      }
    }
  }

  /// Whether a change moves entries that another one put: without the other it would put them back.
  private static boolean renumbers(Change fix, Change left) {
    return fix instanceof Change.PutEntries puts
        && puts.puts().size() > 1
        && puts.id().equals(left.id());
  }

  @Test
  void aChangeOpensNoOtherService() {
    for (Case each : CASES) {
      Question asked = each.question;
      if (each.explanation.fixes().isEmpty() || !asked.protocol().hasPorts()) {
        continue;
      }
      Question other = new Question(asked.from(), asked.to(), asked.protocol(), 443 + 1, null);
      Snapshot changed = change(each.snapshot, changes(each.explanation.fixes()));

      assertThat(passes(new Explainer(changed, new AuditCheck()).explain(other).request()))
          .as("port 444 after the changes for %s", each)
          .isEqualTo(
              passes(new Explainer(each.snapshot, new AuditCheck()).explain(other).request()));
    }
  }

  @Test
  void theNearestRuleIsOneOfTheBlockersOwn() {
    for (Case each : CASES) {
      for (Blocker blocker : each.explanation.blockers()) {
        NearestRule nearest = blocker.nearest();
        if (nearest != null) {
          List<String> ids = new ArrayList<>(blocker.checkpoint().at().groupIds());
          each.snapshot.networkAcls().keySet().forEach(ids::add);
          assertThat(ids).as("nearest of %s", each).contains(nearest.id());
        }
      }
    }
  }

  private static Verdict.Outcome outcome(Case each, List<Change> fixes) {
    Question question =
        each.explanation.fixes().getFirst().advice().isEmpty()
            ? each.question
            : privately(each.question, each.explanation.exchange());
    return new Explainer(change(each.snapshot, fixes), new AuditCheck())
        .explain(question)
        .outcome();
  }

  /// The same question for the ends' own addresses.
  private static Question privately(Question question, Exchange exchange) {
    return new Question(
        End.parse(((Endpoint.Inside) exchange.client()).at().id()),
        End.parse(((Endpoint.Inside) exchange.server()).at().id()),
        question.protocol(),
        question.port(),
        question.icmp());
  }

  private static Snapshot change(Snapshot snapshot, List<Change> changes) {
    return Change.applyAll(changes, snapshot);
  }

  private static List<Change> changes(List<Fix> fixes) {
    return Asked.narrowest(fixes).stream().map(Fix.Part::change).toList();
  }
}
