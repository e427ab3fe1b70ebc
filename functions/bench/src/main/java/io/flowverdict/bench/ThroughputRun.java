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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Measures a part in this process, every way in turn in each round, and prints the medians.
public final class ThroughputRun {

  /// The compiler works until some seven million records are read; on two cores, beside reading and
  /// judging, until it is twice as many.
  private static final int WARM_UP = 20;

  /// For what is compiled ahead, and for what is compiled by then.
  private static final int SHORT_WARM_UP = 1;

  private static final int ROUNDS = Integer.getInteger("rounds", 5);
  private static final int RECORDS = Integer.getInteger("records", 1_000_000);

  /// The largest objects have some five million records.
  private static final int LARGE = 5;

  /// Record by record takes some fifty times as long as inflating.
  private static final int SHORT = 20;

  private static final GeneratedTiers USUAL = new GeneratedTiers(1, 1_000, 100);

  private ThroughputRun() {}

  /// What is measured in a process of its own.
  enum Part {
    TEXT,
    PARQUET,
    WIDE_TEXT,
    WIDE_PARQUET,
    READ_TEXT,
    READ_PARQUET,
    READ_WIDE_TEXT,
    READ_WIDE_PARQUET,
    RECORD_BY_RECORD,
    SIZES,
    LARGE_SIZES
  }

  public static void main(String[] arguments) throws Exception {
    switch (Part.valueOf(arguments[0])) {
      case TEXT -> measure("Text", /* wide= */ false, ThroughputRun::judgeText);
      case PARQUET -> measure("Parquet", /* wide= */ false, ThroughputRun::judgeParquet);
      case WIDE_TEXT -> measure("Text", /* wide= */ true, ThroughputRun::judgeText);
      case WIDE_PARQUET -> measure("Parquet", /* wide= */ true, ThroughputRun::judgeParquet);
      case READ_TEXT -> measure("Text", /* wide= */ false, ThroughputRun::readText);
      case READ_PARQUET -> measure("Parquet", /* wide= */ false, ThroughputRun::readParquet);
      case READ_WIDE_TEXT -> measure("Text", /* wide= */ true, ThroughputRun::readText);
      case READ_WIDE_PARQUET -> measure("Parquet", /* wide= */ true, ThroughputRun::readParquet);
      case RECORD_BY_RECORD -> measureRecordByRecord();
      case SIZES -> measureSizes(List.of(10, 1_000, 10_000), List.of(10, 100, 1_000), RECORDS);
      case LARGE_SIZES -> measureSizes(List.of(10, 10_000), List.of(10, 1_000), LARGE * RECORDS);
    }
  }

  /// The ways to read an object that are compared with inflating its text.
  interface Ways {
    List<Way> of(Contenders text, DuckDb duckDb) throws IOException;
  }

  private static List<Way> judgeText(Contenders text, DuckDb duckDb) {
    return List.of(new Way("judge", RECORDS, WARM_UP, text::columns));
  }

  private static List<Way> judgeParquet(Contenders text, DuckDb duckDb) throws IOException {
    return judgeText(new Contenders(USUAL, duckDb.parquet()), duckDb);
  }

  private static List<Way> readText(Contenders text, DuckDb duckDb) {
    return List.of(
        new Way("read columns", RECORDS, WARM_UP, text::readColumns),
        new Way("read lines, split", RECORDS, WARM_UP, text::split),
        new Way("DuckDB, group by connection", RECORDS, SHORT_WARM_UP, duckDb::groupText));
  }

  private static List<Way> readParquet(Contenders text, DuckDb duckDb) throws IOException {
    Contenders parquet = new Contenders(USUAL, duckDb.parquet());
    return List.of(
        new Way("read columns", RECORDS, WARM_UP, parquet::readColumns),
        new Way("DuckDB, group by connection", RECORDS, SHORT_WARM_UP, duckDb::groupParquet),
        new Way("DuckDB, read columns", RECORDS, SHORT_WARM_UP, duckDb::readParquet));
  }

  private static void measure(String name, boolean wide, Ways others) throws Exception {
    byte[] object = GeneratedTraffic.object(USUAL, wide, RECORDS);
    FlowLogFormat format = wide ? GeneratedTraffic.THIRTY_FIELDS : FlowLogFormat.DEFAULT;
    try (DuckDb duckDb = DuckDb.open(object, format)) {
      Contenders text = new Contenders(USUAL, object);
      List<Way> ways = new ArrayList<>();
      ways.add(new Way("inflate the text only", RECORDS, WARM_UP, text::drain));
      ways.addAll(others.of(text, duckDb));
      List<Timing> timings = Rounds.measure(ways, ROUNDS);
      System.out.printf(
          "%n%s of %s, %,d interfaces, %,d rules each: %,d records of %.1f bytes of text, %.1f of"
              + " gzip, %.1f of Parquet%n%n",
          name,
          wide ? "30 fields" : "version 2",
          USUAL.interfaces(),
          USUAL.rules(),
          RECORDS,
          text.drain() / (double) RECORDS,
          object.length / (double) RECORDS,
          duckDb.parquet().length / (double) RECORDS);
      print(timings);
    }
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
                new Way("inflate only", records, SHORT_WARM_UP, text::drain),
                new Way("judge", records, SHORT_WARM_UP, text::columns),
                new Way("judge record by record", records, WARM_UP, text::recordByRecord)),
            ROUNDS));
  }

  /// A configuration, with its log as gzip and inflated.
  ///
  /// @param size of the gzip in bytes
  private record Sized(GeneratedTiers tiers, int size, Contenders gzip, Contenders plain) {

    static Sized of(GeneratedTiers tiers, int records) throws IOException {
      byte[] object = GeneratedTraffic.object(tiers, /* wide= */ false, records);
      byte[] plain = new GZIPInputStream(new ByteArrayInputStream(object)).readAllBytes();
      return new Sized(
          tiers, object.length, new Contenders(tiers, object), new Contenders(tiers, plain));
    }
  }

  /// The configurations are measured in turn in each round as well. The more interfaces there are,
  /// the less alike are the lines, and the longer takes inflating: so what judging takes beside
  /// that is compared too, and judging the inflated text.
  private static void measureSizes(List<Integer> interfaces, List<Integer> rules, int records)
      throws Exception {
    List<Sized> sizes = new ArrayList<>();
    List<Way> ways = new ArrayList<>();
    for (int each : interfaces) {
      for (int rulesOfEach : rules) {
        Sized sized = Sized.of(new GeneratedTiers(1, each, rulesOfEach), records);
        sizes.add(sized);
        ways.add(new Way("inflate", records, SHORT_WARM_UP, sized.gzip::drain));
        ways.add(new Way("judge", records, SHORT_WARM_UP, sized.gzip::columns));
        ways.add(new Way("judge inflated", records, SHORT_WARM_UP, sized.plain::columns));
      }
    }
    System.out.printf("%nJudging text of version 2, %,d records:%n%n", records);
    print(sizes, records, Rounds.measure(ways, ROUNDS));
  }

  /// @param timings three for each size: inflating, judging, judging what is inflated
  private static void print(List<Sized> sizes, int records, List<Timing> timings) {
    MarkdownTable table =
        new MarkdownTable(
            "interfaces",
            "rules each",
            "gzip bytes per record",
            "inflate: ns per record",
            "judge: ns per record",
            "beside 10 and 10",
            "speed beside inflating",
            "beside 10 and 10",
            "judge inflated: ns per record",
            "beside 10 and 10");
    double least = timings.get(1).speedBeside(timings.getFirst());
    for (int i = 0; i < sizes.size(); i++) {
      Sized size = sizes.get(i);
      Timing inflating = timings.get(3 * i);
      Timing judging = timings.get(3 * i + 1);
      Timing inflated = timings.get(3 * i + 2);
      table.add(
          "%,d".formatted(size.tiers.interfaces()),
          "%,d".formatted(size.tiers.rules()),
          "%.1f".formatted(size.size / (double) records),
          "%.0f".formatted(inflating.medianWall()),
          "%.0f".formatted(judging.medianWall()),
          "%.2f".formatted(judging.speedBeside(timings.get(1))),
          "%.2f".formatted(judging.speedBeside(inflating)),
          "%.2f".formatted(judging.speedBeside(inflating) / least),
          "%.0f".formatted(inflated.medianWall()),
          "%.2f".formatted(inflated.speedBeside(timings.get(2))));
    }
    System.out.print(table);
  }
}
