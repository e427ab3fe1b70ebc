package io.flowverdict.console.query;

import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.Status;
import io.flowverdict.core.finding.StatusChange;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What persons decide about findings: that one does not matter for a while, and that it does after
/// all.
public final class Suppression {

  private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,3})d");
  private static final Duration LONGEST = Duration.ofDays(3_650);

  /// A finding that is seen all the time is changed by its sightings too.
  private static final int MOST_ATTEMPTS = 10;

  private final Findings findings;
  private final Instant now;

  public Suppression(Findings findings, Instant now) {
    this.findings = findings;
    this.now = now;
  }

  /// Suppresses the finding that parameters name.
  ///
  /// @return the finding as it is now
  /// @throws ParameterException when a parameter cannot be used, or the finding is not open
  public Finding suppress(Parameters parameters) {
    String id = FindingDetail.id(parameters);
    StatusChange change =
        change(
            parameters,
            (who, reason) -> StatusChange.suppression(now, who, reason, until(parameters)));
    return change(id, change, "id", finding -> finding.status() != Status.RESOLVED, "is resolved");
  }

  /// Has the finding that parameters name shown again.
  ///
  /// @return the finding as it is now
  /// @throws ParameterException when a parameter cannot be used, or the finding is not suppressed
  public Finding unsuppress(Parameters parameters) {
    String id = FindingDetail.id(parameters);
    StatusChange change =
        change(parameters, (who, reason) -> new StatusChange(Status.OPEN, now, who, reason, null));
    return change(
        id, change, "id", finding -> finding.status() == Status.SUPPRESSED, "is not suppressed");
  }

  /// A change by somebody for a reason.
  private interface Decision {
    StatusChange by(String who, String reason);
  }

  private static StatusChange change(Parameters parameters, Decision decision) {
    String who = bounded(parameters, "who", "your name", StatusChange.LONGEST_NAME);
    if (who.equals(StatusChange.AUTOMATIC)) {
      throw ParameterException.of("who", who, "the name of a person");
    }
    return decision.by(
        who, bounded(parameters, "reason", "why, in a sentence", StatusChange.LONGEST_REASON));
  }

  private static String bounded(Parameters parameters, String name, String expected, int longest) {
    String text = parameters.required(name, expected);
    if (text.length() > longest) {
      throw ParameterException.of(name, text, "a text of at most " + longest + " characters");
    }
    return text;
  }

  /// The end of a suppression: a time, or a number of days from now.
  private Instant until(Parameters parameters) {
    String text = parameters.required("until", "a number of days such as 30d, or a time");
    Matcher days = DAYS.matcher(text);
    Instant until =
        days.matches()
            ? now.plus(Duration.ofDays(Long.parseLong(days.group(1))))
            : parameters.time("until").orElseThrow();
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
      throw ParameterException.of("until", text, "a time from now on, in the next ten years");
    }
    return until;
  }

  private Finding change(
      String id,
      StatusChange change,
      String parameter,
      Predicate<Finding> possible,
      String obstacle) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Finding asRead =
          findings
              .find(id)
              .orElseThrow(
                  () -> new ParameterException(parameter, "There is no finding " + id + "."));
      if (!possible.test(asRead)) {
        throw new ParameterException(parameter, "The finding " + id + " " + obstacle + ".");
      }
      if (findings.change(asRead, change)) {
        return findings.find(id).orElse(asRead);
      }
    }
    throw new ParameterException(
        parameter, "The finding " + id + " changes all the time just now; try again.");
  }
}
