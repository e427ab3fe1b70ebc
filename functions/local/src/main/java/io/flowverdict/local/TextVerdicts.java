package io.flowverdict.local;

import static java.util.Objects.requireNonNullElse;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import io.flowverdict.core.judge.Sentence;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.text.Printable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/// For people: the object as a heading, a line of columns for each of its lines, and below it the
/// sentence.
///
/// Between the verdict and the recorded action stands `=` where they agree, `!` where they do not,
/// and nothing where there is nothing to compare. A role with a question mark is inferred.
final class TextVerdicts implements VerdictWriter {

  private static final String SENTENCE = "          ";

  private final BufferedWriter out;
  private @Nullable String heading;

  TextVerdicts(Writer out) {
    this.out = new BufferedWriter(out);
  }

  @Override
  public void write(String source, FlowRecord record, Verdict verdict) throws IOException {
    writeHeading(source);
    out.write(
        "%8d  %-13s %1s %-6s  %-8s %-7s  %s  %s%n"
            .formatted(
                record.line(),
                verdict.outcome(),
                verdict.agreesWith(record.action()).map(same -> same ? "=" : "!").orElse(""),
                orDash(record.action()),
                verdict.role() + (verdict.basis().isInferred() ? "?" : ""),
                verdict.direction() == null ? "unknown" : verdict.direction(),
                Printable.of(orDash(record.interfaceId())),
                Flow.text(record)));
    writeLine(SENTENCE + Printable.of(Sentence.of(record, verdict)));
  }

  @Override
  public void write(String source, Gap gap) throws IOException {
    writeHeading(source);
    writeLine(
        "%8d  %-13s %s from %s to %s"
            .formatted(
                gap.line(),
                gap.status(),
                Printable.of(orDash(gap.interfaceId())),
                orDash(gap.start()),
                orDash(gap.end())));
  }

  @Override
  public void write(String source, RejectedLine line) throws IOException {
    String field = line.field() == null ? "" : ", field " + line.field();
    writeRejected(source, line.line(), line.reason().code() + field, line.text());
  }

  @Override
  public void write(String source, UnreadableObjectException refusal) throws IOException {
    String message = requireNonNullElse(refusal.getMessage(), "");
    writeRejected(source, refusal.line(), refusal.reason().code(), message);
  }

  private void writeRejected(String source, long line, String why, String text) throws IOException {
    writeHeading(source);
    writeLine("%8d  %-13s %s".formatted(line, "no record", Printable.of(why)));
    writeLine(SENTENCE + Printable.of(text));
  }

  private void writeHeading(String source) throws IOException {
    if (!source.equals(heading)) {
      writeLine(Printable.of(source));
      heading = source;
    }
  }

  private void writeLine(String line) throws IOException {
    out.write(line);
    out.newLine();
  }

  private static String orDash(@Nullable Object value) {
    return value == null ? "-" : value.toString();
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
