package io.flowverdict.local;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowverdict.core.explain.Explanation;
import io.flowverdict.core.explain.Fix;
import io.flowverdict.core.explain.NearestRule;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An explanation as one JSON object.
final class JsonExplanation {

  private JsonExplanation() {}

  /// Writes
  /// `{"verdict","request":[],"reply":[],"blockers":[],"nearest","fix":[],"undecided":[],"sentence"}`
  /// with the steps of [JsonLines].
  static void write(Explanation explanation, Writer out) throws IOException {
    JsonGenerator json = JsonLines.to(out);
    json.writeStartObject();
    json.writeStringField("verdict", explanation.outcome().name());
    JsonLines.writeSteps("request", explanation.requestSteps(), json);
    JsonLines.writeSteps("reply", explanation.replySteps(), json);
    JsonLines.writeSteps("blockers", explanation.blockingSteps(), json);
    writeNearest(explanation.nearest(), json);
    writeFixes(explanation.fixes(), json);
    JsonLines.writeUndecided(explanation.doubts(), json);
    json.writeStringField("sentence", explanation.sentence());
    JsonLines.end(json);
    json.flush();
  }

  private static void writeNearest(@Nullable NearestRule nearest, JsonGenerator json)
      throws IOException {
    if (nearest == null) {
      json.writeNullField("nearest");
      return;
    }
    json.writeObjectFieldStart("nearest");
    json.writeStringField("layer", nearest.layer().name());
    json.writeStringField("id", nearest.id());
    JsonLines.writeRule(nearest.layer(), nearest.rule(), json);
    json.writeStringField("text", nearest.text());
    json.writeStringField("field", nearest.field().toString());
    json.writeEndObject();
  }

  private static void writeFixes(List<Fix> fixes, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("fix");
    for (Fix fix : fixes) {
      json.writeStartObject();
      json.writeStringField("layer", fix.layer().name());
      json.writeStringField("id", fix.id());
      json.writeStringField("change", fix.text());
      json.writeStringField("opens", fix.opens());
      json.writeArrayFieldStart("commands");
      for (String command : fix.commands()) {
        json.writeString(command);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
