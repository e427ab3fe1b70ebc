package io.flowverdict.core.flowlog;

import io.flowverdict.core.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A line that may be a record of a flow log whose fields are not named, possibly with more before
/// it or after it.
final class RecordLine {

  /// Words that only records have.
  private static final Set<String> WORDS = Set.of("ACCEPT", "REJECT", "NODATA", "SKIPDATA");

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern TIME =
      Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}T)?[0-9]{2}:[0-9]{2}(:[0-9]{2})?\\S{0,16}");
  private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{13}");
  private static final Pattern INTERFACE = Pattern.compile("eni-[0-9a-f]+");

  private static final String STREAM = "log-stream";

  /// How many words before a record are looked past.
  private static final int MOST_BEFORE = 6;

  private static final int DEFAULT_WORDS = FlowLogFormat.DEFAULT.columns().size();

  private RecordLine() {}

  /// {@return whether a line has what a record has}
  static boolean isOne(String line) {
    return isOne(FlowLogFormat.words(line));
  }

  /// {@return whether words are what a record has: an interface, two addresses, or an action or
  /// status that is written so in flow logs only}
  static boolean isOne(List<String> words) {
    return words.stream()
            .noneMatch(word -> word.startsWith("\"") || word.startsWith("[") || word.contains("{"))
        && (words.stream().anyMatch(WORDS::contains)
            || words.stream().anyMatch(word -> INTERFACE.matcher(word).matches())
            || words.stream().filter(word -> IpAddress.tryParse(word).isPresent()).count() >= 2);
  }

  /// {@return whether a line begins with a date and time, which no record does}
  static boolean beginsWithTime(List<String> words) {
    return !words.isEmpty() && timeWords(words) > 0;
  }

  /// How many words at the beginning are a date and time.
  private static int timeWords(List<String> words) {
    String first = words.getFirst();
    if (TIME.matcher(first).matches() && first.contains("T")) {
      return 1;
    }
    boolean two =
        words.size() > 1 && DATE.matcher(first).matches() && TIME.matcher(words.get(1)).matches();
    return two ? 2 : 0;
  }

  /// {@return the fields by which a record of the default format is read, with a name for each word
  /// before and after it; empty when there is none in the line}
  static Optional<FlowLogFormat> format(List<String> words) {
    for (int before = 0; before <= MOST_BEFORE; before++) {
      int after = words.size() - before - DEFAULT_WORDS;
      boolean fits = after == 0 || (after == 1 && MILLISECONDS.matcher(words.getLast()).matches());
      if (fits && isDefault(words.subList(before, before + DEFAULT_WORDS))) {
        List<String> columns = new ArrayList<>(names(words.subList(0, before)));
        columns.addAll(FlowLogFormat.DEFAULT.columns());
        columns.addAll(after == 0 ? List.of() : List.of("event-time"));
        return Optional.of(FlowLogFormat.of(columns));
      }
    }
    return Optional.empty();
  }

  private static boolean isDefault(List<String> words) {
    boolean named =
        words.getFirst().matches("[0-9]{1,2}")
            && words.get(1).matches("[0-9]{12}|unknown")
            && INTERFACE.matcher(words.get(2)).matches();
    return named && isRead(FlowLogFormat.DEFAULT, words);
  }

  private static boolean isRead(FlowLogFormat format, List<String> words) {
    return !(new LineParser(format).parse(1, words, () -> "") instanceof RejectedLine);
  }

  /// {@return the fields with a name for each word that a line has before its record, as exports of
  /// CloudWatch Logs do; empty when there is none before it, or what comes after is no record}
  static Optional<FlowLogFormat> preceded(List<String> words, FlowLogFormat fields) {
    int before = words.size() - fields.columns().size();
    if (before < 1 || before > MOST_BEFORE || !beginsWithTime(words)) {
      return Optional.empty();
    }
    List<String> columns = new ArrayList<>(names(words.subList(0, before)));
    if (columns.stream().anyMatch(fields.columns()::contains)
        || !isRead(fields, words.subList(before, words.size()))) {
      return Optional.empty();
    }
    columns.addAll(fields.columns());
    return Optional.of(FlowLogFormat.of(columns));
  }

  /// Names for words beside a record, which are no fields.
  private static List<String> names(List<String> words) {
    List<String> names = new ArrayList<>();
    int times = words.isEmpty() ? 0 : timeWords(words);
    for (int i = 0; i < words.size(); i++) {
      if (i < times) {
        names.add(times == 1 ? "timestamp" : List.of("date", "time").get(i));
      } else if (words.get(i).contains("eni-") && !names.contains(STREAM)) {
        names.add(STREAM);
      } else {
        names.add("other-" + (i + 1));
      }
    }
    return names;
  }
}
