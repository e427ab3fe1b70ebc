package io.flowverdict.console.query;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/// The time that an answer is about, and the steps in which it is drawn.
///
/// @param step divides the days into equal parts, or is some days
public record Range(Instant from, Instant to, Duration step) {

  /// What is asked about when nothing else is said.
  public static final Duration USUAL = Duration.ofHours(24);

  private static final Duration LONGEST = Duration.ofDays(455);
  private static final int MOST_STEPS = 72;
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(7));

  public Range {
    if (!from.isBefore(to) || !step.isPositive()) {
      throw new IllegalArgumentException("No range: " + from + ", " + to + ", " + step);
    }
  }

  /// {@return the time from one instant to another, in the finest steps that are not too many; no
  /// longer than metrics are kept}
  ///
  /// @param finest steps are not finer than this
  public static Range of(Instant from, Instant to, Duration finest) {
    Instant start = from.isBefore(to.minus(LONGEST)) ? to.minus(LONGEST) : from;
    Duration length = Duration.between(start, to);
    Duration step =
        STEPS.stream()
            .filter(each -> each.compareTo(finest) >= 0)
            .filter(each -> length.dividedBy(each) < MOST_STEPS)
            .findFirst()
            .orElse(STEPS.getLast());
    return new Range(start, to, step);
  }

  /// {@return the day that ends now}
  public static Range usual(Instant now) {
    return of(now.minus(USUAL), now, STEPS.getFirst());
  }

  public boolean contains(Instant time) {
    return !time.isBefore(from) && !time.isAfter(to);
  }

  /// {@return when the steps begin; the first may begin before the range}
  public List<Instant> starts() {
    return Stream.iterate(start(from), time -> time.isBefore(to), time -> time.plus(step)).toList();
  }

  /// {@return when the step that holds a time begins}
  public Instant start(Instant time) {
    if (step.compareTo(Duration.ofDays(1)) > 0) {
      long steps = Duration.between(Instant.EPOCH, time).dividedBy(step);
      return Instant.EPOCH.plus(step.multipliedBy(steps));
    }
    Instant day = time.truncatedTo(ChronoUnit.DAYS);
    return day.plus(step.multipliedBy(Duration.between(day, time).dividedBy(step)));
  }
}
