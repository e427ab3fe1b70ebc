package io.flowverdict.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// A queue in front of a function, and beside it the queue of what failed too often.
///
/// A message that failed comes back when its visibility timeout is over, which the function
/// shortens for what it could not do itself: it finds the queue's URL in its environment ([#URL]).
/// From the dead-letter queue it comes back when somebody moves it (`StartMessageMoveTask`).
final class WorkQueue extends Construct {
  private static final Duration LONGEST_RETENTION = Duration.days(14);

  /// After how many attempts a message is set apart. The function has it back after 1, 2, 4, 8, 16
  /// and 32 minutes, then each hour: ten attempts are over after five hours, in which a cause that
  /// passes has passed, and the alarms have long been there.
  private static final int ATTEMPTS = 10;

  /// How much longer than the function's timeout a message stays hidden: what Lambda recommends, as
  /// it tries again when the function is throttled.
  private static final int TIMES_TIMEOUT = 6;

  /// The variable of the function's environment that holds the URL of its queue.
  static final String URL = "WORK_QUEUE_URL";

  private final Queue queue;

  /// How a function is given messages.
  ///
  /// @param concurrency how many batches at once, at most
  record Reading(int batch, Duration window, int concurrency) {}

  /// @param name the function's module
  /// @param timeout the function's
  /// @param delay after which a message is there to be read
  WorkQueue(Construct scope, String name, Duration timeout, Duration delay) {
    super(scope, "Queue");
    Queue failed = failed(this, name);
    queue =
        Queue.Builder.create(this, "Resource")
            .queueName(JavaFunction.nameOf(name))
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true)
            .deliveryDelay(delay)
            .visibilityTimeout(Duration.seconds(TIMES_TIMEOUT * timeout.toSeconds().longValue()))
            .retentionPeriod(LONGEST_RETENTION)
            .deadLetterQueue(
                DeadLetterQueue.builder().queue(failed).maxReceiveCount(ATTEMPTS).build())
            .build();
  }

  /// {@return a queue of what failed}
  ///
  /// @param name of what failed
  static Queue failed(Construct scope, String name) {
    return aside(scope, "Failed", failedNameOf(name));
  }

  /// {@return a queue of what a schedule or a rule could not hand over}
  ///
  /// @param name of what it was for
  static Queue undelivered(Construct scope, String name) {
    return aside(scope, "Undelivered", undeliveredNameOf(name));
  }

  private static Queue aside(Construct scope, String id, String name) {
    return Queue.Builder.create(scope, id)
        .queueName(name)
        .encryption(QueueEncryption.SQS_MANAGED)
        .enforceSsl(true)
        .retentionPeriod(LONGEST_RETENTION)
        .build();
  }

  /// {@return what the queue of a function's failed messages is called}
  static String failedNameOf(String name) {
    return JavaFunction.nameOf(name) + "-failed";
  }

  /// {@return what the queue is called of what was never handed over to a function}
  static String undeliveredNameOf(String name) {
    return JavaFunction.nameOf(name) + "-undelivered";
  }

  Queue queue() {
    return queue;
  }

  /// Lets the function take messages from the queue, each failing alone.
  void feed(Function function, Reading reading) {
    EventSourceMapping.Builder.create(this, "Mapping")
        .target(function)
        .eventSourceArn(queue.getQueueArn())
        .batchSize(reading.batch())
        .maxBatchingWindow(reading.window())
        .maxConcurrency(reading.concurrency())
        .reportBatchItemFailures(true)
        .build();
  }
}
