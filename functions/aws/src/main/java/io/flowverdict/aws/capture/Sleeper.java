package io.flowverdict.aws.capture;

import java.time.Duration;

/// Lets time pass.
@FunctionalInterface
public interface Sleeper {
  void sleep(Duration time) throws InterruptedException;
}
