package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.change.Check;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.explain.Asked;
import io.flowverdict.core.explain.End;
import io.flowverdict.core.explain.Endpoint;
import io.flowverdict.core.explain.Explainer;
import io.flowverdict.core.explain.Explanation;
import io.flowverdict.core.explain.Question;
import io.flowverdict.core.explain.RandomWorld;
import io.flowverdict.core.explain.UnanswerableException;
import io.flowverdict.core.explain.World;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Every fix that is printed for random small worlds, made: what was asked passes, and no audit
/// finds more. `-Dfixes.worlds=20000` looks at more worlds.
class VerifiedFixesTest {

  private static final int WORLDS = Integer.getInteger("fixes.worlds", 150);

  /// All audits over everything, which the focused check has to agree with.
  private static final class Everything implements Check {
    private @Nullable Snapshot last;
    private AuditCheck.@Nullable Found before;

    @Override
    @SuppressWarnings("ReferenceEquality") // only what was examined last is remembered
    public Consequences of(Snapshot snapshot, List<Change> changes) {
      AuditCheck.Found earlier = before;
      if (earlier == null || last != snapshot) {
        earlier = found(snapshot);
        before = earlier;
        last = snapshot;
      }
      return AuditCheck.compare(changes, earlier, found(Change.applyAll(changes, snapshot)));
    }

    private static AuditCheck.Found found(Snapshot snapshot) {
      return AuditCheck.ofEverything(AuditInput.of(Found.SCOPE, snapshot));
    }
  }

  /// The check, compared each time with all audits over everything.
  private static final class Compared implements Check {
    private final AuditCheck focused = new AuditCheck();
    private final Everything everything = new Everything();
    private int tried;
    private int refused;

    @Override
    public Consequences of(Snapshot snapshot, List<Change> changes) {
      Consequences found = focused.of(snapshot, changes);
      assertThat(found).as("%s", changes).isEqualTo(everything.of(snapshot, changes));
      tried++;
      refused += found.introduced().isEmpty() ? 0 : 1;
      return found;
    }
  }

  @Test
  void everyFixOfAQuestionLetsItPassAndHasNoAuditFindMore() {
    Compared check = new Compared();
    Everything everything = new Everything();
    int printed = 0;
    int none = 0;
    for (long seed = 0; seed < WORLDS; seed++) {
      Snapshot snapshot = World.of(RandomWorld.of(seed));
      Question question = Asked.question(RandomWorld.question(31 * seed + 7));
      Explanation explanation = explain(snapshot, question, check);
      if (explanation == null) {
        continue;
      }
      for (Fix fix : explanation.fixes()) {
        Snapshot changed = Change.applyAll(fix.changes(), snapshot);
        Question asked = fix.advice().isEmpty() ? question : privately(question, explanation);
        assertThat(new Explainer(changed, check).explain(asked).outcome())
            .as("world %d: %s after %s", seed, asked, fix.words())
            .isEqualTo(Verdict.Outcome.ACCEPT);
        assertThat(everything.of(snapshot, fix.changes()).introduced())
            .as("world %d: %s", seed, fix.words())
            .isEmpty();
        assertOpensNoMoreThanItSays(fix, snapshot);
        printed++;
      }
      none +=
          explanation.outcome() == Verdict.Outcome.REJECT && explanation.fixes().isEmpty() ? 1 : 0;
    }
    assertThat(printed).isGreaterThan(WORLDS / 4);
    System.out.printf(
        "fixes: %d worlds asked, %d sets of changes tried, %d refused, %d printed;"
            + " %d rejections without one%n",
        WORLDS, check.tried, check.refused, printed, none);
  }

  private static @Nullable Explanation explain(Snapshot snapshot, Question question, Check check) {
    try {
      return new Explainer(snapshot, check).explain(question);
    } catch (UnanswerableException notInThisWorld) {
      return null;
    }
  }

  /// The same question for the ends' own addresses.
  private static Question privately(Question question, Explanation explanation) {
    return new Question(
        End.parse(((Endpoint.Inside) explanation.exchange().client()).at().id()),
        End.parse(((Endpoint.Inside) explanation.exchange().server()).at().id()),
        question.protocol(),
        question.port(),
        question.icmp());
  }

  /// What a network ACL lets pass in addition is in the entries that the words name.
  private static void assertOpensNoMoreThanItSays(Fix fix, Snapshot snapshot) {
    Snapshot changed = Change.applyAll(fix.changes(), snapshot);
    for (NetworkAcl acl : snapshot.networkAcls().values()) {
      NetworkAcl after = Objects.requireNonNull(changed.networkAcls().get(acl.id()));
      for (Direction direction : Direction.values()) {
        TrafficSet more =
            AclDecisions.of(after, direction)
                .allowed()
                .minus(AclDecisions.of(acl, direction).allowed());
        for (Fix.Part part : fix.parts()) {
          if (part.change() instanceof Change.PutEntries puts
              && puts.id().equals(acl.id())
              && puts.added().direction() == direction) {
            NetworkAclEntry added = puts.added();
            assertThat(part.text()).contains(added.text());
            more = more.minus(TrafficSet.of(added.traffic(), AddressSet.of(added.cidr())));
          }
        }
        assertThat(more.isEmpty()).as("%s opens %s as well", fix.words(), more).isTrue();
      }
    }
  }

  @Test
  void everyFixOfAReportHasNoAuditFindMoreByItselfAndAllTogether() {
    Everything everything = new Everything();
    int single = 0;
    int together = 0;
    for (long seed = 0; seed < WORLDS; seed++) {
      Snapshot snapshot = World.of(RandomWorld.of(seed));
      AuditInput input = AuditInput.of(Found.SCOPE, snapshot);
      List<AuditFinding> report = Audits.run(input);
      for (AuditFinding finding : report) {
        for (Fix fix : finding.fixes()) {
          if (!fix.changes().isEmpty()) {
            assertThat(everything.of(snapshot, fix.changes()).introduced())
                .as("world %d: %s", seed, fix.words())
                .isEmpty();
            assertOpensNoMoreThanItSays(fix, snapshot);
            single++;
          }
        }
      }
      Random random = new Random(seed);
      for (int order = 0; order < 3; order++) {
        List<AuditFinding> shuffled = new ArrayList<>(report);
        Collections.shuffle(shuffled, random);
        Snapshot changed = snapshot;
        Set<Change> made = new HashSet<>();
        for (AuditFinding finding : shuffled) {
          for (Change change : finding.fix().changes()) {
            if (made.add(change)) {
              assertTakesFreeNumbers(change, changed, seed);
              changed = change.applyTo(changed);
            }
          }
        }
        assertRepliesAreNotInTrouble(report, changed, seed);
        together++;
      }
    }
    System.out.printf(
        "fixes: %d of the reports of %d worlds made by themselves, %d reports made as a whole%n",
        single, WORLDS, together);
  }

  private static void assertTakesFreeNumbers(Change change, Snapshot snapshot, long seed) {
    if (change instanceof Change.PutEntries puts) {
      NetworkAcl acl = Objects.requireNonNull(snapshot.networkAcls().get(puts.id()));
      for (Change.PutEntries.Put put : puts.puts()) {
        boolean taken =
            acl.entries().stream()
                .anyMatch(entry ->
                    entry.direction() == put.entry().direction()
                        && entry.number() == put.entry().number());
        assertThat(taken).as("world %d: %s", seed, change).isEqualTo(put.replaces());
      }
    }
  }

  /// What a fix ended stays ended with all others made.
  private static void assertRepliesAreNotInTrouble(
      List<AuditFinding> report, Snapshot changed, long seed) {
    Map<String, AuditFinding> after = new HashMap<>();
    for (Detected each :
        Audits.detect(Audits.all(), new Evaluation(AuditInput.of(Found.SCOPE, changed)))) {
      after.put(each.unfixed().id(), each.unfixed());
    }
    for (AuditFinding finding : report) {
      boolean about =
          finding.kind() == AuditKind.ACL_REPLY_BLOCKED
              || finding.kind() == AuditKind.ACL_IPV6_FORGOTTEN;
      if (about && !finding.fix().changes().isEmpty()) {
        assertThat(after)
            .as("world %d: %s", seed, finding.fix().words())
            .doesNotContainKey(finding.id());
      }
    }
  }
}
