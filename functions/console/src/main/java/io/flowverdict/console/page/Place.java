package io.flowverdict.console.page;

import static java.util.Objects.requireNonNull;

import io.flowverdict.console.html.Action;
import io.flowverdict.console.html.Attribute;
import io.flowverdict.console.html.Css;
import io.flowverdict.console.html.Html;
import io.flowverdict.console.html.Tag;
import io.flowverdict.core.snapshot.Scope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where a page is shown, and the ways that lead from it.
///
/// @param console the ARN of the function that answers queries
/// @param suppressor the ARN of the function that suppresses; empty when there is none
/// @param scopes the accounts and Regions that are looked after
/// @param scope the one that the page is about
public record Place(
    Viewer viewer, String console, String suppressor, List<Scope> scopes, Scope scope) {

  /// With this parameter what stands in the forms of the page is not looked at.
  public static final String FORMS = "forms";

  /// The value of [#FORMS].
  public static final String IGNORE = "ignore";

  public Place {
    requireNonNull(viewer, "viewer is null");
    requireNonNull(console, "console is null");
    requireNonNull(suppressor, "suppressor is null");
    requireNonNull(scope, "scope is null");
    scopes = List.copyOf(scopes);
  }

  Formats formats() {
    return new Formats(viewer.locale(), viewer.zone());
  }

  /// {@return a link to an answer, whatever stands in the forms of this page}
  Html to(String query, Map<String, String> parameters, Html label) {
    Map<String, String> all = parameters(query, parameters);
    all.put(FORMS, IGNORE);
    return new Action(console, all).on(Html.of(Tag.A, Css.LINK).add(label));
  }

  /// {@return a link to the same query about another account and Region}
  Html elsewhere(Scope other) {
    return new Place(viewer, console, suppressor, scopes, other)
        .to("overview", Map.of(), Html.text(other.toString()));
  }

  /// {@return a button that asks a query with what stands in the forms of this page}
  Html ask(String query, Map<String, String> parameters, String label) {
    return new Action(console, parameters(query, parameters)).on(button(label));
  }

  /// {@return a button that has a finding suppressed, or shown again}
  Html change(String query, Map<String, String> parameters, String label, String confirmation) {
    Map<String, String> all = parameters(query, parameters);
    all.put("console", console);
    return new Action(suppressor, all).on(button(label), confirmation);
  }

  private static Html.Element button(String label) {
    return Html.of(Tag.A, Css.PRIMARY).with(Attribute.Name.ROLE, "button").text(label);
  }

  private Map<String, String> parameters(String query, Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("query", query);
    all.put("account", scope.accountId());
    all.put("region", scope.region());
    return all;
  }
}
