package io.flowverdict.core.flowlog;

import java.math.BigDecimal;

/// Numbers that programs write with a fraction of nothing, as they do with a column of numbers
/// where some are missing: `443.0`, `1.795169102E9`.
final class WholeNumber {

  private static final int LONGEST = 40;

  private WholeNumber() {}

  /// {@return the digits of a whole number; the text itself when it is none}
  static String digits(String text) {
    if (text.length() > LONGEST || !text.matches("[0-9]+(\\.[0-9]*)?([eE][+]?[0-9]{1,2})?")) {
      return text;
    }
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    return number.scale() > 0 ? text : number.toBigInteger().toString();
  }
}
