package io.flowverdict.capture;

import io.flowverdict.aws.capture.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that stands still until it is told, and for which sleeping is moving on.
final class TestClock extends Clock implements Sleeper {
  private Instant now;

  TestClock(Instant now) {
    this.now = now;
  }

  void advanceTo(Instant time) {
    now = time.isAfter(now) ? time : now;
  }

  @Override
  public void sleep(Duration time) {
    now = now.plus(time);
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
