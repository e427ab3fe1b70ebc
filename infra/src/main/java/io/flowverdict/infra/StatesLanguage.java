package io.flowverdict.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// A state machine that is written down in a file beside this class, in the States Language
/// ([specification](https://states-language.net/)), with names of its own in `${…}`.
record StatesLanguage(String file) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// {@return the state machine}
  ///
  /// @param names what stands where the file says `${…}`
  /// @param change what is set beside that
  Map<String, Object> with(Map<String, String> names, Consumer<ObjectNode> change) {
    String text = text();
    for (Map.Entry<String, String> name : names.entrySet()) {
      text = text.replace("${" + name.getKey() + "}", name.getValue());
    }
    try {
      ObjectNode definition = JSON.readValue(text, ObjectNode.class);
      change.accept(definition);
      return JSON.convertValue(definition, new TypeReference<>() {});
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException(file + " is no JSON object", malformed);
    }
  }

  /// {@return the state machine as it is written down}
  JsonNode asWritten() {
    try {
      return JSON.readTree(text());
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException(file + " is no JSON", malformed);
    }
  }

  private String text() {
    try (InputStream text =
        Objects.requireNonNull(StatesLanguage.class.getResourceAsStream(file), file)) {
      return new String(text.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
