package io.flowverdict.bench.parts;

import io.flowverdict.core.audit.AuditCheck;
import io.flowverdict.core.explain.End;
import io.flowverdict.core.explain.Explainer;
import io.flowverdict.core.explain.Explanation;
import io.flowverdict.core.explain.Question;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Judge;
import io.flowverdict.core.judge.Sentence;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Says in words what was decided.
@State(Scope.Benchmark)
@Warmup(iterations = 8)
public class Explaining {

  private List<JudgedRecord> records;
  private Explainer explainer;
  private Question question;

  private record JudgedRecord(FlowRecord record, Verdict verdict) {}

  @Setup
  public void judge() {
    Snapshot snapshot = GeneratedLog.TIERS.snapshot();
    Judge judge = new Judge(snapshot);
    records =
        KnownRecord.of(GeneratedLog.TIERS).stream()
            .map(each ->
                new JudgedRecord(each.record(), judge.judge(each.record(), each.evidence())))
            .toList();
    explainer = new Explainer(snapshot, new AuditCheck());
    question =
        Question.tcp(
            End.parse("45.0.0.1"), new End.OfInterface(snapshot.interfaces().firstKey()), 22);
  }

  /// A sentence for each record that was judged: {@return the characters of all}
  @Benchmark
  @OperationsPerInvocation(KnownRecord.RECORDS)
  public long sentence() {
    long characters = 0;
    for (JudgedRecord each : records) {
      characters += Sentence.of(each.record, each.verdict).length();
    }
    return characters;
  }

  /// The answer to a question about a connection that is blocked, with the change that would let it
  /// pass: {@return the answer}
  @Benchmark
  public Explanation blockedQuestion() {
    return explainer.explain(question);
  }
}
