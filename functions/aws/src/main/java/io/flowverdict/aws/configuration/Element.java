package io.flowverdict.aws.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A JSON value together with the place it came from, so that every complaint about it can say
/// where.
///
/// The conversions throw a [ConfigurationException] when the value is not of their kind; none of
/// them guesses.
///
/// @param source the document, for example a file name
/// @param path where in the document, for example `SecurityGroups[3].IpPermissions[0].IpProtocol`
record Element(String source, String path, JsonNode node) {

  private static final int LONGEST_TEXT = 1000;
  private static final int LONGEST_WORD = 4000;
  private static final int LONGEST_QUOTE = 60;

  /// The shape of resource and account ids; wider than AWS's so that made-up ones pass.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}");

  static boolean looksLikeId(String text) {
    return ID.matcher(text).matches();
  }

  /// {@return the field, converted}
  <T> T required(String name, Function<Element, T> conversion) {
    return conversion.apply(field(name));
  }

  /// {@return the field, converted, or null when it is missing, null or the empty text}
  <T> @Nullable T optional(String name, Function<Element, T> conversion) {
    Element field = field(name);
    return field.isAbsent() || field.isEmptyText() ? null : conversion.apply(field);
  }

  /// {@return the elements of a list, each converted; none when the field is missing or null}
  <T> List<T> list(String name, Function<Element, T> conversion) {
    Element field = field(name);
    return field.isAbsent() ? List.of() : field.elements().map(conversion).toList();
  }

  /// {@return the elements of a list, or null when the field is missing or null}
  <T> @Nullable List<T> listOrNull(String name, Function<Element, T> conversion) {
    return field(name).isAbsent() ? null : list(name, conversion);
  }

  /// {@return the objects in a list; none when the field is missing or null}
  List<Element> objects(String name) {
    return list(name, Element::object);
  }

  /// {@return the free text of a field, as bounded by [#text()]; null when missing}
  @Nullable String text(String name) {
    Element field = field(name);
    return field.isAbsent() ? null : field.text();
  }

  /// {@return the field, or `absent` when it is missing or null}
  boolean flag(String name, boolean absent) {
    Element field = field(name);
    return field.isAbsent() ? absent : field.flag();
  }

  /// {@return the value of the `Name` tag in the tags of this field; null when there is none}
  @Nullable String nameTag(String tags) {
    for (Element tag : objects(tags)) {
      if ("Name".equals(tag.text("Key"))) {
        return tag.text("Value");
      }
    }
    return null;
  }

  private Element field(String name) {
    return new Element(source, path + "." + name, node.path(name));
  }

  private boolean isAbsent() {
    return node.isMissingNode() || node.isNull();
  }

  private boolean isEmptyText() {
    return node.isTextual() && node.textValue().isEmpty();
  }

  private Stream<Element> elements() {
    if (!node.isArray()) {
      throw unexpected("a list");
    }
    List<Element> elements = new ArrayList<>(node.size());
    for (JsonNode element : node) {
      elements.add(new Element(source, path + "[" + elements.size() + "]", element));
    }
    return elements.stream();
  }

  /// {@return this value, which is an object}
  Element object() {
    if (!node.isObject()) {
      throw unexpected("an object");
    }
    return this;
  }

  /// {@return the id of a resource, an account or an owner}
  String id() {
    String id = node.isTextual() ? node.textValue() : "";
    if (!looksLikeId(id)) {
      throw unexpected("an id of letters, digits and . _ : / - (at most 128 characters)");
    }
    return id;
  }

  /// {@return the id of an account}
  String accountId() {
    if (!node.isTextual() || !Origins.isAccount(node.textValue())) {
      throw unexpected("an account id of twelve digits");
    }
    return node.textValue();
  }

  /// {@return the name of a Region}
  String region() {
    if (!node.isTextual() || !Origins.isRegion(node.textValue())) {
      throw unexpected("a Region such as eu-central-1");
    }
    return node.textValue();
  }

  /// {@return a name or a word of the API, kept exactly}
  String word() {
    String word = node.isTextual() ? node.textValue() : "";
    if (word.isEmpty()
        || word.length() > LONGEST_WORD
        || word.codePoints().anyMatch(Element::isHidden)) {
      throw unexpected("a text of printable characters (at most " + LONGEST_WORD + ")");
    }
    return word;
  }

  private static boolean isHidden(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }

  /// {@return a free text that people wrote: hostile, cut after 1000 characters, halves of
  /// surrogate pairs replaced}
  String text() {
    if (!node.isTextual()) {
      throw unexpected("a text");
    }
    String text = node.textValue();
    if (text.length() > LONGEST_TEXT) {
      boolean between = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 2));
      text = text.substring(0, LONGEST_TEXT - (between ? 2 : 1)) + "…";
    }
    return wellFormed(text);
  }

  private static String wellFormed(String text) {
    return text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? '\uFFFD' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  boolean flag() {
    if (!node.isBoolean()) {
      throw unexpected("true or false");
    }
    return node.booleanValue();
  }

  int integer(int least, int most) {
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || outside(least, node.intValue(), most)) {
      throw unexpected("a whole number from " + least + " to " + most);
    }
    return node.intValue();
  }

  private static boolean outside(int least, int number, int most) {
    return number < least || number > most;
  }

  /// {@return a number that counts something}
  long count() {
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
      throw unexpected("a whole number from 0");
    }
    return node.longValue();
  }

  Cidr cidr() {
    return Cidr.tryParse(node.isTextual() ? node.textValue() : "")
        .orElseThrow(() -> unexpected("a CIDR block such as 10.0.0.0/16 or 2001:db8::/32"));
  }

  IpAddress address() {
    return IpAddress.tryParse(node.isTextual() ? node.textValue() : "")
        .orElseThrow(() -> unexpected("an IP address"));
  }

  /// {@return the complaint that this value is not what is expected here}
  ConfigurationException unexpected(String expected) {
    return wrong("is " + found() + " where " + expected + " is expected");
  }

  /// {@return the complaint that this value says something impossible}
  ///
  /// @param complaint the rest of a sentence of which this value is the subject
  ConfigurationException wrong(String complaint) {
    return new ConfigurationException(
        place() + " " + complaint + "; correct it, or export the file again with the AWS CLI.");
  }

  /// {@return the document and the path in it}
  String place() {
    return source + ": " + path;
  }

  private String found() {
    return switch (node.getNodeType()) {
      case MISSING -> "missing";
      case NULL -> "null";
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case STRING -> '"' + cut(node.textValue()) + '"';
      case NUMBER, BOOLEAN, BINARY, POJO -> cut(node.asText());
    };
  }

  private static String cut(String text) {
    return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
  }
}
