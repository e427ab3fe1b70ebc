package io.flowverdict.core.flowlog;

import io.flowverdict.core.net.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The columns of a flow log in their order: any subset of the fields, in any order, and possibly
/// columns that are no known field. A format always has a source and a destination address.
///
/// The `version` in a record does not tell the columns; only the header line of each object does.
public final class FlowLogFormat {

  /// The fields of a flow log for which no format was chosen: those of version 2.
  public static final FlowLogFormat DEFAULT =
      ofFields(Arrays.stream(FlowLogField.values()).filter(field -> field.version() == 2));

  /// Every field, in the order of [FlowLogField].
  public static final FlowLogFormat ALL = ofFields(Arrays.stream(FlowLogField.values()));

  /// Columns that only [transit gateway flow
  /// logs](https://docs.aws.amazon.com/vpc/latest/tgw/tgw-flow-logs.html) have.
  private static final Set<String> TRANSIT_GATEWAY_COLUMNS =
      Set.of(
          "tgw-id",
          "tgw-attachment-id",
          "tgw-pair-attachment-id",
          "tgw-src-vpc-account-id",
          "tgw-dst-vpc-account-id",
          "tgw-src-vpc-id",
          "tgw-dst-vpc-id",
          "tgw-src-subnet-id",
          "tgw-dst-subnet-id",
          "tgw-src-eni",
          "tgw-dst-eni",
          "tgw-src-az-id",
          "tgw-dst-az-id",
          "packets-lost-no-route",
          "packets-lost-blackhole",
          "packets-lost-mtu-exceeded",
          "packets-lost-ttl-expired");

  /// A transit gateway column whose name says too little to be believed beside `interface-id` or
  /// `action`, which transit gateway flow logs do not have.
  private static final String RESOURCE_TYPE = "resource-type";

  private static final int LONGEST_QUOTE = 64;

  private final List<String> columns;
  private final Map<FlowLogField, Integer> columnOfField = new EnumMap<>(FlowLogField.class);

  private FlowLogFormat(List<String> columns) {
    this.columns = List.copyOf(columns);
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      FlowLogField.named(columns.get(i)).ifPresent(field -> columnOfField.put(field, column));
    }
  }

  private static FlowLogFormat ofFields(Stream<FlowLogField> fields) {
    return new FlowLogFormat(fields.map(FlowLogField::headerName).toList());
  }

  /// Reads a header line: names separated by blanks. A name may be written `${name}`, as in the
  /// format that the EC2 API tells for a flow log, and in any case, with hyphens or underscores.
  ///
  /// @throws FlowLogFormatException when there is no name, a name twice, no source or destination
  ///   address, or when the columns are those of a transit gateway flow log
  public static FlowLogFormat parse(String header) {
    return of(words(header));
  }

  /// {@return the format with these columns}
  ///
  /// @param names as in a header line
  /// @throws FlowLogFormatException as [#parse(String)] does
  public static FlowLogFormat of(List<String> names) {
    List<String> columns = columnsNamed(names);
    if (columns.isEmpty()) {
      throw new FlowLogFormatException(
          UnreadableReason.HEADER_MISSING,
          "no field is named: name the columns, for example \"" + DEFAULT + "\"");
    }
    requireNoTransitGateway(columns);
    requireDistinct(columns);
    FlowLogFormat format = new FlowLogFormat(columns);
    format.requireFields();
    format.requireOneOf("source", FlowLogField.SRCADDR, FlowLogField.PKT_SRCADDR);
    format.requireOneOf("destination", FlowLogField.DSTADDR, FlowLogField.PKT_DSTADDR);
    return format;
  }

  /// {@return the names of columns as a header line has them; one that only resembles a field's
  /// name stays as it is where another is that name}
  public static List<String> columnsNamed(List<String> names) {
    List<String> unwrapped = names.stream().map(FlowLogFormat::unwrapped).toList();
    Set<String> exact = new HashSet<>(unwrapped);
    return unwrapped.stream()
        .map(name -> {
          String column = columnNamed(name);
          return exact.contains(column) ? name : column;
        })
        .toList();
  }

  /// {@return the column that is meant by a name, as a header line has it; the name itself when it
  /// is no known one}
  static String columnNamed(String name) {
    String hyphenated = name.toLowerCase(Locale.ROOT).replace('_', '-');
    return FlowLogField.meantBy(name)
        .map(FlowLogField::headerName)
        .orElse(isColumn(hyphenated) ? hyphenated : name);
  }

  private static void requireNoTransitGateway(List<String> columns) {
    boolean ofInterface = columns.contains("interface-id") || columns.contains("action");
    for (String column : columns) {
      if (TRANSIT_GATEWAY_COLUMNS.contains(column)
          || (column.equals(RESOURCE_TYPE) && !ofInterface)) {
        throw new FlowLogFormatException(
            UnreadableReason.TRANSIT_GATEWAY_OBJECT,
            "the field "
                + column
                + " is one of transit gateway flow logs, which record no interface and no action to"
                + " judge: give flow logs of a VPC, a subnet or an interface");
      }
    }
  }

  private static void requireDistinct(List<String> columns) {
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw new FlowLogFormatException(
            UnreadableReason.DUPLICATE_COLUMN,
            "the field \""
                + Excerpt.of(column, LONGEST_QUOTE)
                + "\" is named twice: leave one of the two out");
      }
    }
  }

  /// Requires of columns without addresses that they are a flow log's at all, before it is said
  /// what the flow log lacks.
  private void requireFields() {
    if (!OpenSchema.isOne(columns) && 2 * columnOfField.size() >= columns.size()) {
      return;
    }
    boolean ofEnds =
        (has(FlowLogField.SRCADDR) || has(FlowLogField.PKT_SRCADDR))
            && (has(FlowLogField.DSTADDR) || has(FlowLogField.PKT_DSTADDR));
    if (!ofEnds) {
      throw new FlowLogFormatException(
          UnreadableReason.NOT_A_FLOW_LOG,
          OpenSchema.isOne(columns)
              ? OpenSchema.REFUSAL
              : "most of them (\""
                  + Excerpt.of(String.join(" ", columns), LONGEST_QUOTE)
                  + "\") are no fields of a flow log: give a flow log as VPC Flow Logs delivers"
                  + " it, or with the names of its fields");
    }
  }

  private void requireOneOf(String end, FlowLogField address, FlowLogField packetAddress) {
    if (!has(address) && !has(packetAddress)) {
      throw new FlowLogFormatException(
          UnreadableReason.HEADER_INCOMPLETE,
          "no field is the "
              + end
              + " address: create the flow log with "
              + address
              + " or "
              + packetAddress);
    }
  }

  /// {@return whether a line is a header: it names a field, and none of its words is a value}
  static boolean isHeader(String line) {
    return namesAmong(words(line)) > 0;
  }

  /// {@return how many of the words name a column; 0 when one of them is a value}
  static int namesAmong(List<String> words) {
    return words.stream().anyMatch(FlowLogFormat::isValue)
        ? 0
        : Math.toIntExact(words.stream().filter(FlowLogFormat::isFieldName).count());
  }

  private static boolean isFieldName(String word) {
    return isColumn(columnNamed(unwrapped(word)));
  }

  /// {@return whether a column is a field of flow logs, of VPCs or of transit gateways}
  static boolean isColumn(String column) {
    return FlowLogField.named(column).isPresent()
        || TRANSIT_GATEWAY_COLUMNS.contains(column)
        || column.equals(RESOURCE_TYPE);
  }

  private static boolean isValue(String word) {
    return word.equals("-")
        || word.chars().allMatch(c -> c >= '0' && c <= '9')
        || IpAddress.tryParse(word).isPresent();
  }

  /// {@return the words of a line; blanks and tabs, however many, separate two}
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= line.length(); i++) {
      if (i == line.length() || line.charAt(i) == ' ' || line.charAt(i) == '\t') {
        if (i > start) {
          words.add(line.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  private static String unwrapped(String name) {
    return name.startsWith("${") && name.endsWith("}")
        ? name.substring(2, name.length() - 1)
        : name;
  }

  /// The columns' names in order, those of unknown fields included.
  public List<String> columns() {
    return columns;
  }

  /// The known fields among the columns.
  public Set<FlowLogField> fields() {
    return Collections.unmodifiableSet(columnOfField.keySet());
  }

  public boolean has(FlowLogField field) {
    return columnOfField.containsKey(field);
  }

  /// The field's column, counted from 0; null when it has none.
  @Nullable Integer columnOf(FlowLogField field) {
    return columnOfField.get(field);
  }

  /// Whether the other format has the same columns in the same order.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FlowLogFormat format && columns.equals(format.columns);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  /// The header line.
  @Override
  public String toString() {
    return String.join(" ", columns);
  }
}
