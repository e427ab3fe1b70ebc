package io.flowverdict.local;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import io.flowverdict.core.judge.Sentence;
import io.flowverdict.core.judge.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One JSON object per line.
///
/// `flow` holds what the rules were matched against: the packet's own addresses where the record
/// has them.
final class JsonVerdicts implements VerdictWriter {

  private final JsonGenerator json;

  JsonVerdicts(Writer out) throws IOException {
    this.json = JsonLines.to(out);
  }

  @Override
  public void write(String source, FlowRecord record, Verdict verdict) throws IOException {
    begin(source, record.line());
    json.writeStringField("interface", record.interfaceId());
    json.writeStringField(
        "direction", verdict.direction() == null ? "unknown" : text(verdict.direction()));
    json.writeStringField("role", verdict.role().toString());
    json.writeBooleanField("inferred", verdict.basis().isInferred());
    writeFlow(record);
    json.writeStringField("action", text(record.action()));
    json.writeStringField("verdict", verdict.outcome().name());
    writeAgreement(verdict.agreesWith(record.action()));
    JsonLines.writeSteps("trace", verdict.trace(), json);
    JsonLines.writeUndecided(verdict.doubts(), json);
    json.writeStringField("sentence", Sentence.of(record, verdict));
    JsonLines.end(json);
  }

  private void writeFlow(FlowRecord record) throws IOException {
    json.writeObjectFieldStart("flow");
    writeNumber("protocol", record.protocol() == null ? null : record.protocol().number());
    json.writeStringField("source", text(Flow.source(record)));
    writeNumber("sourcePort", record.sourcePort());
    json.writeStringField("destination", text(Flow.destination(record)));
    writeNumber("destinationPort", record.destinationPort());
    json.writeEndObject();
  }

  private void writeAgreement(Optional<Boolean> agrees) throws IOException {
    if (agrees.isPresent()) {
      json.writeBooleanField("agrees", agrees.get());
    } else {
      json.writeNullField("agrees");
    }
  }

  private void writeNumber(String name, @Nullable Integer number) throws IOException {
    if (number == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, number);
    }
  }

  @Override
  public void write(String source, Gap gap) throws IOException {
    begin(source, gap.line());
    json.writeStringField("status", gap.status().name());
    json.writeStringField("interface", gap.interfaceId());
    json.writeStringField("start", text(gap.start()));
    json.writeStringField("end", text(gap.end()));
    JsonLines.end(json);
  }

  @Override
  public void write(String source, RejectedLine line) throws IOException {
    begin(source, line.line());
    json.writeStringField("rejected", line.reason().code());
    if (line.field() != null) {
      json.writeStringField("field", line.field());
    }
    json.writeStringField("text", line.text());
    JsonLines.end(json);
  }

  @Override
  public void write(String source, UnreadableObjectException refusal) throws IOException {
    begin(source, refusal.line());
    json.writeStringField("rejected", refusal.reason().code());
    json.writeStringField("text", refusal.getMessage());
    JsonLines.end(json);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private void begin(String source, long line) throws IOException {
    json.writeStartObject();
    json.writeStringField("source", source);
    json.writeNumberField("line", line);
  }

  @Override
  public void flush() throws IOException {
    json.flush();
  }
}
