package io.flowverdict.aws.findings;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.InMemoryFindings;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.PageRequest;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.snapshot.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Objects that are judged again in another content leave nothing of what is gone, wherever a
/// process stops.
class ReplacedObjectsTest {

  private static final int MOST_CAUSES = 4;
  private static final int STOPPED_OBJECTS = 2;

  /// `-Dreplaced.step=1` stops at every request.
  private static final int STEP = Integer.getInteger("replaced.step", 29);

  private static final DynamoDbClient CLIENT = LocalFindings.client();
  private static final PageRequest ALL = PageRequest.first(100);

  /// An attempt to judge an object.
  private record Attempt(Source source, List<ObservedCause> causes) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theTableAnswersAsIfTheLatestContentWereTheOnlyOne(long seed) {
    List<Attempt> attempts = attempts(seed, 6);
    FindingsTable table = LocalFindings.newTable(CLIENT);
    attempts.forEach(attempt -> analyze(attempt, attempts, LocalFindings.in(table, CLIENT), table));

    assertThat(answers(LocalFindings.in(table, CLIENT))).isEqualTo(clean(attempts));
  }

  @Test
  void whereverAProcessStopsTheNextOneCompletesTheReplacement() {
    List<Attempt> attempts = attempts(7, STOPPED_OBJECTS);
    List<Object> clean = clean(attempts);
    FindingsTable undisturbed = LocalFindings.newTable(CLIENT);
    Wire counting = Wire.undisturbed();
    analyzeAll(attempts, LocalFindings.client(counting), undisturbed);

    int stops = 0;
    for (Wire.Fate stop : List.of(Wire.Fate.STOP_BEFORE, Wire.Fate.STOP_AFTER)) {
      for (long number = 1; number <= counting.requests(); number += STEP) {
        long stopped = number;
        FindingsTable table = LocalFindings.newTable(CLIENT);
        Wire wire = new Wire(request -> request == stopped ? stop : Wire.Fate.PASS);
        int done = analyzeAll(attempts, LocalFindings.client(wire), table);
        analyzeAll(attempts.subList(done, attempts.size()), attempts, CLIENT, table);
        assertThat(answers(LocalFindings.in(table, CLIENT)))
            .as("%s request %d", stop, number)
            .isEqualTo(clean);
        CLIENT.deleteTable(delete -> delete.tableName(table.name()));
        stops++;
      }
    }
    System.out.printf(
        "%d attempts at %d objects: stop points %d, differences 0%n",
        attempts.size(), STOPPED_OBJECTS, stops);
  }

  private static int analyzeAll(
      List<Attempt> attempts, DynamoDbClient client, FindingsTable table) {
    return analyzeAll(attempts, attempts, client, table);
  }

  /// {@return how many attempts were done before the process stopped}
  private static int analyzeAll(
      List<Attempt> attempts, List<Attempt> all, DynamoDbClient client, FindingsTable table) {
    int done = 0;
    try {
      for (Attempt attempt : attempts) {
        analyze(attempt, all, LocalFindings.in(table, client), table);
        done++;
      }
    } catch (Wire.StoppedException stopped) {
      assertThat(done).isLessThan(attempts.size());
    }
    return done;
  }

  /// What the function does: the sightings that stand for findings are added again from the objects
  /// that show them.
  private static void analyze(
      Attempt attempt, List<Attempt> all, Findings findings, FindingsTable table) {
    ledger(table)
        .begin(
            attempt.source().object(),
            new ObjectLedger.Attempt(
                attempt.source().attempt(),
                "version",
                new Basis(List.<Span>of(), null, null),
                /* done= */ false));
    findings.record(attempt.source(), attempt.causes());
    if (attempt.source().attempt() > 1) {
      for (String object : findings.retract(attempt.source())) {
        Attempt latest =
            requireNonNull(latest(all.subList(0, all.indexOf(attempt) + 1)).get(object), object);
        findings.record(latest.source(), latest.causes());
      }
    }
  }

  private static DynamoLedger ledger(FindingsTable table) {
    return new DynamoLedger(CLIENT, table, LocalFindings.RETENTION, LocalFindings.CLOCK);
  }

  private static Map<String, Attempt> latest(List<Attempt> attempts) {
    Map<String, Attempt> latest = new HashMap<>();
    attempts.forEach(attempt ->
        latest.merge(
            attempt.source().object(),
            attempt,
            (one, other) -> one.source().attempt() > other.source().attempt() ? one : other));
    return latest;
  }

  /// {@return what findings answer of which each object was judged once, in its latest content}
  private static List<Object> clean(List<Attempt> attempts) {
    Findings findings = new InMemoryFindings(LocalFindings.CLOCK);
    latest(attempts).values().forEach(each -> findings.record(each.source(), each.causes()));
    return answers(findings);
  }

  private static List<Object> answers(Findings findings) {
    List<Object> answers = new ArrayList<>();
    answers.add(findings.open(Sightings.FRANKFURT, ALL));
    findings
        .open(Sightings.FRANKFURT, ALL)
        .items()
        .forEach(finding -> answers.add(findings.hours(finding.id(), ALL)));
    return answers;
  }

  /// {@return one to three attempts at each object, mixed, those at one object in their order; some
  /// show nothing}
  private static List<Attempt> attempts(long seed, int objects) {
    Random random = new Random(seed);
    List<Attempt> attempts = new ArrayList<>();
    List<Integer> order =
        new ArrayList<>(
            Stream.iterate(0, object -> object + 1)
                .limit(objects)
                .flatMap(object -> Stream.of(object, object, object))
                .toList());
    Collections.shuffle(order, random);
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int object : order) {
      int number = numbers.merge(object, 1, Integer::sum);
      if (number == 1 || random.nextInt(3) > 0) {
        Source source = new Source("s3://logs/" + object, "fl-1", number);
        List<ObservedCause> causes =
            random.nextInt(4) == 0
                ? List.of()
                : Delivery.causes(random, source.object(), MOST_CAUSES);
        attempts.add(new Attempt(source, causes));
      }
    }
    return attempts;
  }
}
