package io.flowverdict.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.flowverdict.core.judge.Doubt;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Step;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// JSON, one object per line, in ASCII whatever the encoding of the output, and what the objects of
/// all commands have in common.
final class JsonLines {

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .rootValueSeparator("")
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private JsonLines() {}

  /// {@return a generator that writes to `out`; [#end] ends each of its objects}
  static JsonGenerator to(Writer out) throws IOException {
    return FACTORY.createGenerator(out);
  }

  /// Ends the object and its line.
  static void end(JsonGenerator json) throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /// Writes steps as an array of `{"layer","direction","id","rule","effect"}`.
  static void writeSteps(String name, List<Step> steps, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(name);
    for (Step step : steps) {
      json.writeStartObject();
      json.writeStringField("layer", step.layer().name());
      json.writeStringField("direction", step.direction().toString());
      json.writeStringField("id", step.id());
      writeRule(step.layer(), step.rule(), json);
      json.writeStringField("effect", step.effect().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// Writes a rule: a network ACL entry is a number, or `*`; a security-group rule is its name.
  static void writeRule(Layer layer, @Nullable String rule, JsonGenerator json) throws IOException {
    if (rule != null && layer == Layer.NACL && !rule.equals("*")) {
      json.writeNumberField("rule", Integer.parseInt(rule));
    } else {
      json.writeStringField("rule", rule);
    }
  }

  /// Writes the codes of doubts, each once.
  static void writeUndecided(List<Doubt> doubts, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("undecided");
    for (String code : doubts.stream().map(doubt -> doubt.reason().code()).distinct().toList()) {
      json.writeString(code);
    }
    json.writeEndArray();
  }

  /// Writes an array of texts.
  static void writeTexts(String name, List<String> texts, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
