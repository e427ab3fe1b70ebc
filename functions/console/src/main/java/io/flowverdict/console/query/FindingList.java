package io.flowverdict.console.query;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.FindingSummary;
import io.flowverdict.core.finding.Rank;
import io.flowverdict.core.snapshot.Scope;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A page of the findings that are wanted, the most severe first.
///
/// @param next what the next page is asked for with; null when this is the last
/// @param examined how many findings were looked at to find these
public record FindingList(
    Scope scope,
    Range range,
    Filters filters,
    List<Finding> findings,
    Names names,
    @Nullable String next,
    int examined) {

  /// How many findings a page has at the most.
  public static final int PAGE = 25;

  /// After so many that are not wanted a page ends, though it may be empty.
  private static final int MOST_EXAMINED = 20_000;

  public FindingList {
    requireNonNull(scope, "scope is null");
    requireNonNull(range, "range is null");
    requireNonNull(filters, "filters is null");
    requireNonNull(names, "names is null");
    findings = List.copyOf(findings);
  }

  /// {@return the page that parameters ask for}
  ///
  /// @throws ParameterException when one of them cannot be used
  public static FindingList of(Kept kept, Scope scope, Range range, Parameters parameters) {
    Filters filters = Filters.of(parameters);
    Names names = new Names(kept.newest(scope).orElse(null));
    Selection selection = Selection.of(filters, range, names, kept.findings(), scope);
    List<String> ids = new ArrayList<>();
    @Nullable Rank last = null;
    int examined = 0;
    try (Stream<FindingSummary> all =
        kept.findings().summaries(scope, filters.status(), after(parameters))) {
      Iterator<FindingSummary> summaries = all.iterator();
      while (summaries.hasNext() && ids.size() < PAGE && examined < MOST_EXAMINED) {
        FindingSummary summary = summaries.next();
        examined++;
        last = summary.rank();
        if (selection.wants(summary)) {
          ids.add(summary.id());
        }
      }
      String next = last != null && summaries.hasNext() ? last.toString() : null;
      return new FindingList(
          scope, range, filters, kept.findings().find(ids), names, next, examined);
    }
  }

  private static @Nullable Rank after(Parameters parameters) {
    return parameters
        .text("page")
        .map(token ->
            Rank.tryParse(token)
                .orElseThrow(() ->
                    ParameterException.of(
                        "page", token, "what the page before said comes next, or nothing")))
        .orElse(null);
  }
}
