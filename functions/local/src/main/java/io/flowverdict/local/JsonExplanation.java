package io.flowverdict.local;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.explain.Explanation;
import io.flowverdict.core.explain.NearestRule;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An explanation as one JSON object.
final class JsonExplanation {

  private JsonExplanation() {}

  /// Writes
  /// `{"verdict","request":[],"reply":[],"blockers":[],"nearest","fix":[],"durable":[],"undecided":[],
  /// "sentence"}` with the steps of [JsonLines]; `fix` is the narrowest, `durable` what to do
  /// instead so that it need not be done again, empty where that is no other thing. Each is a list
  /// of `{"layer","id","change","opens","kind","commands":[],"terraform":[]}`; layer and id are
  /// null for what is to be done elsewhere than in a group or network ACL.
  static void write(Explanation explanation, Writer out) throws IOException {
    JsonGenerator json = JsonLines.to(out);
    json.writeStartObject();
    json.writeStringField("verdict", explanation.outcome().name());
    JsonLines.writeSteps("request", explanation.requestSteps(), json);
    JsonLines.writeSteps("reply", explanation.replySteps(), json);
    JsonLines.writeSteps("blockers", explanation.blockingSteps(), json);
    writeNearest(explanation.nearest(), json);
    writeFix("fix", explanation.narrowest(), json);
    writeFix("durable", explanation.durable(), json);
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

  private static void writeFix(String name, @Nullable Fix fix, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    if (fix != null) {
      if (!fix.advice().isEmpty()) {
        writeStep(fix, null, json);
      }
      for (Fix.Part part : fix.parts()) {
        writeStep(fix, part, json);
      }
    }
    json.writeEndArray();
  }

  /// One change, or where there is none the advice.
  private static void writeStep(Fix fix, Fix.@Nullable Part part, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("layer", part == null ? null : part.layer().name());
    json.writeStringField("id", part == null ? null : part.id());
    json.writeStringField("change", part == null ? fix.advice() : part.text());
    json.writeStringField("opens", part == null ? "" : part.opens());
    json.writeStringField("kind", fix.kind().toString());
    JsonLines.writeTexts("commands", part == null ? List.of() : part.commands(), json);
    JsonLines.writeTexts("terraform", part == null ? List.of() : part.terraform(), json);
    json.writeEndObject();
  }
}
