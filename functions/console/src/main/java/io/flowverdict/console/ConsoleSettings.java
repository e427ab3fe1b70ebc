package io.flowverdict.console;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.snapshot.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the console shows.
///
/// @param scopes the accounts and Regions that are looked after, the first of which is shown when
///   none is named: `CONSOLE_ACCOUNT` and the accounts of `CONSOLE_ACCOUNTS_FILE` (one a line; none
///   where no file is named), each in every Region of `CONSOLE_REGIONS` (`eu-central-1,eu-west-1`)
/// @param suppressor `SUPPRESS_FUNCTION_ARN`: the function that suppresses findings; empty when
///   there is none, and no form for it is shown
public record ConsoleSettings(List<Scope> scopes, String suppressor) {

  private static final String ACCOUNT = "CONSOLE_ACCOUNT";
  private static final String ACCOUNTS_FILE = "CONSOLE_ACCOUNTS_FILE";
  private static final String REGIONS = "CONSOLE_REGIONS";
  private static final String SUPPRESS_FUNCTION_ARN = "SUPPRESS_FUNCTION_ARN";
  private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{4,40}");

  public ConsoleSettings {
    requireNonNull(suppressor, "suppressor is null");
    scopes = List.copyOf(scopes);
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("No account and Region");
    }
  }

  /// {@return the settings of an environment}
  ///
  /// @throws IllegalStateException when a variable is missing or wrong, or the file that one names;
  ///   the message names the variable
  static ConsoleSettings of(Map<String, String> environment) {
    List<String> regions =
        Arrays.stream(environment.getOrDefault(REGIONS, "").split(",", -1))
            .map(region -> valid(REGIONS, region.strip(), REGION, "a Region"))
            .toList();
    List<Scope> scopes =
        Stream.concat(
                Stream.of(environment.getOrDefault(ACCOUNT, ""))
                    .map(account -> account(ACCOUNT, account)),
                others(environment.getOrDefault(ACCOUNTS_FILE, "")))
            .distinct()
            .flatMap(account -> regions.stream().map(region -> new Scope(account, region)))
            .toList();
    return new ConsoleSettings(scopes, environment.getOrDefault(SUPPRESS_FUNCTION_ARN, ""));
  }

  private static Stream<String> others(String file) {
    if (file.isEmpty()) {
      return Stream.empty();
    }
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .map(account -> account(ACCOUNTS_FILE, account));
    } catch (IOException unreadable) {
      throw new IllegalStateException(
          ACCOUNTS_FILE + " is " + file + ", which cannot be read", unreadable);
    }
  }

  private static String account(String variable, String text) {
    return valid(variable, text.strip(), ACCOUNT_ID, "an account id of twelve digits");
  }

  private static String valid(String variable, String text, Pattern form, String expected) {
    if (!form.matcher(text).matches()) {
      throw new IllegalStateException(
          variable + " has \"" + text + "\" where " + expected + " is expected");
    }
    return text;
  }
}
