package io.flowverdict.aws.findings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// An index of the [FindingsTable].
enum FindingsIndex {
  /// Findings of an account and Region that have a status, in the order of their ranks, with what
  /// summaries tell.
  STATUS("status", FindingItems.STATUS_IN, FindingItems.RANK, false),
  /// Findings of a resource, in the order of their ranks.
  RESOURCE("resource", FindingItems.OF_RESOURCE, FindingItems.RANK, false),
  /// Links from the owner of rules, or from an address, to findings, in the order of the findings'
  /// ids.
  OWNER("owner", FindingItems.OF_OWNER, FindingItems.PK, true);

  final String indexName;
  final String partition;
  final String sort;
  private final boolean ascending;

  FindingsIndex(String indexName, String partition, String sort, boolean ascending) {
    this.indexName = indexName;
    this.partition = partition;
    this.sort = sort;
    this.ascending = ascending;
  }

  /// {@return what the index holds beside keys}
  List<String> projected() {
    return switch (this) {
      case STATUS -> FindingItems.IN_SUMMARY;
      case RESOURCE, OWNER -> List.of();
    };
  }

  /// {@return a query for what one partition holds}
  ///
  /// @param after the sort key after which to begin; empty to begin with the first
  QueryRequest.Builder query(FindingsTable table, AttributeValue of, Optional<String> after) {
    String condition = "#" + partition + " = :of";
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":of", of));
    if (after.isPresent()) {
      condition += " AND #" + sort + (ascending ? " > " : " < ") + ":after";
      values.put(":after", Attributes.text(after.get()));
    }
    return QueryRequest.builder()
        .tableName(table.name())
        .indexName(indexName)
        .scanIndexForward(ascending)
        .keyConditionExpression(condition)
        .expressionAttributeNames(ItemUpdate.names(condition))
        .expressionAttributeValues(values);
  }
}
