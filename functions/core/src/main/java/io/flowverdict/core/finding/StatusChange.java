package io.flowverdict.core.finding;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change of a finding's status: the stamp that it leaves.
///
/// @param status the status from then on
/// @param by the person; [#AUTOMATIC] when Flow Verdict itself did it
/// @param reason in words
/// @param until when a suppression ends; null exactly for every other status
public record StatusChange(
    Status status, Instant at, String by, String reason, @Nullable Instant until) {

  /// Who changes a status when no person does.
  public static final String AUTOMATIC = "flow-verdict";

  /// The number of characters that a person's name may have.
  public static final int LONGEST_NAME = 100;

  /// The number of characters that a reason may have.
  public static final int LONGEST_REASON = 500;

  public StatusChange {
    requireNonNull(status, "status is null");
    requireNonNull(at, "at is null");
    requireText("by", by, LONGEST_NAME);
    requireText("reason", reason, LONGEST_REASON);
    if ((until == null) == (status == Status.SUPPRESSED)) {
      throw new IllegalArgumentException(
          "A suppression, and nothing else, has an end: " + status + " until " + until);
    }
    if (until != null && !until.isAfter(at)) {
      throw new IllegalArgumentException("The suppression would end at " + until + ", not later");
    }
  }

  /// {@return a change that Flow Verdict itself makes}
  public static StatusChange automatic(Status status, Instant at, String reason) {
    return new StatusChange(status, at, AUTOMATIC, reason, null);
  }

  /// {@return that a person does not want to see a finding for a while}
  ///
  /// @throws IllegalArgumentException when the name or the reason is blank or too long, or the end
  ///   is not after the change; the message says which
  public static StatusChange suppression(Instant at, String by, String reason, Instant until) {
    return new StatusChange(Status.SUPPRESSED, at, by, reason, until);
  }

  private static void requireText(String name, String text, int longest) {
    if (text.isBlank() || text.length() > longest) {
      throw new IllegalArgumentException(
          "\"" + name + "\" has " + text.strip().length() + " characters, not 1 to " + longest);
    }
  }
}
