package io.flowverdict.aws.capture;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that stands still until it is told, and for which sleeping is moving on. What is to
/// happen meanwhile happens in each sleep.
final class TestClock extends Clock implements Sleeper {
  private Instant now;
  private Runnable meanwhile = () -> {};

  TestClock(Instant now) {
    this.now = now;
  }

  void set(Instant time) {
    now = time;
  }

  void meanwhile(Runnable action) {
    meanwhile = action;
  }

  @Override
  public void sleep(Duration time) {
    now = now.plus(time);
    meanwhile.run();
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
