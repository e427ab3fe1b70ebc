package io.flowverdict.console;

import io.flowverdict.console.query.ParameterException;
import io.flowverdict.console.query.Parameters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What can be asked, with the parameters that it takes beside `account`, `region`, `from` and
/// `to`.
enum Query {
  OVERVIEW(),
  FINDINGS(
      "status",
      "severity",
      "kind",
      "vpc",
      "interface",
      "group",
      "acl",
      "address",
      "port",
      "text",
      "new",
      "page"),
  FINDING("id"),
  ASK("from", "to", "protocol", "port", "at"),
  RULES("group", "acl"),
  SUPPRESS("id", "who", "reason", "until", "console"),
  UNSUPPRESS("id", "who", "reason", "console");

  private static final Set<String> COMMON =
      Set.of("query", "account", "region", "start", "end", "forms");

  private final String parameters;

  Query(String... parameters) {
    this.parameters = String.join(" ", parameters);
  }

  /// {@return the query that is asked; the overview when none is named}
  ///
  /// @throws ParameterException when there is no such query
  static Query of(Parameters parameters) {
    String name = parameters.text("query").orElse(OVERVIEW.toString());
    return Arrays.stream(values())
        .filter(query -> query.toString().equals(name))
        .findFirst()
        .orElseThrow(() ->
            ParameterException.of(
                "query",
                name,
                "one of "
                    + Arrays.stream(values())
                        .map(Query::toString)
                        .collect(Collectors.joining(", "))));
  }

  /// {@return whether the query takes a parameter}
  boolean takes(String parameter) {
    return COMMON.contains(parameter) || parameters().contains(parameter);
  }

  private Set<String> parameters() {
    return Set.of(parameters.split(" "));
  }

  /// {@return every parameter that the query takes, in the order of the alphabet}
  Set<String> all() {
    return Stream.concat(COMMON.stream(), parameters().stream())
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// `overview`
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
