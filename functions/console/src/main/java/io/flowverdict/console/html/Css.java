package io.flowverdict.console.html;

import java.util.Locale;

/// The classes of the style sheet; `PRIMARY` and `BUTTON` are those of the dashboard's own buttons.
public enum Css {
  ACCEPT,
  ARROW,
  AXIS,
  BAD,
  BAR,
  BOX,
  BUTTON("btn fv-button"),
  CARD,
  CARDS,
  CHART,
  CHIP,
  COMMAND,
  CRITICAL,
  DARK,
  DECIDING,
  FIELD,
  FIELDS,
  GOOD,
  HIGH,
  INFORMATIONAL,
  LIGHT,
  LINK,
  LOW,
  MEDIUM,
  MUTED,
  NARROW,
  NAV,
  NOTE,
  NUMBER,
  PAGE,
  PATH,
  PRIMARY("btn btn-primary fv-button"),
  REJECT,
  SCROLL,
  SENTENCE,
  UNDECIDED,
  WHY;

  private final String text;

  Css() {
    this.text = "fv-" + name().toLowerCase(Locale.ROOT);
  }

  Css(String text) {
    this.text = text;
  }

  /// The class: `fv-card`.
  @Override
  public String toString() {
    return text;
  }
}
