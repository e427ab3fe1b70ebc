package io.flowverdict.parquet;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.flowlog.ByteRanges;
import io.flowverdict.core.flowlog.FlowLogEntries;
import io.flowverdict.core.flowlog.FlowLogEntry;
import io.flowverdict.core.flowlog.FlowLogField;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.flowlog.RowParser;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The entries of one flow-log object in Parquet, as VPC Flow Logs delivers it to S3: each row is
/// what the line of text with the same values is.
///
/// The object is read by ranges: only the columns that judging looks at ([#FIELDS]), and of these a
/// page at a time, so what is held does not grow with the object. The other fields of its records
/// are null, and bad values in their columns go unnoticed.
///
/// An object that is damaged throws [UnreadableObjectException] from the iterator, after the entry
/// of every row before the damage.
public final class ParquetFlowLog implements FlowLogEntries {

  /// The fields that are read.
  public static final Set<FlowLogField> FIELDS =
      EnumSet.of(
          FlowLogField.ACCOUNT_ID,
          FlowLogField.INTERFACE_ID,
          FlowLogField.SRCADDR,
          FlowLogField.DSTADDR,
          FlowLogField.SRCPORT,
          FlowLogField.DSTPORT,
          FlowLogField.PROTOCOL,
          FlowLogField.PACKETS,
          FlowLogField.BYTES,
          FlowLogField.START,
          FlowLogField.END,
          FlowLogField.ACTION,
          FlowLogField.LOG_STATUS,
          FlowLogField.TCP_FLAGS,
          FlowLogField.PKT_SRCADDR,
          FlowLogField.PKT_DSTADDR,
          FlowLogField.FLOW_DIRECTION,
          FlowLogField.REJECT_REASON,
          FlowLogField.RESOURCE_ID);

  private final ByteRanges object;
  private final Footer footer;
  private final RowGroups groups;
  private final RowParser parser;
  private boolean iterated;
  private long rows;

  private ParquetFlowLog(ByteRanges object, Footer footer) {
    this.object = object;
    this.footer = footer;
    this.groups = new RowGroups(object, footer);
    this.parser =
        new RowParser(footer.format(), footer.columns().stream().map(Column::field).toList());
  }

  /// Opens an object.
  ///
  /// @param object closed with the entries, and also when it is refused
  /// @throws UnreadableObjectException when it is no Parquet, or none that can be judged
  /// @throws UncheckedIOException when the object cannot be delivered
  public static ParquetFlowLog open(ByteRanges object) {
    return new ParquetFlowLog(object, Footer.open(object, FIELDS));
  }

  @Override
  public Iterator<FlowLogEntry> iterator() {
    if (iterated) {
      throw new IllegalStateException("A flow-log object can be iterated once");
    }
    iterated = true;
    return new Entries();
  }

  @Override
  public FlowLogFormat format() {
    return footer.format();
  }

  @Override
  public boolean hasHeader() {
    return false;
  }

  @Override
  public long lines() {
    return rows;
  }

  @Override
  public void close() {
    object.close();
  }

  private final class Entries implements Iterator<FlowLogEntry> {

    private List<TextCells> columns = List.of();
    private long left;
    private @Nullable FlowLogEntry next;
    private @Nullable UnreadableObjectException damage;

    @Override
    public boolean hasNext() {
      if (damage != null) {
        throw damage;
      }
      if (next == null && (left > 0 || advance())) {
        next = entry();
      }
      return next != null;
    }

    @Override
    public FlowLogEntry next() {
      if (!hasNext()) {
        throw new NoSuchElementException("The object has no further row");
      }
      FlowLogEntry entry = requireNonNull(next);
      next = null;
      return entry;
    }

    private boolean advance() {
      return decoding(() -> {
        left = groups.advance();
        columns =
            left == 0
                ? List.of()
                : footer.columns().stream()
                    .map(column -> new TextCells(column, groups.pages(column), footer.writer()))
                    .toList();
        return left > 0;
      });
    }

    private FlowLogEntry entry() {
      @Nullable String[] values = new String[columns.size()];
      decoding(() -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = columns.get(i).next();
        }
        return values;
      });
      rows++;
      left--;
      return parser.parse(rows, values);
    }

    private <T> T decoding(Decoding<T> step) {
      try {
        return Decoding.run(step, () -> rows + 1);
      } catch (UnreadableObjectException found) {
        damage = found;
        throw found;
      }
    }
  }
}
