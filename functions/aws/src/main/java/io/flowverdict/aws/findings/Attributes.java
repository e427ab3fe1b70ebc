package io.flowverdict.aws.findings;

import io.flowverdict.core.finding.KeptTimes;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Values as attributes of items, and attributes as values.
///
/// Times are text in milliseconds, `2026-11-22T10:15:30.000Z`, and hours text as `2026-11-22T10`;
/// both sort as the times do, from 1970 to 9999.
final class Attributes {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH").withZone(ZoneOffset.UTC);
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private Attributes() {}

  static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  static AttributeValue time(Instant time) {
    return text(TIME.format(requireFourDigitYear(time)));
  }

  static String hour(Instant hour) {
    return HOUR.format(requireFourDigitYear(hour));
  }

  private static Instant requireFourDigitYear(Instant time) {
    if (!KeptTimes.contain(time)) {
      throw new IllegalArgumentException("The time " + time + " is not in 1970..9999");
    }
    return time;
  }

  static <T> AttributeValue list(Stream<T> values, Function<T, AttributeValue> attribute) {
    return AttributeValue.fromL(values.map(attribute).toList());
  }

  static <T> void putUnlessNull(
      Map<String, AttributeValue> item,
      String name,
      @Nullable T value,
      Function<T, AttributeValue> attribute) {
    if (value != null) {
      item.put(name, attribute.apply(value));
    }
  }

  /// {@return an attribute that every item of the kind has}
  ///
  /// @throws IllegalStateException when the item lacks it
  static AttributeValue required(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new IllegalStateException("An item lacks the attribute " + name + ": " + item.keySet());
    }
    return value;
  }

  static String string(Map<String, AttributeValue> item, String name) {
    return required(item, name).s();
  }

  static @Nullable String stringOrNull(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : value.s();
  }

  static Instant instant(Map<String, AttributeValue> item, String name) {
    return Instant.parse(string(item, name));
  }

  static @Nullable Instant instantOrNull(Map<String, AttributeValue> item, String name) {
    return item.containsKey(name) ? instant(item, name) : null;
  }

  /// {@return a whole number; the largest that a long takes when it is larger}
  static long whole(Map<String, AttributeValue> item, String name) {
    return new BigInteger(required(item, name).n()).min(LARGEST).longValue();
  }

  static @Nullable Integer integerOrNull(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : Integer.valueOf(value.n());
  }
}
