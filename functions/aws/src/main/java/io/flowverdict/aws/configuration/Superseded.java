package io.flowverdict.aws.configuration;

import static java.util.Objects.requireNonNull;

/// A resource that was given more than once with different content, of which the later one counts.
///
/// @param id the resource
/// @param earlier the document and the path in it of what no longer counts
/// @param later the document and the path in it of what counts
public record Superseded(String id, String earlier, String later) {
  public Superseded {
    requireNonNull(id, "id is null");
    requireNonNull(earlier, "earlier is null");
    requireNonNull(later, "later is null");
  }

  /// {@return this in one sentence}
  public String sentence() {
    return id
        + " is given twice and differs: "
        + later
        + " counts, "
        + earlier
        + " does not; remove the one that is out of date.";
  }
}
