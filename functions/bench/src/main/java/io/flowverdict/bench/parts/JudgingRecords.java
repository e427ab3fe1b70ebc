package io.flowverdict.bench.parts;

import io.flowverdict.bench.throughput.GeneratedTiers;
import io.flowverdict.bench.throughput.TiersJudge;
import io.flowverdict.core.judge.HistoryJudge;
import io.flowverdict.core.judge.Verdict;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Judges records one by one by the configuration of their time: what is done once for records that
/// the configuration cannot tell apart.
@State(Scope.Benchmark)
@Warmup(iterations = 8)
@OperationsPerInvocation(KnownRecord.RECORDS)
public class JudgingRecords {

  /// How many each interface has.
  @Param({"10", "100", "1000"})
  int rules = 100;

  private List<KnownRecord> records;
  private HistoryJudge judge;

  @Setup
  public void generate() {
    GeneratedTiers tiers = new GeneratedTiers(1, 1_000, rules);
    records = KnownRecord.of(tiers);
    judge = new TiersJudge(tiers).recordJudge();
  }

  /// {@return how many are accepted}
  @Benchmark
  public long judge() {
    long accepted = 0;
    for (KnownRecord each : records) {
      Verdict verdict = judge.judge(each.record(), each.evidence());
      accepted += verdict.outcome() == Verdict.Outcome.ACCEPT ? 1 : 0;
    }
    return accepted;
  }
}
