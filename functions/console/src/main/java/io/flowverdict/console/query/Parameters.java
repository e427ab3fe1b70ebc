package io.flowverdict.console.query;

import io.flowverdict.core.finding.KeptTimes;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The parameters of a query as somebody gave them: hostile. Each is read with what it may be;
/// blank is as good as absent.
///
/// @param values by name
public record Parameters(Map<String, String> values) {

  private static final int LONGEST = 600;

  public Parameters {
    values = Map.copyOf(values);
  }

  /// {@return these parameters and others, which win}
  public Parameters with(Map<String, String> others) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.putAll(others);
    return new Parameters(all);
  }

  /// {@return a text; empty when it is absent or blank}
  ///
  /// @throws ParameterException when it is too long
  public Optional<String> text(String name) {
    String value = values.getOrDefault(name, "").strip();
    if (value.length() > LONGEST) {
      throw ParameterException.of(name, value, "a text of at most " + LONGEST + " characters");
    }
    return Optional.of(value).filter(text -> !text.isEmpty());
  }

  /// {@return a text}
  ///
  /// @throws ParameterException when it is absent
  public String required(String name, String expected) {
    return text(name).orElseThrow(() -> ParameterException.missing(name, expected));
  }

  /// {@return a text of a form}
  ///
  /// @throws ParameterException when it is of another
  public Optional<String> matching(String name, Pattern form, String expected) {
    Optional<String> text = text(name);
    text.filter(value -> !form.matcher(value).matches())
        .ifPresent(value -> {
          throw ParameterException.of(name, value, expected);
        });
    return text;
  }

  /// {@return one of the constants, whose names may be in small letters with hyphens}
  public <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
    return text(name)
        .map(value ->
            Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(value.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                    ParameterException.of(
                        name, value, "one of " + Arrays.toString(type.getEnumConstants()))));
  }

  public Optional<Boolean> flag(String name) {
    return matching(name, Pattern.compile("true|false"), "true or false").map(Boolean::valueOf);
  }

  public Optional<IpAddress> address(String name) {
    return text(name)
        .map(value ->
            IpAddress.tryParse(value)
                .orElseThrow(() -> ParameterException.of(name, value, "an IPv4 or IPv6 address")));
  }

  public Optional<Integer> port(String name) {
    return matching(name, Pattern.compile("[0-9]{1,5}"), "a port from 0 to 65535")
        .map(Integer::valueOf)
        .map(port -> {
          if (port > PortRange.MAX_PORT) {
            throw ParameterException.of(name, port.toString(), "a port from 0 to 65535");
          }
          return port;
        });
  }

  /// {@return a time such as `2026-11-22T10:00:00Z`, or a day such as `2026-11-22`, which means its
  /// beginning in UTC}
  ///
  /// @throws ParameterException when it is no time, or one that is never kept
  public Optional<Instant> time(String name) {
    Optional<Instant> time = text(name).map(value -> time(name, value));
    time.filter(at -> !KeptTimes.contain(at))
        .ifPresent(at -> {
          throw ParameterException.of(name, at.toString(), "a time from 1970 to 9999");
        });
    return time;
  }

  private static Instant time(String name, String value) {
    try {
      return value.length() == 10
          ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException noTime) {
      throw ParameterException.of(name, value, "a time such as 2026-11-22T10:00:00Z");
    }
  }
}
