package io.flowverdict.aws.findings;

import java.util.HexFormat;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of the [FindingsTable] that are about one object.
final class ObjectItems {

  private ObjectItems() {}

  static AttributeValue partition(String object) {
    return partitionOfHash(HexFormat.of().formatHex(BoundedText.hash(object)));
  }

  static AttributeValue partitionOfHash(String hash) {
    return Attributes.text("OBJECT#" + hash);
  }
}
