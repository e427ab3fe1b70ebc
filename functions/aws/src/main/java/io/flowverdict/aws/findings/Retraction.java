package io.flowverdict.aws.findings;

import io.flowverdict.core.finding.Source;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Takes back what earlier attempts to judge an object showed and the latest does not: from the
/// hours, which count it no longer, and from the heads that rest on it.
final class Retraction {

  private final Manifests manifests;
  private final Hours hours;
  private final Heads heads;
  private final DynamoDbClient client;
  private final FindingsTable table;

  Retraction(
      Manifests manifests, Hours hours, Heads heads, DynamoDbClient client, FindingsTable table) {
    this.manifests = manifests;
    this.hours = hours;
    this.heads = heads;
    this.client = client;
    this.table = table;
  }

  /// Takes back what was shown before.
  ///
  /// @return the objects that show the latest sightings of findings whose sighting is gone
  Set<String> before(Source source) {
    Set<Manifests.Entry> shown = manifests.of(source);
    Set<Manifests.Entry> before = manifests.before(source);
    for (Manifests.Entry entry : before) {
      if (!shown.contains(entry)) {
        hours.retract(entry.id(), source, entry.hour());
      }
    }
    Set<String> witnesses = new TreeSet<>();
    Map<String, Instant> earliest =
        before.stream()
            .collect(
                Collectors.toMap(
                    Manifests.Entry::id,
                    Manifests.Entry::hour,
                    (one, other) -> one.isBefore(other) ? one : other));
    heads
        .known(earliest.keySet())
        .forEach((id, head) ->
            witnesses.addAll(settle(id, head, Objects.requireNonNull(earliest.get(id), id))));
    return witnesses;
  }

  /// @param earliest the earliest hour in which attempts before showed the finding
  private Set<String> settle(String id, Head head, Instant earliest) {
    Hours.Shown shown = hours.shown(id);
    boolean wasSeenBefore = head.firstSeen().isBefore(earliest);
    if (shown.first() == null && !wasSeenBefore) {
      heads.remove(id);
      return Set.of();
    }
    Instant firstSeen = wasSeenBefore || shown.first() == null ? head.firstSeen() : shown.first();
    Optional<Instant> time = timeOfWitness(shown);
    boolean isWitnessed =
        isShown(head.witness(), shown) && time.equals(Optional.of(head.witness().at()));
    if (!isWitnessed || !firstSeen.equals(head.firstSeen())) {
      heads.correct(id, head, firstSeen, isWitnessed);
    }
    List<String> objects =
        shown.latest().entrySet().stream()
            .filter(seen -> time.equals(Optional.ofNullable(seen.getValue().last())))
            .map(Map.Entry::getKey)
            .toList();
    return isWitnessed && objects.size() == 1
        ? Set.of()
        : objects.stream().flatMap(object -> name(object).stream()).collect(Collectors.toSet());
  }

  private static boolean isShown(Head.Place witness, Hours.Shown shown) {
    Seen seen = shown.latest().get(ObjectShares.attribute(witness.object()));
    return seen != null && witness.at().equals(seen.last()) && witness.line() == seen.line();
  }

  /// The time of the sighting that is to stand for the finding: of those that objects show last,
  /// the earliest in the latest hour. Several objects may show one.
  private static Optional<Instant> timeOfWitness(Hours.Shown shown) {
    Optional<Instant> hour =
        times(shown).map(at -> at.truncatedTo(ChronoUnit.HOURS)).max(Comparator.naturalOrder());
    return times(shown)
        .filter(at -> hour.equals(Optional.of(at.truncatedTo(ChronoUnit.HOURS))))
        .min(Comparator.naturalOrder());
  }

  private static Stream<Instant> times(Hours.Shown shown) {
    return shown.latest().values().stream().map(Seen::last).filter(Objects::nonNull);
  }

  /// {@return the name of the object whose shares an attribute holds, as the ledger has it}
  private Optional<String> name(String attribute) {
    Map<String, AttributeValue> item =
        client
            .getItem(get ->
                get.tableName(table.name())
                    .key(DynamoLedger.key(ObjectShares.partition(attribute))))
            .item();
    return Optional.ofNullable(Attributes.stringOrNull(item, DynamoLedger.NAME));
  }
}
