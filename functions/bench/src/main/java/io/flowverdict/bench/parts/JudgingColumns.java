package io.flowverdict.bench.parts;

import io.flowverdict.bench.throughput.TiersJudge;
import io.flowverdict.core.flowlog.FlowColumns;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Judges columns that are read already, and collects causes and uses of rules. Joining connections
/// is a part of it, merging findings is not.
@State(Scope.Benchmark)
@Warmup(iterations = 12)
@OperationsPerInvocation(GeneratedLog.RECORDS)
public class JudgingColumns {

  int records = GeneratedLog.RECORDS;

  private List<FlowColumns> columns;
  private TiersJudge judge;

  @Setup
  public void read() {
    columns = GeneratedLog.VERSION_2.columns(records);
    judge = new TiersJudge(GeneratedLog.TIERS);
  }

  /// When nothing was decided before: {@return the records}
  @Benchmark
  public long firstObject() {
    judge.forget();
    return judge.judged(columns).records();
  }

  /// With what was decided for the object before, which is the same: {@return the records}
  @Benchmark
  public long laterObject() {
    return judge.judged(columns).records();
  }
}
