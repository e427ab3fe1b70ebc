package io.flowverdict.aws.queue;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Redelivery by `ChangeMessageVisibility` ([visibility timeout](
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html)):
/// after one minute the first time, twice as long each time after that, at most an hour.
public final class SqsRedelivery implements Redelivery {

  private static final String WORK_QUEUE_URL = "WORK_QUEUE_URL";
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 6;

  /// So short that a batch that fails at the end of the function's time still gets its answer out.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final SqsClient sqs;
  private final String queueUrl;

  /// @param queueUrl of the queue that the messages come from
  public SqsRedelivery(SqsClient sqs, String queueUrl) {
    this.sqs = requireNonNull(sqs, "sqs is null");
    this.queueUrl = requireNonNull(queueUrl, "queueUrl is null");
  }

  /// {@return the redelivery of the queue whose URL is in `WORK_QUEUE_URL`; the queue's own where
  /// the variable is absent}
  public static Redelivery of(Map<String, String> environment) {
    String queueUrl = environment.getOrDefault(WORK_QUEUE_URL, "");
    return queueUrl.isEmpty()
        ? Redelivery.BY_THE_QUEUE
        : new SqsRedelivery(SqsClient.create(), queueUrl);
  }

  @Override
  public Optional<String> hasten(ReceivedMessage failed) {
    int seconds = Math.toIntExact(delay(failed.receives()).toSeconds());
    try {
      sqs.changeMessageVisibility(change ->
          change
              .queueUrl(queueUrl)
              .receiptHandle(failed.receipt())
              .visibilityTimeout(seconds)
              .overrideConfiguration(call -> call.apiCallTimeout(PATIENCE)));
      return Optional.empty();
    } catch (SdkException notDone) {
      return Optional.of(notDone.toString());
    }
  }

  /// {@return after how long a message comes back}
  ///
  /// @param receives how often it was received
  static Duration delay(int receives) {
    Duration delay = FIRST.multipliedBy(1L << Math.min(receives - 1, MOST_DOUBLINGS));
    return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
  }
}
