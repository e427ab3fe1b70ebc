package io.flowverdict.bench.parts;

import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.judge.ConnectionColumns;
import io.flowverdict.core.judge.EvidenceCode;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Finds out from columns that are read already what the records of a connection tell of each
/// other.
@State(Scope.Benchmark)
@OperationsPerInvocation(GeneratedLog.RECORDS)
public class JoiningConnections {

  @Param GeneratedLog log = GeneratedLog.VERSION_2;

  int records = GeneratedLog.RECORDS;

  private List<FlowColumns> columns;

  @Setup
  public void read() {
    columns = log.columns(records);
  }

  /// {@return how many records are of connections that the interface knows}
  @Benchmark
  public long join() {
    ConnectionColumns connections = new ConnectionColumns();
    long established = 0;
    for (FlowColumns next : columns) {
      connections.observe(next);
      for (int row = 0; row < next.size(); row++) {
        established += EvidenceCode.meaning(connections.evidence(row)).established() ? 1 : 0;
      }
    }
    return established;
  }
}
