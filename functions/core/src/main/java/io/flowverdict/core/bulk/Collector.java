package io.flowverdict.core.bulk;

import io.flowverdict.core.finding.Causes;
import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.usage.RuleUses;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where what an object shows is collected.
public interface Collector {

  /// What the object shows of causes.
  Causes causes();

  /// Which rules the object shows to be in use.
  RuleUses uses();

  /// Adds a judged record, to causes and uses as well.
  void add(FlowRecord record, Verdict verdict);

  void add(Gap gap);

  void add(RejectedLine line);

  /// Counts records that were added to causes and uses already.
  ///
  /// @param verdict of each of them
  /// @param action that was recorded of each of them
  void count(Verdict verdict, @Nullable Action action, long records);

  /// Takes note that a record ended then.
  void ended(Instant end);
}
