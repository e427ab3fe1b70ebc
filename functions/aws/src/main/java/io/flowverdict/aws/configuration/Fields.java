package io.flowverdict.aws.configuration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A JSON object under construction. Fields keep the order in which they are put; a null value
/// leaves its field out.
final class Fields {
  private final ObjectNode node = JsonNodeFactory.instance.objectNode();

  Fields put(String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
    return this;
  }

  Fields put(String name, @Nullable Long value) {
    if (value != null) {
      node.put(name, value);
    }
    return this;
  }

  Fields put(String name, @Nullable Integer value) {
    return put(name, value == null ? null : Long.valueOf(value));
  }

  Fields put(String name, boolean value) {
    node.put(name, value);
    return this;
  }

  Fields put(String name, @Nullable Fields value) {
    if (value != null) {
      node.set(name, value.node);
    }
    return this;
  }

  /// Puts a list of objects, one for each value.
  <T> Fields putAll(String name, Collection<? extends T> values, Function<T, Fields> conversion) {
    ArrayNode list = node.putArray(name);
    values.forEach(value -> list.add(conversion.apply(value).node));
    return this;
  }

  /// Puts a list of objects that hold one text each.
  Fields putEach(String name, String field, Collection<?> values) {
    return putAll(name, values, value -> new Fields().put(field, value.toString()));
  }

  /// Puts a list of texts.
  Fields putTexts(String name, Collection<?> values) {
    ArrayNode list = node.putArray(name);
    values.forEach(value -> list.add(value.toString()));
    return this;
  }

  /// Puts the tags of a resource, of which only `Name` is kept.
  Fields putNameTag(String tags, @Nullable String name) {
    ArrayNode list = node.putArray(tags);
    if (name != null) {
      list.add(new Fields().put("Key", "Name").put("Value", name).node);
    }
    return this;
  }

  ObjectNode node() {
    return node;
  }
}
