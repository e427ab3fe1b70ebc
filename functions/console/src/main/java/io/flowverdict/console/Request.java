package io.flowverdict.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowverdict.console.page.Place;
import io.flowverdict.console.page.Viewer;
import io.flowverdict.console.query.ParameterException;
import io.flowverdict.console.query.Parameters;
import io.flowverdict.console.query.Range;
import io.flowverdict.core.finding.KeptTimes;
import io.flowverdict.core.snapshot.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An invocation: its parameters stand at the top of the event. A dashboard adds `widgetContext`,
/// with the fields of the forms on the page, which win over parameters of the same name.
///
/// @param describe whether the documentation is asked for, and nothing else
/// @param given what stands at the top of the event
/// @param forms what stands in forms
/// @param viewer who looks, through a dashboard; empty when a program asks
record Request(
    boolean describe,
    Map<String, String> given,
    Map<String, String> forms,
    Optional<Viewer> viewer) {

  private static final String CONTEXT = "widgetContext";
  private static final String DESCRIBE = "describe";
  private static final int MOST_NAMED = 30;

  Request {
    given = Map.copyOf(given);
    forms = Map.copyOf(forms);
  }

  static Request of(JsonNode event, Instant now) {
    if (event.path(DESCRIBE).asBoolean()) {
      return new Request(true, Map.of(), Map.of(), Optional.empty());
    }
    JsonNode context = event.path(CONTEXT);
    return new Request(
        false,
        texts(event),
        texts(context.path("forms").path("all")),
        context.isObject() ? Optional.of(Viewer.of(context, now)) : Optional.empty());
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().stream()
        .filter(field -> !field.getKey().equals(CONTEXT) && !field.getKey().equals(DESCRIBE))
        .filter(field -> !field.getValue().isNull())
        .forEach(field -> texts.put(field.getKey(), text(field.getValue())));
    return texts;
  }

  /// A number and a truth as text, anything that is made of parts as JSON, which no parameter is.
  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /// {@return the parameters of a query}
  ///
  /// @throws ParameterException when the query takes no such parameter
  Parameters parameters(Query query) {
    given.keySet().stream()
        .filter(name -> !query.takes(name))
        .findFirst()
        .ifPresent(name -> {
          throw new ParameterException(
              name,
              "The query "
                  + query
                  + " has no such parameter: it takes "
                  + String.join(", ", query.all())
                  + ".");
        });
    return all();
  }

  /// {@return all parameters, with what stands in forms}
  Parameters all() {
    Parameters parameters = new Parameters(given);
    return Place.IGNORE.equals(given.get(Place.FORMS)) ? parameters : parameters.with(forms);
  }

  /// {@return the account and Region that are asked about; the first that is looked after when none
  /// is named}
  ///
  /// @throws ParameterException when it is not looked after
  static Scope scope(Parameters parameters, List<Scope> scopes) {
    String account =
        parameters
            .matching("account", Scope.ACCOUNT_ID, "an account id of twelve digits")
            .orElse(scopes.getFirst().accountId());
    List<Scope> ofAccount =
        scopes.stream().filter(scope -> scope.accountId().equals(account)).toList();
    if (ofAccount.isEmpty()) {
      throw ParameterException.of(
          "account", account, oneOf(scopes.stream().map(Scope::accountId).distinct().toList()));
    }
    String region =
        parameters
            .matching("region", Scope.REGION, "a Region such as eu-central-1")
            .orElse(ofAccount.getFirst().region());
    return ofAccount.stream()
        .filter(scope -> scope.region().equals(region))
        .findFirst()
        .orElseThrow(() ->
            ParameterException.of(
                "region", region, oneOf(ofAccount.stream().map(Scope::region).toList())));
  }

  private static String oneOf(List<String> known) {
    return known.size() > MOST_NAMED
        ? "one of the " + known.size() + " that are looked after"
        : "one of " + String.join(", ", known);
  }

  /// {@return the time that is asked about: what the parameters say, else the dashboard's, else the
  /// last day}
  Range range(Parameters parameters, Instant now) {
    Range shown = viewer.map(Viewer::range).orElseGet(() -> Range.usual(now));
    Optional<Instant> from = parameters.time("start");
    Optional<Instant> to = parameters.time("end");
    if (from.isEmpty() && to.isEmpty()) {
      return shown;
    }
    Instant end = to.orElse(now);
    Instant start = from.orElseGet(() -> dayBefore(end));
    if (!start.isBefore(end)) {
      throw new ParameterException(
          "start", "start is " + start + ", which is not before " + end + ".");
    }
    return Range.of(start, end, Duration.ZERO);
  }

  private static Instant dayBefore(Instant end) {
    Instant start = end.minus(Range.USUAL);
    return KeptTimes.contain(start) ? start : Instant.EPOCH;
  }
}
