package io.flowverdict.console.page;

import io.flowverdict.console.html.Css;
import io.flowverdict.console.html.Html;
import io.flowverdict.console.html.Tag;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.Status;
import io.flowverdict.core.finding.StatusChange;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a person decides about a finding: the form for it, and what came of it.
public final class Decision {

  private Decision() {}

  /// {@return the status of a finding, with the form that changes it}
  static Html form(Finding finding, Place place) {
    Html heading = Words.h3("Status: " + finding.status());
    if (place.suppressor().isEmpty()) {
      return Html.all(
          heading,
          Words.muted(
              "Findings cannot be suppressed from here: this deployment has no function that"
                  + " does."));
    }
    return switch (finding.status()) {
      case OPEN, REOPENED -> Html.all(heading, suppression(finding, place));
      case SUPPRESSED -> Html.all(heading, unsuppression(finding, place));
      case RESOLVED -> Html.all(heading, Words.muted("It is open again when it is seen again."));
    };
  }

  private static Html suppression(Finding finding, Place place) {
    Map<String, String> ends = new LinkedHashMap<>();
    ends.put("1d", "1 day");
    ends.put("7d", "7 days");
    ends.put("30d", "30 days");
    ends.put("90d", "90 days");
    ends.put("365d", "1 year");
    return new Form(Map.of("until", "30d"))
        .input("who", "Your name", "Jane Doe", StatusChange.LONGEST_NAME)
        .input("reason", "Why it does not matter", "Known, see …", StatusChange.LONGEST_REASON)
        .select("until", "For", ends)
        .with(
            place.change(
                "suppress",
                Map.of("id", finding.id()),
                "Suppress",
                "Nobody is told of this finding until then. Suppress it?"));
  }

  private static Html unsuppression(Finding finding, Place place) {
    return new Form(Map.of())
        .input("who", "Your name", "Jane Doe", StatusChange.LONGEST_NAME)
        .input("reason", "Why it matters after all", "", StatusChange.LONGEST_REASON)
        .with(
            place.change(
                "unsuppress",
                Map.of("id", finding.id()),
                "Show again",
                "Show this finding again?"));
  }

  /// {@return that a decision was kept, with the way back to the finding}
  public static Html changed(Place place, Finding finding) {
    String done = finding.status() == Status.SUPPRESSED ? "Suppressed" : "Shown again";
    return Frame.bare(
        place.viewer(),
        done,
        Html.of(Tag.P, Css.SENTENCE).add(Html.outside(finding.latest().sentence())),
        back(place, finding.id()));
  }

  /// {@return that a decision was not kept}
  public static Html unchanged(Place place, String message, String id) {
    return Frame.bare(place.viewer(), "Nothing was changed", Words.note(message), back(place, id));
  }

  private static Html back(Place place, String id) {
    return place.console().isEmpty() || id.isEmpty()
        ? Html.none()
        : Html.of(Tag.P)
            .add(place.to("finding", Map.of("id", id), Html.text("Back to the finding")));
  }
}
