package io.flowverdict.core.flowlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The entries of one flow-log object as columns: what [FlowLogReader] reads, without an object per
/// record.
///
/// The object is streamed, once, in memory that does not depend on its size. Damage of an object is
/// met after the entry of every whole line before it, and so is the end of what is read of one that
/// gzip unpacks to more than [ReadingLimits] allow.
public final class FlowColumnReader implements ColumnReader {

  private final ReadingLimits limits;
  private final WholeLines runs;
  private final Names names = new Names();
  private final LineEntries entries;
  private ColumnParser parser;

  /// How many changes of the columns the parser knows.
  private int changes;

  /// How many blank lines are before the first one that is not, and how many of them were given.
  private long blank;

  private long passed;

  /// Where the next line begins in the run, and the number of the line before it in the object.
  private int at;

  private long number;

  private FlowColumnReader(WholeLines runs, @Nullable FlowLogFormat fields, ReadingLimits limits) {
    this.limits = limits;
    this.runs = runs;
    this.at = runs.to();
    int start = passBlankLines();
    int end = at - 1;
    FirstLine first = FirstLine.of(blank + 1, text(start, end), isTooLong(start, end), fields);
    this.entries = new LineEntries(first.format());
    this.parser = new ColumnParser(first.format());
    this.number = first.isHeader() ? blank + 1 : blank;
    this.at = first.isHeader() ? at : start;
  }

  /// Goes after the first line that is not blank: {@return where it begins}
  private int passBlankLines() {
    try {
      while (at < runs.to() || advance()) {
        int start = at;
        int end = passLine();
        if (!FirstLine.isBlank(text(start, end), isTooLong(start, end))) {
          return start;
        }
        if (++blank > limits.rejectedMore()) {
          throw limits.tooManyRejected(blank);
        }
      }
    } catch (IOException damage) {
      throw damaged(damage, blank + 1);
    }
    throw FirstLine.missing(blank);
  }

  /// Opens an object that begins with a header line.
  ///
  /// @param object as for [FlowLogReader#open(InputStream)]
  /// @throws UnreadableObjectException when the object is empty or no flow log that can be judged
  /// @throws java.io.UncheckedIOException when the stream fails
  public static FlowColumnReader open(InputStream object) {
    return open(object, ReadingLimits.USUAL);
  }

  static FlowColumnReader open(InputStream object, ReadingLimits limits) {
    SourceStream source = new SourceStream(object);
    try {
      LogText text = LogText.open(source, null, limits.content());
      return new FlowColumnReader(new WholeLines(text.lines()), text.fields(), limits);
    } catch (RuntimeException | Error failure) {
      source.closeAfter(failure);
      throw failure;
    }
  }

  private UnreadableObjectException damaged(IOException cause, long line) {
    return cause instanceof LimitedStream.TooLongException
        ? limits.tooMuchContent(line)
        : FlowLogReader.damaged(cause, line);
  }

  @Override
  public boolean read(FlowColumns columns) {
    if (passed < blank) {
      return readBlankLines(columns);
    }
    if (changes != entries.changes()) {
      changes = entries.changes();
      parser = new ColumnParser(entries.format());
    }
    columns.begin(names, entries.format(), number + 1);
    try {
      while (!columns.isFull() && (at < runs.to() || advance())) {
        readPlainLines(columns);
        if (!columns.isFull() && at < runs.to()) {
          readLine(columns);
        }
      }
    } catch (IOException damage) {
      columns.end(damaged(damage, number + 1));
    }
    return columns.size() > 0 || columns.damage() != null;
  }

  /// Gives blank lines before a header line by themselves: rows are consecutive lines.
  private boolean readBlankLines(FlowColumns columns) {
    columns.begin(names, entries.format(), passed + 1);
    while (passed < blank && !columns.isFull()) {
      columns.add(RejectedLine.ofBlank(++passed));
    }
    return true;
  }

  /// Goes to the next run of lines.
  private boolean advance() throws IOException {
    boolean found = runs.next();
    at = runs.from();
    return found;
  }

  private void readPlainLines(FlowColumns columns) {
    if (changes == entries.changes()) {
      int size = columns.size();
      at = parser.parse(runs.text, at, runs.to(), columns);
      number += columns.size() - size;
    }
  }

  private void readLine(FlowColumns columns) {
    int start = at;
    int end = passLine();
    number++;
    columns.add(entries.entry(number, text(start, end), isTooLong(start, end)));
  }

  /// Goes after the next line: {@return the place of its line feed}
  private int passLine() {
    at = Ascii.afterFeed(runs.text, at);
    return at - 1;
  }

  private static boolean isTooLong(int start, int end) {
    return end - start > FlowLogReader.LONGEST_LINE;
  }

  /// The line, or as much of it as is kept, as [LineReader] gives it.
  private String text(int start, int end) {
    int kept = Math.min(end - start, FlowLogReader.LONGEST_LINE);
    boolean carriageReturn = !isTooLong(start, end) && kept > 0 && runs.text[end - 1] == '\r';
    return new String(runs.text, start, carriageReturn ? kept - 1 : kept, UTF_8);
  }

  @Override
  public void close() {
    runs.close();
  }
}
