package io.flowverdict.core.flowlog;

import static java.util.Objects.requireNonNull;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The entries of one flow-log object in the order of its lines: text, plain or gzip, as VPC Flow
/// Logs delivers it to S3, or the same records as CSV or JSON, where each record is a line.
///
/// The object is streamed, once: what is held grows neither with the object nor with a line. Header
/// line, records, gaps and rejected lines add up to the lines of the object.
///
/// An object that turns out to be damaged throws [UnreadableObjectException] from the iterator,
/// after the entry of every whole line before the damage. A stream that fails throws
/// [UncheckedIOException].
public final class FlowLogReader implements FlowLogEntries {

  /// The number of bytes that a line may have.
  public static final int LONGEST_LINE = 64 * 1024;

  private final LineReader lines;
  private final boolean hasHeader;
  private final long blank;
  private final LineEntries entries;
  private boolean iterated;

  /// @param lines at the first one that is not blank
  /// @param blank how many lines are before it
  private FlowLogReader(LineReader lines, FirstLine first, long blank) {
    this.lines = lines;
    this.hasHeader = first.isHeader();
    this.blank = blank;
    this.entries = new LineEntries(first.format());
  }

  /// Opens an object that begins with a header line.
  ///
  /// @param object gzip, recognised by its first bytes, or plain text; closed with the reader, and
  ///   also when the object is refused
  /// @throws UnreadableObjectException when the object is empty or no flow log that can be judged
  /// @throws UncheckedIOException when the stream fails
  public static FlowLogReader open(InputStream object) {
    return openOwned(object, null);
  }

  /// Opens an object that may lack the header line.
  ///
  /// @param object as for [#open(InputStream)]
  /// @param assumed the columns if the object does not name them; a header line, or names in JSON,
  ///   are believed instead
  /// @throws UnreadableObjectException when the object is empty or no flow log that can be judged
  /// @throws UncheckedIOException when the stream fails
  public static FlowLogReader open(InputStream object, FlowLogFormat assumed) {
    return openOwned(object, assumed);
  }

  private static FlowLogReader openOwned(InputStream object, @Nullable FlowLogFormat assumed) {
    SourceStream source = new SourceStream(object);
    try {
      LogText text = LogText.open(source, assumed, Long.MAX_VALUE);
      return begin(new LineReader(text.lines(), LONGEST_LINE), text.fields());
    } catch (RuntimeException | Error failure) {
      source.closeAfter(failure);
      throw failure;
    }
  }

  private static FlowLogReader begin(LineReader lines, @Nullable FlowLogFormat fields) {
    long blank = 0;
    while (advance(lines)) {
      if (!FirstLine.isBlank(lines.text(), lines.tooLong())) {
        FirstLine first = FirstLine.of(lines.number(), lines.text(), lines.tooLong(), fields);
        return new FlowLogReader(lines, first, blank);
      }
      blank++;
    }
    if (fields == null || blank == 0) {
      throw FirstLine.missing(blank);
    }
    return new FlowLogReader(lines, new FirstLine(fields, false), blank - 1);
  }

  /// Goes to the next line.
  ///
  /// @return false when there is none
  private static boolean advance(LineReader lines) {
    try {
      return lines.next();
    } catch (IOException damage) {
      throw damaged(damage, lines.number() + 1);
    }
  }

  /// {@return that an object is damaged in a line}
  static UnreadableObjectException damaged(IOException cause, long line) {
    boolean truncated = cause instanceof EOFException;
    UnreadableReason reason =
        truncated ? UnreadableReason.TRUNCATED_GZIP : UnreadableReason.CORRUPT_GZIP;
    String what = truncated ? "stops before its end" : "is damaged";
    return new UnreadableObjectException(
        reason,
        line,
        "The gzip data "
            + what
            + " in line "
            + line
            + " ("
            + cause.getMessage()
            + "): deliver the whole object again; the lines before were read",
        cause);
  }

  @Override
  public Iterator<FlowLogEntry> iterator() {
    if (iterated) {
      throw new IllegalStateException("A flow-log object can be iterated once");
    }
    iterated = true;
    return new Entries();
  }

  /// The columns of the line last read: those of the last header line, or the assumed ones.
  @Override
  public FlowLogFormat format() {
    return entries.format();
  }

  @Override
  public boolean hasHeader() {
    return hasHeader;
  }

  @Override
  public long lines() {
    return lines.number();
  }

  private FlowLogEntry entry() {
    return entries.entry(lines.number(), lines.text(), lines.tooLong());
  }

  @Override
  public void close() {
    lines.close();
  }

  /// The entries of the lines from the current one on.
  private final class Entries implements Iterator<FlowLogEntry> {

    private @Nullable FlowLogEntry next;
    private long passed;
    private boolean begun = hasHeader;
    private @Nullable UnreadableObjectException damage;

    @Override
    public boolean hasNext() {
      if (damage != null) {
        throw damage;
      }
      try {
        if (next == null) {
          next = advanced();
        }
      } catch (UnreadableObjectException found) {
        damage = found;
        throw found;
      }
      return next != null;
    }

    /// Goes to the next entry: the blank lines, the line after them if it is no header, the others.
    private @Nullable FlowLogEntry advanced() {
      if (passed < blank) {
        return RejectedLine.ofBlank(++passed);
      }
      boolean found = !begun || advance(lines);
      begun = true;
      return found ? entry() : null;
    }

    @Override
    public FlowLogEntry next() {
      if (!hasNext()) {
        throw new NoSuchElementException("The object has no further line");
      }
      FlowLogEntry entry = requireNonNull(next);
      next = null;
      return entry;
    }
  }
}
