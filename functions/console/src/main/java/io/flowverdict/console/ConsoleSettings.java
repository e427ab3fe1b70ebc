package io.flowverdict.console;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.snapshot.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the console shows.
///
/// @param scopes `CONSOLE_SCOPES`: the accounts and Regions that are looked after, the first of
///   which is shown when none is named: `111122223333/eu-central-1,111122223333/eu-west-1`
/// @param suppressor `SUPPRESS_FUNCTION_ARN`: the function that suppresses findings; empty when
///   there is none, and no form for it is shown
public record ConsoleSettings(List<Scope> scopes, String suppressor) {

  private static final String SCOPES = "CONSOLE_SCOPES";
  private static final String SUPPRESS_FUNCTION_ARN = "SUPPRESS_FUNCTION_ARN";
  private static final Pattern SCOPE = Pattern.compile("([0-9]{12})/([a-z0-9-]{4,40})");

  public ConsoleSettings {
    requireNonNull(suppressor, "suppressor is null");
    scopes = List.copyOf(scopes);
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("No account and Region");
    }
  }

  /// {@return the settings of an environment}
  ///
  /// @throws IllegalStateException when a variable is missing or wrong; the message names it
  static ConsoleSettings of(Map<String, String> environment) {
    return new ConsoleSettings(
        scopes(environment), environment.getOrDefault(SUPPRESS_FUNCTION_ARN, ""));
  }

  private static List<Scope> scopes(Map<String, String> environment) {
    return Arrays.stream(environment.getOrDefault(SCOPES, "").split(",", -1))
        .map(text -> scope(text.strip()))
        .toList();
  }

  private static Scope scope(String text) {
    Matcher scope = SCOPE.matcher(text);
    if (!scope.matches()) {
      throw new IllegalStateException(
          SCOPES + " has \"" + text + "\" where 111122223333/eu-central-1 is expected");
    }
    return new Scope(scope.group(1), scope.group(2));
  }
}
