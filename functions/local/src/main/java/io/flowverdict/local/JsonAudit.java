package io.flowverdict.local;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowverdict.core.audit.AuditFinding;
import io.flowverdict.core.change.Fix;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// What audits found, one JSON object per finding.
final class JsonAudit {

  private JsonAudit() {}

  /// Writes for each finding
  /// `{"id","kind","severity","resource","rule","related":[],"sentence","fix","standards":[]}`; a
  /// fix is `{"text","kind","changes":[],"opens","commands":[],"terraform":[],"durable"}`, where
  /// `durable` is what to do instead so that it need not be done again, of the same form, or null.
  static void write(List<AuditFinding> findings, Writer out) throws IOException {
    JsonGenerator json = JsonLines.to(out);
    for (AuditFinding finding : findings) {
      json.writeStartObject();
      json.writeStringField("id", finding.id());
      json.writeStringField("kind", finding.kind().code());
      json.writeStringField("severity", finding.severity().name());
      json.writeStringField("resource", finding.resource());
      json.writeStringField("rule", finding.rule());
      JsonLines.writeTexts("related", finding.related(), json);
      json.writeStringField("sentence", finding.sentence());
      writeFix("fix", finding.fix(), json);
      writeDurable(finding, json);
      json.writeEndObject();
      JsonLines.writeTexts("standards", finding.standards(), json);
      JsonLines.end(json);
    }
    json.flush();
  }

  /// Leaves the object open.
  private static void writeFix(String name, Fix fix, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("text", fix.text());
    json.writeStringField("kind", fix.kind().toString());
    JsonLines.writeTexts("changes", fix.parts().stream().map(Fix.Part::text).toList(), json);
    json.writeStringField("opens", fix.opens());
    JsonLines.writeTexts("commands", fix.commands(), json);
    JsonLines.writeTexts("terraform", fix.terraform(), json);
  }

  private static void writeDurable(AuditFinding finding, JsonGenerator json) throws IOException {
    Fix durable = finding.durable();
    if (durable == null) {
      json.writeNullField("durable");
    } else {
      writeFix("durable", durable, json);
      json.writeEndObject();
    }
  }
}
