package io.flowverdict.local;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowverdict.core.audit.AuditFinding;
import io.flowverdict.core.audit.AuditFix;
import io.flowverdict.core.change.Change;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// What audits found, one JSON object per finding.
final class JsonAudit {

  private JsonAudit() {}

  /// Writes for each finding
  /// `{"id","kind","severity","resource","rule","related":[],"sentence","fix","standards":[]}`; a
  /// fix is `{"text","changes":[],"commands":[]}`.
  static void write(List<AuditFinding> findings, Writer out) throws IOException {
    JsonGenerator json = JsonLines.to(out);
    for (AuditFinding finding : findings) {
      json.writeStartObject();
      json.writeStringField("id", finding.id());
      json.writeStringField("kind", finding.kind().code());
      json.writeStringField("severity", finding.severity().name());
      json.writeStringField("resource", finding.resource());
      json.writeStringField("rule", finding.rule());
      writeTexts("related", finding.related(), json);
      json.writeStringField("sentence", finding.sentence());
      writeFix(finding.fix(), json);
      writeTexts("standards", finding.standards(), json);
      JsonLines.end(json);
    }
    json.flush();
  }

  private static void writeFix(AuditFix fix, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("fix");
    json.writeStringField("text", fix.text());
    writeTexts("changes", fix.changes().stream().map(Change::toString).toList(), json);
    writeTexts("commands", fix.commands(), json);
    json.writeEndObject();
  }

  private static void writeTexts(String name, List<String> texts, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
