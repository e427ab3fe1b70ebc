/// The `capture` function: reads a configuration into its history on a schedule and after changes.
///
/// How changes are gathered: an EventBridge rule sends the events of
/// [io.flowverdict.capture.ChangeEvent] to an SQS queue, whose messages are delivered after
/// [io.flowverdict.capture.CaptureRequest#SETTLING] at the earliest (`DelaySeconds`) and in batches
/// (`MaximumBatchingWindowInSeconds`, `BatchSize`). A message is gone from the queue only when the
/// history reaches that long after its change. So of a burst of changes one reading after the last
/// of them is enough, whichever invocation makes it; the others find nothing to do; and what was
/// not reached comes back.
@NullMarked
package io.flowverdict.capture;

import org.jspecify.annotations.NullMarked;
