package io.flowverdict.aws.findings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Collects a conditional update of one item. Mutable.
///
/// In expressions `#name` stands for the attribute `name`, and `:name` for the value that the
/// attribute is set to or that is given by that name.
final class ItemUpdate {

  private static final Pattern NAME = Pattern.compile("#(\\w+)");

  private final List<String> set = new ArrayList<>();
  private final List<String> add = new ArrayList<>();
  private final List<String> remove = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();

  ItemUpdate set(Map<String, AttributeValue> attributes) {
    attributes.forEach((name, value) -> set.add("#" + name + " = " + valued(name, value)));
    return this;
  }

  /// Adds to numbers and to sets.
  ItemUpdate add(Map<String, AttributeValue> attributes) {
    attributes.forEach((name, value) -> add.add("#" + name + " " + valued(name, value)));
    return this;
  }

  ItemUpdate remove(String attribute) {
    remove.add("#" + attribute);
    return this;
  }

  /// Requires a condition beside those given before.
  ItemUpdate onlyIf(String condition) {
    conditions.add("(" + condition + ")");
    return this;
  }

  /// Gives a value that conditions name.
  ItemUpdate with(String name, AttributeValue value) {
    valued(name, value);
    return this;
  }

  private String valued(String name, AttributeValue value) {
    values.put(":" + name, value);
    return ":" + name;
  }

  boolean changesNothing() {
    return set.isEmpty() && add.isEmpty() && remove.isEmpty();
  }

  /// {@return the request; when it is refused, the answer holds the item as it is}
  UpdateItemRequest of(Map<String, AttributeValue> key, FindingsTable table) {
    String update = clause("SET", set) + clause("ADD", add) + clause("REMOVE", remove);
    String condition = String.join(" AND ", conditions);
    return UpdateItemRequest.builder()
        .tableName(table.name())
        .key(key)
        .updateExpression(update)
        .conditionExpression(condition.isEmpty() ? null : condition)
        .expressionAttributeNames(names(update, condition))
        .expressionAttributeValues(values)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  private static String clause(String keyword, List<String> actions) {
    return actions.isEmpty() ? "" : keyword + " " + String.join(", ", actions) + " ";
  }

  /// {@return the attributes that expressions name, by what stands for them: `#name` for `name`}
  static Map<String, String> names(String... expressions) {
    return Stream.of(expressions)
        .flatMap(expression -> NAME.matcher(expression).results())
        .collect(Collectors.toMap(MatchResult::group, match -> match.group(1), (one, same) -> one));
  }
}
