package io.flowverdict.console.query;

/// Says that a parameter cannot be used, and how to mend it.
public final class ParameterException extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final int LONGEST_QUOTE = 80;

  private final String parameter;

  public ParameterException(String parameter, String message) {
    super(message);
    this.parameter = parameter;
  }

  /// {@return that a parameter has a value where something else is expected}
  public static ParameterException of(String parameter, String value, String expected) {
    String quote =
        value.length() <= LONGEST_QUOTE ? value : value.substring(0, LONGEST_QUOTE) + "…";
    return new ParameterException(
        parameter, parameter + " is \"" + quote + "\" where " + expected + " is expected.");
  }

  /// {@return that a parameter is missing}
  public static ParameterException missing(String parameter, String expected) {
    return new ParameterException(parameter, parameter + " is missing: give " + expected + ".");
  }

  /// {@return the parameter's name}
  public String parameter() {
    return parameter;
  }
}
