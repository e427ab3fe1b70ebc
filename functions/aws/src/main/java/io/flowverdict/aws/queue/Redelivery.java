package io.flowverdict.aws.queue;

import java.util.List;
import java.util.Optional;

/// The port through which messages that failed come back sooner than their queue would have it, so
/// that a failure of a moment costs a minute. It never fails a function: a message for which it
/// cannot do anything comes back when the queue's own visibility timeout is over.
public interface Redelivery {

  /// Leaves it all to the queue.
  Redelivery BY_THE_QUEUE = _ -> Optional.empty();

  /// Has a message that failed come back soon, later each time.
  ///
  /// @return why that could not be done; empty when it was
  Optional<String> hasten(ReceivedMessage failed);

  /// Has messages that failed come back soon, up to the first for which that cannot be done: what
  /// stands in its way mostly stands in that of the others too, and a function's time is short.
  ///
  /// @return why the others come back when the queue says so; empty when none does
  default Optional<String> hastenAll(List<ReceivedMessage> failed) {
    return failed.stream().map(this::hasten).flatMap(Optional::stream).findFirst();
  }
}
