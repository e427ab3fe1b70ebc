package io.flowverdict.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.constructs.Node;

/// The options as they were given, each read as what it has to be.
///
/// @param values those that were given, as text; a list's elements separated by commas
record GivenOptions(Map<Option, String> values) {

  GivenOptions {
    values = Map.copyOf(values);
  }

  /// {@return the options in an app's context}
  ///
  /// @throws InvalidSettingsException when one of them is not an option
  static GivenOptions of(Node app) {
    Map<Option, String> values = new HashMap<>();
    if (app.getAllContext() instanceof Map<?, ?> context) {
      context.forEach((key, value) -> {
        if (key.toString().startsWith(Option.PREFIX)) {
          values.put(option(key.toString()), text(value));
        }
      });
    }
    return new GivenOptions(values);
  }

  private static Option option(String key) {
    return Option.ofKey(key)
        .orElseThrow(() ->
            new InvalidSettingsException(
                key
                    + " is not an option; the options are "
                    + Arrays.stream(Option.values())
                        .map(Option::key)
                        .collect(Collectors.joining(", "))));
  }

  private static String text(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Object::toString).collect(Collectors.joining(","))
        : value.toString();
  }

  private String value(Option option) {
    return values.getOrDefault(option, option.byDefault).strip();
  }

  /// {@return a text, empty where none was given}
  ///
  /// @param expected what the text is, for a person
  String text(Option option, Pattern pattern, String expected) {
    String value = value(option);
    if (!value.isEmpty() && !pattern.matcher(value).matches()) {
      throw wrong(option, value, expected);
    }
    return value;
  }

  /// {@return the elements, in the order given, none twice}
  ///
  /// @param expected what an element is, for a person
  List<String> list(Option option, Pattern pattern, String expected) {
    return Arrays.stream(value(option).split(",", -1))
        .map(String::strip)
        .filter(element -> !element.isEmpty())
        .map(element -> matching(option, element, pattern, expected))
        .distinct()
        .toList();
  }

  /// {@return the lines of a file, without comments, in its order, none twice; none where no file
  /// was given}
  ///
  /// @param expected what a line is, for a person
  List<String> lines(Option option, Pattern pattern, String expected) {
    String file = value(option);
    return file.isEmpty()
        ? List.of()
        : read(option, file)
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .map(line -> matching(option, line, pattern, expected))
            .distinct()
            .toList();
  }

  private static Stream<String> read(Option option, String file) {
    try {
      return Files.readAllLines(Path.of(file)).stream();
    } catch (IOException | InvalidPathException unreadable) {
      throw wrong(option, file, "a file that can be read");
    }
  }

  private static String matching(Option option, String element, Pattern pattern, String expected) {
    if (!pattern.matcher(element).matches()) {
      throw wrong(option, element, expected);
    }
    return element;
  }

  /// {@return a whole number from `least` to `most`}
  int number(Option option, int least, int most) {
    String value = value(option);
    if (value.matches("[0-9]{1,6}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw wrong(option, value, "a whole number from " + least + " to " + most);
  }

  /// {@return one of a few words}
  String oneOf(Option option, Set<String> words) {
    String value = value(option);
    if (!words.contains(value)) {
      throw wrong(option, value, words.stream().sorted().collect(Collectors.joining(" or ")));
    }
    return value;
  }

  /// {@return one of a few numbers}
  int oneOfNumbers(Option option, List<Integer> numbers) {
    String value = value(option);
    return numbers.stream()
        .filter(number -> number.toString().equals(value))
        .findFirst()
        .orElseThrow(() ->
            wrong(
                option,
                value,
                "one of "
                    + numbers.stream().map(Object::toString).collect(Collectors.joining(", "))));
  }

  private static InvalidSettingsException wrong(Option option, String found, String expected) {
    return new InvalidSettingsException(
        option.key() + " is \"" + found + "\" where " + expected + " is expected");
  }
}
