package io.flowverdict.parquet;

import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.flowlog.ByteRanges;
import io.flowverdict.core.flowlog.ColumnReader;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowLogField;
import io.flowverdict.core.flowlog.Names;
import io.flowverdict.core.flowlog.RowParser;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The entries of one flow-log object in Parquet as columns: what [ParquetFlowLog] reads, without
/// an object per record. Rows that are not plain records go through [RowParser] here as there.
public final class ParquetColumnReader implements ColumnReader {

  private final ByteRanges object;
  private final Footer footer;
  private final RowGroups groups;
  private final RowParser parser;
  private final Names names = new Names();
  private final boolean[] plain = new boolean[FlowColumns.CAPACITY];

  private final List<CellWindow> cells;
  private long left;
  private long rows;
  private @Nullable UnreadableObjectException damage;
  private boolean ended;

  private ParquetColumnReader(ByteRanges object, Footer footer) {
    this.object = object;
    this.footer = footer;
    this.groups = new RowGroups(object, footer);
    this.parser =
        new RowParser(footer.format(), footer.columns().stream().map(Column::field).toList());
    this.cells = footer.columns().stream().map(column -> new CellWindow(column, names)).toList();
  }

  /// Opens an object.
  ///
  /// @param object closed with the reader, and also when it is refused
  /// @throws UnreadableObjectException when it is no Parquet, or none that can be judged
  /// @throws java.io.UncheckedIOException when the object cannot be delivered
  public static ParquetColumnReader open(ByteRanges object) {
    return new ParquetColumnReader(object, Footer.open(object, ParquetFlowLog.FIELDS));
  }

  /// Reads the next entries, at most as many as columns hold; those of a row group end with it.
  /// Where the object cannot be read any further, [FlowColumns#damage()] says why, after the entry
  /// of every row before the damage.
  ///
  /// @param columns whose content is replaced
  /// @return false when there was nothing to read any more
  /// @throws java.io.UncheckedIOException when the object cannot be delivered
  @Override
  public boolean read(FlowColumns columns) {
    columns.begin(names, footer.format(), rows + 1);
    if (ended) {
      return false;
    }
    if (left == 0) {
      advance();
    }
    if (damage == null && left > 0) {
      int count = readable((int) Math.min(left, FlowColumns.CAPACITY));
      fill(columns, count);
      rows += count;
      left -= count;
    }
    ended = damage != null || columns.size() == 0;
    if (damage != null) {
      columns.end(damage);
    }
    return damage != null || columns.size() > 0;
  }

  private void advance() {
    try {
      Decoding.run(this::open, () -> rows + 1);
    } catch (UnreadableObjectException found) {
      damage = found;
    }
  }

  private boolean open() {
    left = groups.advance();
    if (left > 0) {
      for (CellWindow column : cells) {
        column.open(groups.pages(column.column()));
      }
    }
    return left > 0;
  }

  /// Reads a window of every column.
  ///
  /// @return how many of its rows could be read
  private int readable(int wanted) {
    int count = wanted;
    for (CellWindow column : cells) {
      int most = count;
      try {
        Decoding.run(() -> column.read(most), () -> rows + 1 + column.readable());
      } catch (UnreadableObjectException found) {
        damage = found;
        count = column.readable();
      }
    }
    return count;
  }

  private void fill(FlowColumns columns, int count) {
    Arrays.fill(plain, 0, count, true);
    for (CellWindow column : cells) {
      Transfer.of(column, columns, plain, count);
    }
    requireSound(columns, count);
    for (int row = 0; row < count; row++) {
      if (plain[row]) {
        columns.commit();
      } else {
        columns.add(parser.parse(rows + row + 1, texts(row)));
      }
    }
  }

  /// Finds the rows whose values do not fit each other.
  private void requireSound(FlowColumns columns, int count) {
    byte[] source = columns.source.family;
    byte[] destination = columns.destination.family;
    for (int row = 0; row < count; row++) {
      boolean mixed = (source[row] ^ destination[row]) == (AddressColumn.IPV4 ^ AddressColumn.IPV6);
      boolean ordered =
          columns.end[row] == FlowColumns.ABSENT || columns.end[row] >= columns.start[row];
      plain[row] &= ordered && !mixed;
    }
  }

  private @Nullable String[] texts(int row) {
    @Nullable String[] texts = new String[cells.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = cells.get(i).text(row);
    }
    return texts;
  }

  @Override
  public void close() {
    object.close();
  }

  /// Which column of [FlowColumns] a field's values belong to.
  private static final class Transfer {

    private Transfer() {}

    static void of(CellWindow cells, FlowColumns to, boolean[] plain, int count) {
      FlowLogField field = cells.column().field();
      long[] values = cells.values;
      if (cells.mayHaveOthers()) {
        for (int row = 0; row < count; row++) {
          plain[row] &= values[row] != CellValues.OTHER;
        }
      }
      switch (field) {
        case SRCADDR -> addresses(cells, to.source, count);
        case DSTADDR -> addresses(cells, to.destination, count);
        case PKT_SRCADDR -> addresses(cells, to.packetSource, count);
        case PKT_DSTADDR -> addresses(cells, to.packetDestination, count);
        case PACKETS -> System.arraycopy(values, 0, to.packets, 0, count);
        case BYTES -> System.arraycopy(values, 0, to.bytes, 0, count);
        case START -> System.arraycopy(values, 0, to.start, 0, count);
        case END -> System.arraycopy(values, 0, to.end, 0, count);
        case SRCPORT -> ints(values, to.sourcePort, count);
        case DSTPORT -> ints(values, to.destinationPort, count);
        case INTERFACE_ID -> ints(values, to.interfaceId, count);
        case REJECT_REASON -> ints(values, to.rejectReason, count);
        case RESOURCE_ID -> ints(values, to.resourceId, count);
        case PROTOCOL -> shorts(values, to.protocol, count);
        case TCP_FLAGS -> shorts(values, to.tcpFlags, count);
        case ACTION -> bytes(values, to.action, count);
        case FLOW_DIRECTION -> bytes(values, to.direction, count);
        default -> {
          // Says only whether the row is a plain record.
        }
      }
    }

    private static void addresses(CellWindow cells, AddressColumn to, int count) {
      long[] values = cells.values;
      for (int row = 0; row < count; row++) {
        long value = values[row];
        if (CellValues.isIpv6(value)) {
          to.set(row, cells.meanings().address(value));
        } else {
          to.family[row] = value < 0 ? AddressColumn.ABSENT : AddressColumn.IPV4;
          to.high[row] = 0;
          to.low[row] = value;
        }
      }
    }

    private static void ints(long[] values, int[] to, int count) {
      for (int row = 0; row < count; row++) {
        to[row] = (int) values[row];
      }
    }

    private static void shorts(long[] values, short[] to, int count) {
      for (int row = 0; row < count; row++) {
        to[row] = (short) values[row];
      }
    }

    private static void bytes(long[] values, byte[] to, int count) {
      for (int row = 0; row < count; row++) {
        to[row] = (byte) values[row];
      }
    }
  }
}
