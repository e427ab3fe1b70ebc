package io.flowverdict.local;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.flowverdict.core.flowlog.FlowLogEntries;
import io.flowverdict.core.flowlog.FlowLogEntry;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import io.flowverdict.core.flowlog.UnreadableReason;
import io.flowverdict.core.judge.Conversations;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.parquet.FlowLogs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Judges flow-log objects, line by line.
final class LogJudge {

  private final GivenConfiguration configuration;
  private final @Nullable FlowLogFormat fields;
  private final VerdictWriter writer;
  private final Totals totals;
  private final Problems problems;

  /// @param fields the columns of objects without a header line; null when every object has one
  LogJudge(
      GivenConfiguration configuration,
      @Nullable FlowLogFormat fields,
      VerdictWriter writer,
      Totals totals,
      Problems problems) {
    this.configuration = configuration;
    this.fields = fields;
    this.writer = writer;
    this.totals = totals;
    this.problems = problems;
  }

  /// Judges one object to its end, or as far as it can be read: what was read before is written and
  /// counted.
  ///
  /// @throws IOException when the output cannot be written
  void judge(LogFile file) throws IOException {
    totals.addObject();
    try (FlowLogEntries log = open(file)) {
      try {
        judge(file.source(), log, configuration.judge(file));
      } finally {
        totals.addLines(log.lines(), log.hasHeader());
      }
    } catch (UnreadableObjectException unreadable) {
      refuse(file.source(), unreadable);
    } catch (UncheckedIOException failed) {
      totals.addUnreadable();
      problems.add(file.path(), requireNonNull(failed.getCause(), "cause is null"));
    }
    writer.flush();
  }

  private FlowLogEntries open(LogFile file) {
    Path path = file.path();
    InputStream object;
    long size;
    try {
      size = Files.size(path);
      object = Files.newInputStream(path);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return FlowLogs.open(object, size, () -> FileRanges.open(path), fields);
  }

  private void judge(String source, FlowLogEntries log, RecordJudge judge) throws IOException {
    Conversations entries = new Conversations(log.iterator());
    while (entries.hasNext()) {
      FlowLogEntry entry = entries.next();
      switch (entry) {
        case FlowRecord record -> {
          Verdict verdict = judge.judge(record, entries.evidence(record));
          totals.add(record, verdict);
          writer.write(source, record, verdict);
        }
        case Gap gap -> {
          totals.add(gap);
          writer.write(source, gap);
        }
        case RejectedLine line -> {
          totals.add(line);
          writer.write(source, line);
        }
      }
    }
  }

  /// A transit gateway's flow log is whole, but nothing that can be judged; anything else is a
  /// problem.
  private void refuse(String source, UnreadableObjectException unreadable) throws IOException {
    if (unreadable.reason() == UnreadableReason.TRANSIT_GATEWAY_OBJECT) {
      totals.addRefused(unreadable);
      writer.write(source, unreadable);
      return;
    }
    totals.addUnreadable();
    problems.add(source, requireNonNullElse(unreadable.getMessage(), unreadable.reason().code()));
  }
}
