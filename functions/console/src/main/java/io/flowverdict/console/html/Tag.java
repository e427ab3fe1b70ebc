package io.flowverdict.console.html;

import java.util.Locale;

/// The elements that pages are made of. There is none that runs, loads or embeds anything.
public enum Tag {
  A,
  B,
  BDI,
  CODE,
  CWDB_ACTION,
  DETAILS,
  DIV,
  FORM,
  G,
  H2,
  H3,
  INPUT,
  LABEL,
  LI,
  LINE,
  OL,
  OPTION,
  P,
  RECT,
  SELECT,
  SPAN,
  SUMMARY,
  SVG,
  TABLE,
  TBODY,
  TD,
  TEXT,
  TH,
  THEAD,
  TITLE,
  TR,
  UL;

  /// {@return whether the element has no content and no end}
  boolean isVoid() {
    return this == INPUT;
  }

  /// The name: `cwdb-action`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
