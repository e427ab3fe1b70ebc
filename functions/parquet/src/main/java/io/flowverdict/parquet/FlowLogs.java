package io.flowverdict.parquet;

import io.flowverdict.core.flowlog.ByteRanges;
import io.flowverdict.core.flowlog.ColumnReader;
import io.flowverdict.core.flowlog.FlowColumnReader;
import io.flowverdict.core.flowlog.FlowLogEntries;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.flowlog.FlowLogReader;
import io.flowverdict.core.flowlog.LimitedColumnReader;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Flow-log objects, whatever they are written as: text, gzip or Parquet. Which, is told by their
/// first bytes. For text, nothing of Parquet is loaded.
public final class FlowLogs {

  private static final int MAGIC = 4;

  /// Up to how many bytes Parquet is read as a stream, which is one request instead of one for each
  /// column.
  private static final int SMALL = 4 * 1024 * 1024;

  private FlowLogs() {}

  /// Opens an object that, if it is text, begins with a header line; else as below.
  public static FlowLogEntries open(InputStream stream, long size, Supplier<ByteRanges> ranges) {
    return open(stream, size, ranges, null);
  }

  /// Opens an object.
  ///
  /// @param stream the object from its beginning; closed with the entries or before
  /// @param size of the object, in bytes
  /// @param ranges the same object, asked for when it is large and Parquet; closed with the entries
  /// @param assumed the columns of text without a header line; null when it must have one
  /// @throws UnreadableObjectException when the object is empty or no flow log that can be judged
  /// @throws UncheckedIOException when the object cannot be delivered
  public static FlowLogEntries open(
      InputStream stream, long size, Supplier<ByteRanges> ranges, @Nullable FlowLogFormat assumed) {
    PushbackInputStream object = new PushbackInputStream(stream, MAGIC);
    if (isParquet(object)) {
      return ParquetFlowLog.open(parquet(object, size, ranges));
    }
    return assumed == null ? FlowLogReader.open(object) : FlowLogReader.open(object, assumed);
  }

  /// Opens an object as columns, with the limits of [LimitedColumnReader]; if it is text, it begins
  /// with a header line.
  ///
  /// @param stream as for [#open], as are the others
  public static ColumnReader columns(InputStream stream, long size, Supplier<ByteRanges> ranges) {
    PushbackInputStream object = new PushbackInputStream(stream, MAGIC);
    return new LimitedColumnReader(
        isParquet(object)
            ? ParquetColumnReader.open(parquet(object, size, ranges))
            : FlowColumnReader.open(object));
  }

  private static ByteRanges parquet(InputStream object, long size, Supplier<ByteRanges> ranges) {
    return size <= SMALL ? whole(object, (int) size) : ranged(object, ranges);
  }

  private static boolean isParquet(PushbackInputStream object) {
    try {
      byte[] begin = object.readNBytes(MAGIC);
      object.unread(begin);
      return begin.length == MAGIC
          && begin[0] == 'P'
          && begin[1] == 'A'
          && begin[2] == 'R'
          && (begin[3] == '1' || begin[3] == 'E');
    } catch (IOException failure) {
      throw closed(object, failure);
    }
  }

  private static ByteRanges whole(InputStream object, int size) {
    try (object) {
      byte[] bytes = object.readNBytes(size);
      if (bytes.length < size) {
        throw new EOFException("The object ends after " + bytes.length + " bytes of " + size);
      }
      return new HeldBytes(bytes);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ByteRanges ranged(InputStream object, Supplier<ByteRanges> ranges) {
    try {
      object.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return ranges.get();
  }

  private static UncheckedIOException closed(InputStream object, IOException failure) {
    try {
      object.close();
    } catch (IOException second) {
      failure.addSuppressed(second);
    }
    return new UncheckedIOException(failure);
  }
}
