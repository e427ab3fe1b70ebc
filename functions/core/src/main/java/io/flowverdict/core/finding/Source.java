package io.flowverdict.core.finding;

import static java.util.Objects.requireNonNull;

/// Where causes were seen.
///
/// One interface may be logged by several flow logs: of its VPC, of its subnet, of its own. Each
/// tells the same traffic again, so what different flow logs count is never added up.
///
/// @param object the object's name, for example `s3://bucket/key`
/// @param flowLogId the flow log that delivered it, for example `fl-0a1b2c3d`
/// @param attempt which judging of the object it is: the first is 1; what a later one shows takes
///   the place of what an earlier one showed
public record Source(String object, String flowLogId, int attempt) {
  public Source {
    requireNonNull(object, "object is null");
    requireNonNull(flowLogId, "flowLogId is null");
    if (attempt < 1) {
      throw new IllegalArgumentException("The attempt " + attempt + " is not positive");
    }
  }

  /// What is judged for the first time.
  public Source(String object, String flowLogId) {
    this(object, flowLogId, 1);
  }
}
