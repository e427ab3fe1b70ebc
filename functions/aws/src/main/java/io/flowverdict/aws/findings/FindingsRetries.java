package io.flowverdict.aws.findings;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/// How a client of the [FindingsTable] retries.
///
/// Hundreds of invocations may write one finding at once, which DynamoDB answers by throttling.
/// They wait for each other with jitter, half a minute at the most; then the call fails, and the
/// object is to be delivered again. The SDK's circuit breaker is off: it would give up after a few
/// refusals, when waiting is all that is needed.
public final class FindingsRetries {

  private static final int MOST_ATTEMPTS = 12;
  private static final Duration AFTER_ERROR = Duration.ofMillis(25);
  private static final Duration AFTER_THROTTLING = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private FindingsRetries() {}

  public static RetryStrategy strategy() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(MOST_ATTEMPTS)
        .backoffStrategy(BackoffStrategy.exponentialDelay(AFTER_ERROR, LONGEST))
        .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(AFTER_THROTTLING, LONGEST))
        .circuitBreakerEnabled(false)
        .build();
  }
}
