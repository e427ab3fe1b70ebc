package io.flowverdict.bench.parts;

import io.flowverdict.bench.throughput.Judged;
import io.flowverdict.bench.throughput.TiersJudge;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.flowlog.FlowColumns;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Merges what the judged records of an object show into what findings are made of, with sentences
/// and advice.
@State(Scope.Benchmark)
@Warmup(iterations = 8)
@OperationsPerInvocation(GeneratedLog.RECORDS)
public class MergingFindings {

  int records = GeneratedLog.RECORDS;

  private List<FlowColumns> columns;
  private TiersJudge judge;
  private Judged judged;

  @Setup
  public void read() {
    columns = GeneratedLog.VERSION_2.columns(records);
    judge = new TiersJudge(GeneratedLog.TIERS);
  }

  /// Judges the object anew, which is not measured.
  @Setup(Level.Invocation)
  public void judge() {
    judged = judge.judged(columns);
  }

  /// {@return what the object shows, one entry for each cause}
  @Benchmark
  public List<ObservedCause> merge() {
    judged.merge();
    return judged.observed();
  }
}
