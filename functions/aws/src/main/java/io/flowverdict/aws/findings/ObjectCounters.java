package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.FindingItems.EXPIRES;
import static io.flowverdict.aws.findings.FindingItems.SOURCES;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Items that objects add numbers to, each object once, however often and in whatever order it
/// comes.
///
/// The objects are spread over [#SHARDS] items by the hash of their names, so that many writers do
/// not wait for one item and none grows large; a shard that has all the objects it takes goes on in
/// another item, its next part. An object is looked for in the parts in their order, and a full
/// part never changes again, so each object is counted once, however many there are. The items do
/// not depend on the order of deliveries as long as no shard is full; their sums never do.
final class ObjectCounters {

  /// Never to be changed for items that objects may yet be delivered for again.
  static final int SHARDS = 4;

  private static final String IS_NEW =
      "attribute_not_exists(#sources)"
          + " OR (NOT contains(#sources, :source) AND size(#sources) < :most)";

  private final DynamoDbClient client;
  private final FindingsTable table;
  private final int mostSources;

  /// @param mostSources how many objects one item takes; 13 bytes are kept of each
  ObjectCounters(DynamoDbClient client, FindingsTable table, int mostSources) {
    this.client = client;
    this.table = table;
    this.mostSources = mostSources;
  }

  /// Adds what an object shows, unless that is done already.
  ///
  /// @param sort what the sort keys of the items begin with
  /// @param numbers what is added, by attribute
  void add(
      AttributeValue partition,
      String sort,
      String object,
      Map<String, AttributeValue> numbers,
      Instant expires) {
    SdkBytes source = SdkBytes.fromByteArrayUnsafe(BoundedText.hash(object));
    String shard = sort + "#" + Math.floorMod(source.asByteArrayUnsafe()[0], SHARDS);
    Map<String, AttributeValue> added = new HashMap<>(numbers);
    added.put(SOURCES, AttributeValue.fromBs(List.of(source)));
    ItemUpdate update =
        new ItemUpdate()
            .add(added)
            .set(Map.of(EXPIRES, Attributes.number(expires.getEpochSecond())))
            .onlyIf(IS_NEW)
            .with("source", AttributeValue.fromB(source))
            .with("most", Attributes.number(mostSources));
    int part = 1;
    while (!isAdded(partition, shard + (part == 1 ? "" : "." + part), update, source)) {
      part++;
    }
  }

  /// {@return whether the part of the object's shard has the object; otherwise it is full}
  private boolean isAdded(
      AttributeValue partition, String sort, ItemUpdate update, SdkBytes source) {
    Map<String, AttributeValue> key =
        Map.of(FindingItems.PK, partition, FindingItems.SK, Attributes.text(sort));
    try {
      client.updateItem(update.of(key, table));
      return true;
    } catch (ConditionalCheckFailedException refused) {
      return Attributes.required(refused.item(), SOURCES).bs().contains(source);
    }
  }
}
