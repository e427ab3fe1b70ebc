package io.flowverdict.console.html;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.text.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A piece of a page. This is the one place where text becomes HTML: whatever a piece is made of,
/// text and the values of attributes are escaped, and what cannot be printed is shown as
/// [Printable] does.
///
/// The names of elements, attributes and classes are those of [Tag], [Attribute.Name] and [Css];
/// there is no way to write others.
public sealed interface Html {

  /// Text.
  ///
  /// @param text unescaped
  record Text(String text) implements Html {
    public Text {
      requireNonNull(text, "text is null");
    }
  }

  /// Pieces one after the other.
  record Pieces(List<Html> pieces) implements Html {
    public Pieces {
      pieces = List.copyOf(pieces);
    }
  }

  /// The style sheet of all pages, which nothing from outside is part of.
  record Style() implements Html {
    private static final String SHEET = read();

    private static String read() {
      try (InputStream sheet = Style.class.getResourceAsStream("console.css")) {
        requireNonNull(sheet, "console.css is missing");
        return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }

  /// An element.
  record Element(Tag tag, List<Attribute> attributes, List<Html> content) implements Html {
    public Element {
      requireNonNull(tag, "tag is null");
      attributes = List.copyOf(attributes);
      content = List.copyOf(content);
      if (tag.isVoid() && !content.isEmpty()) {
        throw new IllegalArgumentException(tag + " has no content");
      }
    }

    /// {@return the element with these classes}
    public Element css(Css... classes) {
      String value = Arrays.stream(classes).map(Css::toString).collect(Collectors.joining(" "));
      return with(Attribute.Name.CLASS, value);
    }

    public Element with(Attribute.Name name, String value) {
      List<Attribute> more = new ArrayList<>(attributes);
      more.add(new Attribute(name, value));
      return new Element(tag, more, content);
    }

    public Element with(Attribute.Name name, long value) {
      return with(name, Long.toString(value));
    }

    public Element add(Html... pieces) {
      return add(List.of(pieces));
    }

    public Element add(List<? extends Html> pieces) {
      return new Element(
          tag, attributes, Stream.concat(content.stream(), pieces.stream()).toList());
    }

    public Element text(String text) {
      return add(new Text(text));
    }
  }

  /// {@return nothing}
  static Html none() {
    return new Pieces(List.of());
  }

  static Html text(String text) {
    return new Text(text);
  }

  static Html all(Html... pieces) {
    return new Pieces(List.of(pieces));
  }

  static Html all(List<? extends Html> pieces) {
    return new Pieces(List.copyOf(pieces));
  }

  /// {@return what somebody outside named, whose direction of writing does not reach what is around
  /// it}
  static Element outside(String text) {
    return of(Tag.BDI).text(text);
  }

  static Element of(Tag tag) {
    return new Element(tag, List.of(), List.of());
  }

  static Element of(Tag tag, Css... classes) {
    return of(tag).css(classes);
  }

  /// {@return the piece as HTML}
  default String render() {
    StringBuilder out = new StringBuilder();
    write(this, out);
    return out.toString();
  }

  private static void write(Html piece, StringBuilder out) {
    switch (piece) {
      case Text(String text) -> escape(text, out);
      case Pieces(List<Html> pieces) -> pieces.forEach(each -> write(each, out));
      case Style _ -> out.append("<style>").append(Style.SHEET).append("</style>");
      case Element element -> write(element, out);
    }
  }

  private static void write(Element element, StringBuilder out) {
    out.append('<').append(element.tag());
    for (Attribute attribute : element.attributes()) {
      out.append(' ').append(attribute.name()).append("=\"");
      escape(attribute.value(), out);
      out.append('"');
    }
    out.append('>');
    if (!element.tag().isVoid()) {
      element.content().forEach(each -> write(each, out));
      out.append("</").append(element.tag()).append('>');
    }
  }

  private static void escape(String text, StringBuilder out) {
    String printable = Printable.of(text);
    for (int i = 0; i < printable.length(); i++) {
      char character = printable.charAt(i);
      switch (character) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '`' -> out.append("&#96;");
        default -> out.append(character);
      }
    }
  }
}
