package io.flowverdict.bench.throughput;

import io.flowverdict.core.flowlog.FlowLogField;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.parquet.ParquetFlowLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// DuckDB in this process, with an object as text and as Parquet in files, the columns of both
/// typed as VPC Flow Logs types them ([available
/// fields](https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html)).
public final class DuckDb implements AutoCloseable {

  private static final Set<FlowLogField> INTEGERS =
      EnumSet.of(
          FlowLogField.VERSION,
          FlowLogField.SRCPORT,
          FlowLogField.DSTPORT,
          FlowLogField.PROTOCOL,
          FlowLogField.TCP_FLAGS,
          FlowLogField.TRAFFIC_PATH);

  private static final Set<FlowLogField> LONGS =
      EnumSet.of(FlowLogField.PACKETS, FlowLogField.BYTES, FlowLogField.START, FlowLogField.END);

  private final Connection connection;
  private final List<FlowLogField> fields;
  private final Path text;
  private final Path parquet;

  private DuckDb(Connection connection, List<FlowLogField> fields, Path directory) {
    this.connection = connection;
    this.fields = fields;
    this.text = directory.resolve("object.log.gz");
    this.parquet = directory.resolve("object.log.parquet");
  }

  /// Writes the object to a directory of its own, as it is and as Parquet with gzip pages. As many
  /// threads work as there are processors.
  ///
  /// @param object text, gzip
  public static DuckDb open(byte[] object, FlowLogFormat format) throws IOException, SQLException {
    List<FlowLogField> fields =
        format.columns().stream().map(name -> FlowLogField.named(name).orElseThrow()).toList();
    DuckDb opened =
        new DuckDb(
            DriverManager.getConnection("jdbc:duckdb:"),
            fields,
            Files.createTempDirectory("flow-verdict-bench"));
    Files.write(opened.text, object);
    opened.execute("SET threads = " + Runtime.getRuntime().availableProcessors());
    opened.execute(
        "COPY (SELECT * FROM %s) TO '%s' (FORMAT parquet, COMPRESSION gzip)"
            .formatted(opened.readCsv(), opened.parquet));
    return opened;
  }

  /// {@return the object as Parquet}
  public byte[] parquet() throws IOException {
    return Files.readAllBytes(parquet);
  }

  /// Reads the text and groups it by connection: {@return the records}
  public long groupText() throws SQLException {
    return group(readCsv());
  }

  /// Reads the Parquet and groups it by connection: {@return the records}
  public long groupParquet() throws SQLException {
    return group("'" + parquet + "'");
  }

  /// Reads the columns of the Parquet that judging looks at, with a hash over all values, so that
  /// none is left out: {@return the records}
  public long readParquet() throws SQLException {
    String columns =
        fields.stream()
            .filter(ParquetFlowLog.FIELDS::contains)
            .map(DuckDb::quoted)
            .collect(Collectors.joining(", "));
    return count("SELECT count(*), bit_xor(hash(%s)) FROM '%s'".formatted(columns, parquet));
  }

  private long group(String from) throws SQLException {
    return count(
        """
        SELECT sum(records), count(*), sum(bytes) FROM (
          SELECT interface_id, srcaddr, dstaddr, dstport, action,
            count(*) AS records, sum(bytes) AS bytes
          FROM %s GROUP BY ALL)
        """
            .formatted(from));
  }

  private String readCsv() {
    String columns =
        fields.stream()
            .map(field -> "'%s': '%s'".formatted(field.parquetName(), type(field)))
            .collect(Collectors.joining(", "));
    return """
    read_csv('%s', compression = 'gzip', auto_detect = false, header = true, delim = ' ',
      quote = '', escape = '', nullstr = '-', columns = {%s})
    """
        .formatted(text, columns);
  }

  private static String type(FlowLogField field) {
    if (INTEGERS.contains(field)) {
      return "INTEGER";
    }
    return LONGS.contains(field) ? "BIGINT" : "VARCHAR";
  }

  private static String quoted(FlowLogField field) {
    return '"' + field.parquetName() + '"';
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    connection.close();
    Files.delete(text);
    Files.delete(parquet);
    Files.delete(text.getParent());
  }
}
