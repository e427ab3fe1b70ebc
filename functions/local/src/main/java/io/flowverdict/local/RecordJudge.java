package io.flowverdict.local;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Evidence;
import io.flowverdict.core.judge.Verdict;

/// Judges the records of one object.
interface RecordJudge {

  /// {@return the verdict on a record, with what other records tell of its connection}
  Verdict judge(FlowRecord record, Evidence evidence);
}
