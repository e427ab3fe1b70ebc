package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.FindingItems.EXPIRES;

import io.flowverdict.core.finding.Source;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Items to which objects add numbers, each object once, however often and in whatever order it
/// comes; of several attempts to judge an object the latest counts.
///
/// An item holds a [Share] for each object, in an attribute that is named by the object. The
/// objects are spread over [#SHARDS] items by the hash of their names, so that many writers do not
/// wait for one item and none grows large; a shard that has all the objects it takes goes on in
/// another item, its next part. An object is looked for in the parts in their order and stays where
/// it is, so each object is counted once, however many there are. The items do not depend on the
/// order of deliveries as long as no shard is full; what their shares add up to never does.
final class ObjectShares {

  /// Never to be changed for items that objects may yet be delivered for again.
  static final int SHARDS = 4;

  private static final String OBJECTS = "objects";
  private static final String PREFIX = "o";

  private final DynamoDbClient client;
  private final FindingsTable table;
  private final int mostObjects;
  private final List<String> sums;

  /// @param mostObjects how many objects one item takes; some 40 bytes are kept of each
  /// @param sums the attributes that hold the sums of the first numbers of the shares, for whoever
  ///   reads the table itself
  ObjectShares(DynamoDbClient client, FindingsTable table, int mostObjects, List<String> sums) {
    this.sums = List.copyOf(sums);
    this.client = client;
    this.table = table;
    this.mostObjects = mostObjects;
  }

  /// {@return the attribute that holds the share of an object}
  static String attribute(String object) {
    return PREFIX + HexFormat.of().formatHex(BoundedText.hash(object));
  }

  /// {@return the partition of the items about an object of which an attribute holds the share}
  static AttributeValue partition(String attribute) {
    return ObjectItems.partitionOfHash(attribute.substring(PREFIX.length()));
  }

  /// {@return the shares of an item by their attributes, without those that are gone}
  static Map<String, Share> of(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .filter(attribute -> attribute.getValue().b() != null)
        .map(attribute -> Map.entry(attribute.getKey(), Share.of(attribute.getValue().b())))
        .filter(share -> !share.getValue().isGone())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// Keeps the share of an object, unless a share of this or a later attempt is kept already.
  ///
  /// @param sort what the sort keys of the items begin with
  /// @return the share that was kept before: of an earlier attempt, or of this or a later one,
  ///   which stays; empty when there was none
  Optional<Share> put(
      AttributeValue partition, String sort, Source source, Share share, Instant expires) {
    String attribute = attribute(source.object());
    byte first = BoundedText.hash(source.object())[0];
    String shard = sort + "#" + Math.floorMod(first, SHARDS);
    for (int part = 1; ; part++) {
      Map<String, AttributeValue> key =
          Map.of(
              FindingItems.PK,
              partition,
              FindingItems.SK,
              Attributes.text(shard + (part == 1 ? "" : "." + part)));
      Map<String, AttributeValue> refusal = add(key, attribute, share, expires);
      if (refusal.isEmpty()) {
        return Optional.empty();
      }
      if (refusal.containsKey(attribute)) {
        return Optional.of(replace(key, attribute, refusal, share));
      }
    }
  }

  /// {@return the item as it is when it has the object already or takes no other; empty when the
  /// share was added}
  private Map<String, AttributeValue> add(
      Map<String, AttributeValue> key, String attribute, Share share, Instant expires) {
    ItemUpdate update =
        new ItemUpdate()
            .add(Map.of(OBJECTS, Attributes.number(1)))
            .add(added(share, Share.gone(share.attempt())))
            .set(
                Map.of(
                    attribute, AttributeValue.fromB(share.bytes()),
                    EXPIRES, Attributes.number(expires.getEpochSecond())))
            .onlyIf("attribute_not_exists(#" + attribute + ")")
            .onlyIf("attribute_not_exists(#objects) OR #objects < :most")
            .with("most", Attributes.number(mostObjects));
    return refusal(key, update);
  }

  private Share replace(
      Map<String, AttributeValue> key,
      String attribute,
      Map<String, AttributeValue> item,
      Share share) {
    Map<String, AttributeValue> known = item;
    while (true) {
      SdkBytes before = Attributes.required(known, attribute).b();
      Share kept = Share.of(before);
      if (kept.attempt() >= share.attempt()) {
        return kept;
      }
      ItemUpdate update =
          new ItemUpdate()
              .set(Map.of(attribute, AttributeValue.fromB(share.bytes())))
              .add(added(share, kept))
              .onlyIf("#" + attribute + " = :before")
              .with("before", AttributeValue.fromB(before));
      Map<String, AttributeValue> refusal = refusal(key, update);
      if (refusal.isEmpty()) {
        return kept;
      }
      known = refusal;
    }
  }

  /// What a share in place of another one adds to the sums.
  private Map<String, AttributeValue> added(Share share, Share before) {
    Map<String, AttributeValue> added = new HashMap<>();
    for (int number = 0; number < sums.size(); number++) {
      added.put(sums.get(number), Attributes.number(share.number(number) - before.number(number)));
    }
    return added;
  }

  private Map<String, AttributeValue> refusal(Map<String, AttributeValue> key, ItemUpdate update) {
    try {
      client.updateItem(update.of(key, table));
      return Map.of();
    } catch (ConditionalCheckFailedException refused) {
      return new HashMap<>(refused.item());
    }
  }
}
