package io.flowverdict.aws.findings;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;

/// Where findings are kept and for how long, as a function's environment says.
///
/// @param table `FINDINGS_TABLE`
/// @param retention `FINDINGS_HOURS_KEPT_DAYS` and `FINDINGS_RESOLVED_KEPT_DAYS`
public record FindingsSettings(FindingsTable table, Retention retention) {

  private static final String TABLE = "FINDINGS_TABLE";
  private static final String HOURS_KEPT_DAYS = "FINDINGS_HOURS_KEPT_DAYS";
  private static final String RESOLVED_KEPT_DAYS = "FINDINGS_RESOLVED_KEPT_DAYS";

  public FindingsSettings {
    requireNonNull(table, "table is null");
    requireNonNull(retention, "retention is null");
  }

  /// {@return the settings of an environment}
  ///
  /// @throws IllegalStateException when a variable is missing or wrong; the message names it
  public static FindingsSettings of(Map<String, String> environment) {
    return new FindingsSettings(
        new FindingsTable(required(environment, TABLE)),
        new Retention(days(environment, HOURS_KEPT_DAYS), days(environment, RESOLVED_KEPT_DAYS)));
  }

  /// {@return a number of days, 1 to 9999}
  ///
  /// @throws IllegalStateException when the variable is missing or wrong; the message names it
  public static Duration days(Map<String, String> environment, String name) {
    return Duration.ofDays(number(environment, name));
  }

  /// {@return a number, 1 to 9999}
  ///
  /// @throws IllegalStateException when the variable is missing or wrong; the message names it
  public static int number(Map<String, String> environment, String name) {
    String text = required(environment, name);
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalStateException(
          name + " is \"" + text + "\" where a number from 1 to 9999 is expected");
    }
    return Integer.parseInt(text);
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException("The environment variable " + name + " is not set");
    }
    return value;
  }
}
