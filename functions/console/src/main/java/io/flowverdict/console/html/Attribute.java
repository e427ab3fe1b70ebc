package io.flowverdict.console.html;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/// An attribute of an element.
///
/// @param value unescaped
public record Attribute(Name name, String value) {

  /// Pages of the AWS console, and nothing else.
  private static final Pattern LINK =
      Pattern.compile(
          "https://([a-z0-9-]+\\.)?console\\.(aws\\.amazon\\.com|amazonaws-us-gov\\.com|amazonaws\\.cn)"
              + "/[A-Za-z0-9/?=&#:;%._~!*+-]*");

  /// The attributes that there are: none that runs anything, and no `style`.
  public enum Name {
    ACTION("action"),
    ARIA_LABEL("aria-label"),
    CLASS("class"),
    COLSPAN("colspan"),
    CONFIRMATION("confirmation"),
    DISPLAY("display"),
    ENDPOINT("endpoint"),
    HEIGHT("height"),
    HREF("href"),
    MAXLENGTH("maxlength"),
    NAME("name"),
    PLACEHOLDER("placeholder"),
    REL("rel"),
    ROLE("role"),
    SELECTED("selected"),
    TARGET("target"),
    TEXT_ANCHOR("text-anchor"),
    TITLE("title"),
    TYPE("type"),
    VALUE("value"),
    VIEW_BOX("viewBox"),
    WIDTH("width"),
    X("x"),
    X1("x1"),
    X2("x2"),
    Y("y"),
    Y1("y1"),
    Y2("y2");

    private final String text;

    Name(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /// @throws IllegalArgumentException when a link leads elsewhere than to the AWS console
  public Attribute {
    requireNonNull(name, "name is null");
    requireNonNull(value, "value is null");
    if (name == Name.HREF && !LINK.matcher(value).matches()) {
      throw new IllegalArgumentException("No page of the AWS console: " + value);
    }
  }
}
