package io.flowverdict.bench;

import io.flowverdict.bench.report.MarkdownTable;
import io.flowverdict.bench.report.Rounds;
import io.flowverdict.bench.report.Timing;
import io.flowverdict.bench.report.Way;
import io.flowverdict.bench.throughput.Contenders;
import io.flowverdict.bench.throughput.DuckDb;
import io.flowverdict.bench.throughput.GeneratedTiers;
import io.flowverdict.bench.throughput.GeneratedTraffic;
import io.flowverdict.core.flowlog.FlowLogFormat;
import java.util.ArrayList;
import java.util.List;

/// Measures in this process, every way in turn in each round, and prints the medians.
public final class ThroughputRun {

  /// The compiler works on the same core, until some seven million records are read.
  private static final int WARM_UP = 10;

  /// For the second format, of which only the reading is new.
  private static final int SECOND_WARM_UP = 4;

  /// For what is compiled ahead, and for what is compiled by then.
  private static final int SHORT_WARM_UP = 1;

  private static final int ROUNDS = Integer.getInteger("rounds", 5);
  private static final int RECORDS = Integer.getInteger("records", 1_000_000);

  /// With each of nine configurations. What is decided once for all records that are alike weighs
  /// more than in a larger object, so this is the harder case.
  private static final int RECORDS_OF_SIZE = RECORDS * 3 / 10;

  /// Record by record takes some fifty times as long as inflating.
  private static final int SHORT = 20;

  private static final boolean ONE_CORE = Runtime.getRuntime().availableProcessors() == 1;

  private static final GeneratedTiers USUAL = new GeneratedTiers(1, 1_000, 100);

  private ThroughputRun() {}

  public static void main(String[] arguments) throws Exception {
    measure("Version 2", /* wide= */ false);
    measure("30 fields", /* wide= */ true);
    if (ONE_CORE) {
      measureRecordByRecord();
      measureSizes();
    }
  }

  private static void measure(String name, boolean wide) throws Exception {
    byte[] object = GeneratedTraffic.object(USUAL, wide, RECORDS);
    FlowLogFormat format = wide ? GeneratedTraffic.THIRTY_FIELDS : FlowLogFormat.DEFAULT;
    try (DuckDb duckDb = DuckDb.open(object, format)) {
      byte[] parquet = duckDb.parquet();
      Contenders text = new Contenders(USUAL, object);
      Contenders columnar = new Contenders(USUAL, parquet);
      int warmUp = wide ? SECOND_WARM_UP : WARM_UP;
      List<Way> ways = new ArrayList<>();
      ways.add(new Way("text: inflate only", RECORDS, warmUp, text::drain));
      ways.add(new Way("text: judge", RECORDS, warmUp, text::columns));
      ways.add(new Way("Parquet: judge", RECORDS, warmUp, columnar::columns));
      if (ONE_CORE) {
        ways.add(new Way("text: read columns", RECORDS, warmUp, text::readColumns));
        ways.add(new Way("Parquet: read columns", RECORDS, warmUp, columnar::readColumns));
        ways.add(new Way("text: read lines, split", RECORDS, SECOND_WARM_UP, text::split));
      }
      ways.add(ahead("text: DuckDB, group by connection", duckDb::groupText));
      ways.add(ahead("Parquet: DuckDB, group by connection", duckDb::groupParquet));
      ways.add(ahead("Parquet: DuckDB, read columns", duckDb::readParquet));
      List<Timing> timings = Rounds.measure(ways, ROUNDS);
      System.out.printf(
          "%n%s, %,d interfaces, %,d rules each: %,d records of %.1f bytes, %.1f of gzip, %.1f of"
              + " Parquet%n%n",
          name,
          USUAL.interfaces(),
          USUAL.rules(),
          RECORDS,
          text.drain() / (double) RECORDS,
          object.length / (double) RECORDS,
          parquet.length / (double) RECORDS);
      print(timings);
    }
  }

  private static Way ahead(String name, Way.Work work) {
    return new Way(name, RECORDS, SHORT_WARM_UP, work);
  }

  /// @param timings of inflating first
  private static void print(List<Timing> timings) {
    MarkdownTable table =
        new MarkdownTable(
            "way",
            "ns per record",
            "million records/s",
            "speed beside inflating",
            "CPU ns per record",
            "beside inflating");
    Timing inflating = timings.getFirst();
    for (Timing timing : timings) {
      table.add(
          timing.way().name(),
          "%.0f".formatted(timing.medianWall()),
          "%.2f".formatted(1e3 / timing.medianWall()),
          "%.2f".formatted(timing.speedBeside(inflating)),
          "%.0f".formatted(timing.medianCpu()),
          "%.2f".formatted(timing.cpuSpeedBeside(inflating)));
    }
    System.out.print(table);
  }

  private static void measureRecordByRecord() throws Exception {
    int records = RECORDS / SHORT;
    Contenders text =
        new Contenders(USUAL, GeneratedTraffic.object(USUAL, /* wide= */ false, records));
    System.out.printf("%nVersion 2, %,d records:%n%n", records);
    print(
        Rounds.measure(
            List.of(
                new Way("text: inflate only", records, SHORT_WARM_UP, text::drain),
                new Way("text: judge", records, SHORT_WARM_UP, text::columns),
                new Way("text: judge record by record", records, WARM_UP, text::recordByRecord)),
            ROUNDS));
  }

  /// The configurations are measured in turn in each round as well.
  private static void measureSizes() throws Exception {
    List<GeneratedTiers> sizes = new ArrayList<>();
    List<byte[]> objects = new ArrayList<>();
    List<Way> ways = new ArrayList<>();
    for (int interfaces : List.of(10, 1_000, 10_000)) {
      for (int rules : List.of(10, 100, 1_000)) {
        GeneratedTiers tiers = new GeneratedTiers(1, interfaces, rules);
        byte[] object = GeneratedTraffic.object(tiers, /* wide= */ false, RECORDS_OF_SIZE);
        Contenders text = new Contenders(tiers, object);
        sizes.add(tiers);
        objects.add(object);
        ways.add(new Way("inflate", RECORDS_OF_SIZE, SHORT_WARM_UP, text::drain));
        ways.add(new Way("judge", RECORDS_OF_SIZE, SHORT_WARM_UP, text::columns));
      }
    }
    List<Timing> timings = Rounds.measure(ways, ROUNDS);
    MarkdownTable table =
        new MarkdownTable(
            "interfaces",
            "rules each",
            "gzip bytes per record",
            "inflate: ns per record",
            "judge: ns per record",
            "speed beside inflating",
            "beside 10 and 10");
    for (int i = 0; i < sizes.size(); i++) {
      Timing judging = timings.get(2 * i + 1);
      table.add(
          "%,d".formatted(sizes.get(i).interfaces()),
          "%,d".formatted(sizes.get(i).rules()),
          "%.1f".formatted(objects.get(i).length / (double) RECORDS_OF_SIZE),
          "%.0f".formatted(timings.get(2 * i).medianWall()),
          "%.0f".formatted(judging.medianWall()),
          "%.2f".formatted(judging.speedBeside(timings.get(2 * i))),
          "%.2f".formatted(judging.speedBeside(timings.get(1))));
    }
    System.out.printf("%nJudging text of version 2, %,d records:%n%n%s", RECORDS_OF_SIZE, table);
  }
}
