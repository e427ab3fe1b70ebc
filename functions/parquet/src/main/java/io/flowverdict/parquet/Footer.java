package io.flowverdict.parquet;

import static io.flowverdict.parquet.UndecodableException.required;

import io.flowverdict.core.flowlog.ByteRanges;
import io.flowverdict.core.flowlog.FlowLogField;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.flowlog.FlowLogFormatException;
import io.flowverdict.core.flowlog.UnreadableObjectException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.VersionParser.VersionParseException;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/// What the end of a Parquet object says of the object ([file
/// format](https://parquet.apache.org/docs/file-format/)).
///
/// @param format the columns, in the spelling of a header line
/// @param columns those that are read, in the order of the format
/// @param rowGroups in the order of their rows
/// @param dataEnd the offset of the first byte after the pages
/// @param writer what wrote the object, of which some versions are known to err; null when it is
///   not said
record Footer(
    FlowLogFormat format,
    List<Column> columns,
    List<RowGroup> rowGroups,
    long dataEnd,
    @Nullable ParsedVersion writer) {

  private static final String MAGIC = "PAR1";
  private static final String ENCRYPTED_MAGIC = "PARE";

  /// A length of four bytes, and the magic.
  private static final int TAIL = 8;

  /// How many bytes a footer may have: those of flow logs have some thousands.
  private static final int LARGEST = 4 * 1024 * 1024;

  private static final int LONGEST_QUOTE = 64;

  Footer {
    columns = List.copyOf(columns);
    rowGroups = List.copyOf(rowGroups);
  }

  /// {@return whether an object that begins so is Parquet, if need be encrypted}
  static boolean isParquet(byte[] begin) {
    String magic = new String(begin, StandardCharsets.ISO_8859_1);
    return magic.equals(MAGIC) || magic.equals(ENCRYPTED_MAGIC);
  }

  /// Reads the footer of an object that is to be read. An object that is refused is closed.
  ///
  /// @param wanted the fields to read
  /// @throws UnreadableObjectException when it is no Parquet, or none that can be judged
  static Footer open(ByteRanges object, Set<FlowLogField> wanted) {
    try {
      return Decoding.run(() -> read(object, wanted), () -> 1);
    } catch (RuntimeException | Error failure) {
      object.close();
      throw failure;
    }
  }

  /// Reads the footer of an object.
  ///
  /// @param wanted the fields to read
  /// @throws UndecodableException when the object is damaged or of a kind that is not read
  /// @throws UnreadableObjectException when it is no flow log that can be judged
  private static Footer read(ByteRanges object, Set<FlowLogField> wanted) {
    long size = object.size();
    if (size < MAGIC.length() + TAIL) {
      throw UndecodableException.corrupt("it has " + size + " bytes only");
    }
    requireMagic(object.read(0, MAGIC.length()), "begins");
    ByteBuffer tail = ByteBuffer.wrap(object.read(size - TAIL, TAIL));
    tail.order(ByteOrder.LITTLE_ENDIAN);
    int length = tail.getInt();
    byte[] magic = new byte[MAGIC.length()];
    tail.get(magic);
    requireMagic(magic, "ends");
    UndecodableException.require(
        length > 0 && length <= size - TAIL - MAGIC.length(),
        "it says that its footer has " + Integer.toUnsignedString(length) + " bytes");
    if (length > LARGEST) {
      throw UndecodableException.unsupported(
          "its footer has " + length + " bytes, more than the " + LARGEST + " that are read");
    }
    long start = size - TAIL - length;
    return of(metadata(object.read(start, length)), start, wanted);
  }

  private static void requireMagic(byte[] magic, String where) {
    if (ENCRYPTED_MAGIC.equals(new String(magic, StandardCharsets.ISO_8859_1))) {
      throw UndecodableException.unsupported("its footer is encrypted");
    }
    if (!isParquet(magic)) {
      throw UndecodableException.corrupt(
          "it does not " + (where.equals("ends") ? "end" : "begin") + " with " + MAGIC);
    }
  }

  private static FileMetaData metadata(byte[] footer) {
    try {
      return Util.readFileMetaData(new ByteArrayInputStream(footer), footer.length);
    } catch (IOException | RuntimeException damage) {
      throw UndecodableException.corrupt("its footer is damaged");
    }
  }

  private static Footer of(FileMetaData metadata, long start, Set<FlowLogField> wanted) {
    List<String> names = new ArrayList<>();
    List<SchemaElement> elements = new ArrayList<>();
    List<Integer> leaves = new ArrayList<>();
    Schema schema = new Schema(required(metadata.getSchema(), "its footer has no schema"));
    while (schema.hasNext()) {
      leaves.add(schema.leaf());
      elements.add(schema.next());
      names.add(required(elements.getLast().getName(), "a column has no name"));
    }
    List<String> headerNames =
        FlowLogFormat.columnsNamed(names.stream().map(name -> name.replace('_', '-')).toList());
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      SchemaElement element = elements.get(i);
      int leaf = leaves.get(i);
      FlowLogField.named(headerNames.get(i))
          .filter(wanted::contains)
          .ifPresent(field -> columns.add(Column.of(field, name, element, leaf)));
    }
    return new Footer(
        format(headerNames),
        columns,
        required(metadata.getRow_groups(), "its footer has no row groups"),
        start,
        version(metadata.getCreated_by()));
  }

  private static FlowLogFormat format(List<String> names) {
    try {
      return FlowLogFormat.of(names);
    } catch (FlowLogFormatException refused) {
      throw new UnreadableObjectException(
          refused.reason(),
          1,
          "The columns of the Parquet object cannot be used: " + refused.getMessage());
    }
  }

  private static @Nullable ParsedVersion version(@Nullable String createdBy) {
    try {
      return createdBy == null ? null : VersionParser.parse(createdBy);
    } catch (VersionParseException otherwise) {
      return null;
    }
  }

  /// The beginning of a name from the object, for a message.
  static String quoted(String name) {
    String shown = name.length() > LONGEST_QUOTE ? name.substring(0, LONGEST_QUOTE) : name;
    return '"' + shown + '"';
  }
}
