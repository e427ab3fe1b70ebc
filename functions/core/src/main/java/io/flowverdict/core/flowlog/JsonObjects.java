package io.flowverdict.core.flowlog;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The objects of JSON text as each ends, the inner ones first: of one document or of many, with or
/// without line feeds between them, as Firehose joins them. What is held grows with an object's own
/// members and not with the text.
///
/// A row of the results of CloudWatch Logs Insights is an array in an array, of objects that each
/// have a name as their `field` and its `value`
/// ([GetQueryResults](https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html));
/// it is given as the object with these members, after its cells.
///
/// What is no JSON is given as it is; reading goes on in the line after it, where no string can be
/// open.
final class JsonObjects {

  private static final int DEEPEST = 64;
  private static final int LONGEST_PIECE = RejectedLine.LONGEST_TEXT;

  /// Stands between the values of a key that comes twice: no text has this character.
  static final char REPEATED = '\uFFFF';

  /// How many characters the members of the objects that are open may have.
  private static final int MOST_CHARACTERS = 4 * FlowLogReader.LONGEST_LINE;

  /// What was found, and its path: the keys of what it is in, with `/` between them.
  sealed interface Found {

    /// An object, or a row of cells. Members that are an object or an array are `{`.
    record Members(String path, Map<String, String> members) implements Found {

      /// {@return whether this is one value of a row}
      boolean isCell() {
        return path.endsWith("//")
            && members.size() == 2
            && members.containsKey("field")
            && members.containsKey("value");
      }
    }

    /// A string by itself, or one in an array.
    record Text(String path, String text) implements Found {}

    /// What is no JSON: its beginning.
    record Broken(String text) implements Found {}
  }

  /// An object or array that is open.
  private static final class Open {

    final boolean array;
    final String path;
    final Map<String, String> members = new LinkedHashMap<>();
    @Nullable String key;

    Open(boolean array, String path) {
      this.array = array;
      this.path = path;
    }
  }

  /// Says that text is no JSON.
  private static final class BrokenException extends Exception {

    private static final long serialVersionUID = 1;

    BrokenException() {
      super(null, null, false, false);
    }
  }

  private final Reader text;
  private final char[] buffer = new char[8 * 1024];
  private int position;
  private int limit;

  private final Deque<Open> open = new ArrayDeque<>();
  private final StringBuilder token = new StringBuilder();
  private final StringBuilder piece = new StringBuilder();
  private int characters;

  /// Whether nothing but blanks was read of the line.
  private boolean beginsLine = true;

  JsonObjects(Reader text) {
    this.text = text;
  }

  /// {@return what is found next; null at the end}
  @Nullable Found next() throws IOException {
    try {
      for (int c = skipBlanks(); c >= 0; c = skipBlanks()) {
        if (c == '{' && beginsLine && isBetweenMembers()) {
          return broken();
        }
        Found found = step((char) c);
        if (found != null) {
          piece.setLength(0);
          return found;
        }
      }
      return open.isEmpty() ? null : broken();
    } catch (BrokenException noJson) {
      for (int c = peek(); c >= 0 && c != '\n'; c = peek()) {
        take();
      }
      return broken();
    }
  }

  /// Whether an object is open in which no object can begin: where one does at the beginning of a
  /// line, the open one was cut off.
  private boolean isBetweenMembers() {
    Open in = open.peek();
    return in != null && !in.array && in.key == null;
  }

  private Found broken() {
    String begin = piece.toString().strip();
    piece.setLength(0);
    open.clear();
    characters = 0;
    return new Found.Broken(begin.isEmpty() ? "JSON-without-its-end" : begin);
  }

  private @Nullable Found step(char c) throws IOException, BrokenException {
    take();
    switch (c) {
      case '{', '[' -> push(c == '[');
      case '}', ']' -> {
        return pop(c == ']');
      }
      case ',' -> {}
      case '"' -> {
        return string();
      }
      default -> literal(c);
    }
    return null;
  }

  private void push(boolean array) throws BrokenException {
    Open outer = open.peek();
    if (open.size() == DEEPEST || isBetweenMembers()) {
      throw new BrokenException();
    }
    String path = outer == null ? "" : outer.path + "/" + (outer.key == null ? "" : outer.key);
    if (outer != null && !outer.array) {
      set(outer, "{");
    }
    open.push(new Open(array, path));
  }

  private @Nullable Found pop(boolean array) throws BrokenException {
    if (open.isEmpty()) {
      return null;
    }
    Open closed = open.pop();
    if (closed.array != array || closed.key != null) {
      throw new BrokenException();
    }
    closed.members.forEach((key, value) -> characters -= key.length() + value.length());
    Found.Members found = new Found.Members(closed.path, closed.members);
    Open outer = open.peek();
    if (!array && found.isCell() && outer != null && outer.array) {
      outer.key = closed.members.get("field");
      set(outer, String.valueOf(closed.members.get("value")));
    }
    return array && closed.members.isEmpty() ? null : found;
  }

  private @Nullable Found string() throws IOException, BrokenException {
    String string = readString();
    Open in = open.peek();
    if (in == null || in.array) {
      return new Found.Text(in == null ? "" : in.path, string);
    }
    if (in.key != null) {
      set(in, string);
      return null;
    }
    if (skipBlanks() != ':') {
      throw new BrokenException();
    }
    take();
    in.key = string;
    return null;
  }

  private void literal(char first) throws IOException, BrokenException {
    Open in = open.peek();
    if (in == null || (!in.array && in.key == null)) {
      throw new BrokenException();
    }
    token.setLength(0);
    token.append(first);
    for (int c = peek(); isOfLiteral(c); c = peek()) {
      token.append(take());
      requireRoom(token.length());
    }
    String literal = token.toString();
    if (!literal.matches("true|false|null|NaN|-?[0-9][0-9.eE+-]*")) {
      throw new BrokenException();
    }
    if (!in.array) {
      boolean absent = literal.equals("null") || literal.equals("NaN");
      set(in, absent ? "" : WholeNumber.digits(literal));
    }
  }

  private static boolean isOfLiteral(int c) {
    return c > ' ' && c != ',' && c != '}' && c != ']' && c != ':' && c != '"';
  }

  /// A key that comes twice has both values, which no field can have.
  private void set(Open in, String value) throws BrokenException {
    String key = String.valueOf(in.key);
    String both = in.members.merge(key, value, (one, two) -> one + REPEATED + two);
    characters += both.equals(value) ? key.length() + value.length() : value.length() + 1;
    in.key = null;
    requireRoom(0);
  }

  private void requireRoom(int more) throws BrokenException {
    if (characters + more > MOST_CHARACTERS) {
      throw new BrokenException();
    }
  }

  private String readString() throws IOException, BrokenException {
    token.setLength(0);
    while (true) {
      int c = peek();
      if (c < ' ') {
        throw new BrokenException();
      }
      take();
      if (c == '"') {
        return token.toString();
      }
      char character = c == '\\' ? escaped() : (char) c;
      token.append(character == REPEATED ? '\uFFFD' : character);
      requireRoom(token.length());
    }
  }

  private char escaped() throws IOException, BrokenException {
    int c = peek();
    if (c < ' ') {
      throw new BrokenException();
    }
    take();
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> ofDigits();
      case '"', '\\', '/' -> (char) c;
      default -> throw new BrokenException();
    };
  }

  private char ofDigits() throws IOException, BrokenException {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw new BrokenException();
      }
      take();
      code = 16 * code + digit;
    }
    return (char) code;
  }

  /// {@return the next character that is not blank, which stays to be read; less than 0 at the end}
  private int skipBlanks() throws IOException {
    int c = peek();
    while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      take();
      c = peek();
    }
    return c;
  }

  private int peek() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(0, text.read(buffer));
    }
    return position < limit ? buffer[position] : -1;
  }

  /// Takes the character that was looked at.
  private char take() {
    char c = buffer[position++];
    beginsLine = c == '\n' || (beginsLine && (c == ' ' || c == '\t' || c == '\r'));
    if (piece.length() < LONGEST_PIECE) {
      piece.append(c);
    }
    return c;
  }
}
