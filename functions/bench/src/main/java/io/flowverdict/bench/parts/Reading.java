package io.flowverdict.bench.parts;

import io.flowverdict.bench.throughput.Contenders;
import java.io.IOException;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Reads an object as columns and does nothing else.
@State(Scope.Benchmark)
@OperationsPerInvocation(GeneratedLog.RECORDS)
public class Reading {

  @Param GeneratedLog log = GeneratedLog.VERSION_2;

  int records = GeneratedLog.RECORDS;

  private Contenders text;
  private Contenders parquet;

  @Setup
  public void generate() throws IOException, SQLException {
    text = new Contenders(GeneratedLog.TIERS, log.text(records));
    parquet = new Contenders(GeneratedLog.TIERS, log.parquet(records));
  }

  /// Of text that is inflated already: {@return the records}
  @Benchmark
  public long text() {
    return text.readColumns();
  }

  /// Of Parquet with gzip pages, of which inflating is a part: {@return the records}
  @Benchmark
  public long parquet() {
    return parquet.readColumns();
  }
}
