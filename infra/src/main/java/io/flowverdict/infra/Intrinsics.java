package io.flowverdict.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What CloudFormation puts into a template while it deploys, of which only the length can be known
/// before.
///
/// @param partition that is deployed to
record Intrinsics(String partition) {

  /// Of the longest account, Region and suffix.
  private static final Map<String, String> PSEUDO_PARAMETERS =
      Map.of(
          "AWS::AccountId", "123456789012",
          "AWS::Region", "ap-southeast-1",
          "AWS::URLSuffix", "amazonaws.com.cn");

  /// As long as a name or an ARN of what this app creates may be: their names are given.
  private static final String REFERENCE = "x".repeat(110);

  /// {@return the same with texts in place of functions, as long as they can become}
  JsonNode atTheirLongest(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(atTheirLongest(element)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.has("Fn::Join")) {
      return join(node.path("Fn::Join"));
    }
    if (node.has("Ref")) {
      return reference(node.path("Ref").asText());
    }
    if (node.size() == 1 && node.fieldNames().next().startsWith("Fn::")) {
      return TextNode.valueOf(REFERENCE);
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    node.properties().forEach(each -> object.set(each.getKey(), atTheirLongest(each.getValue())));
    return object;
  }

  private TextNode reference(String name) {
    return TextNode.valueOf(
        name.equals("AWS::Partition")
            ? partition
            : PSEUDO_PARAMETERS.getOrDefault(name, REFERENCE));
  }

  private TextNode join(JsonNode arguments) {
    return TextNode.valueOf(
        StreamSupport.stream(arguments.path(1).spliterator(), false)
            .map(part -> atTheirLongest(part).asText())
            .collect(Collectors.joining(arguments.path(0).asText())));
  }
}
