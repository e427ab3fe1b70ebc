package io.flowverdict.core.flowlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepeatedFieldsTest {

  private static final FlowLogField[] FIELDS = {
    FlowLogField.SRCADDR, FlowLogField.INTERFACE_ID, FlowLogField.START, FlowLogField.DSTADDR
  };

  private final FlowColumns columns = new FlowColumns();

  @Test
  void fieldsThatFollowOneAnotherAreFound() {
    @Nullable RepeatedFields[] ofLine =
        RepeatedFields.of(fields("version interface-id srcaddr vpc-id subnet-id dstaddr type end"));

    assertThat(ofLine).hasSize(8);
    assertThat(Arrays.stream(ofLine).map(run -> run == null ? 0 : run.count()))
        .containsExactly(2, 0, 0, 2, 0, 0, 2, 0);
  }

  @Test
  void aFieldByItselfIsOneOfThem() {
    @Nullable RepeatedFields[] ofLine = RepeatedFields.of(fields("srcaddr start dstaddr end"));

    assertThat(Arrays.stream(ofLine).map(run -> run == null ? 0 : run.count()))
        .containsExactly(0, 1, 0, 1);
  }

  @Test
  void aLineWithAnyByteChangedIsDistinct() {
    String plain = "eni-0a1b2c3d4e5f60718:1700000000";
    for (int length = 3; length <= plain.length(); length++) {
      String text = plain.substring(0, length / 2) + " " + plain.substring(length / 2 + 1, length);
      for (int at = 0; at < length; at++) {
        if (text.charAt(at) != ' ') {
          String other = text.substring(0, at) + '~' + text.substring(at + 1);
          assertRowsOfLines(List.of(text, text, other, other, text));
        }
      }
    }
  }

  @Test
  void linesOfTheSameBytesAtOtherPlacesAreDistinct() {
    assertRowsOfLines(List.of("aa a", "a aa", "aaa a", "a aaa", "a aaaa", "a aaaaa", "a aaaa"));
  }

  @Test
  void linesInBundles() {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      List<String> texts = new ArrayList<>();
      String text = "a b";
      int lines = 1 + random.nextInt(PlainLines.MOST);
      while (texts.size() < lines) {
        if (random.nextInt(4) == 0) {
          text = "eni-" + random.nextInt(20) + " " + random.nextInt(8, 12);
        }
        texts.add(text);
      }
      assertRowsOfLines(texts);
    }
  }

  @Test
  void aDistinctLineThatIsLeftOutTakesThoseAfterItAlong() {
    PlainLines lines = lines(List.of("a 1", "a 1", "b 1", "b 1", "c 1"));
    RepeatedFields repeated = repeated();
    repeated.find(lines);
    pass(repeated.distinct);
    repeated.distinct.leave(1);
    repeated.leave(lines, 3);

    assertThat(lines.rows).isEqualTo(2);
  }

  @Test
  void aDistinctLineWithAnotherLineInItIsLeftOut() {
    PlainLines lines = lines(List.of("a 1", "a 1", "b 1\n2"));
    RepeatedFields repeated = repeated();
    repeated.find(lines);
    pass(repeated.distinct);
    repeated.leave(lines, 2);

    assertThat(lines.rows).isEqualTo(2);
  }

  @Test
  void noLineIsLeftOutAsLongAsNoDistinctOneIs() {
    PlainLines lines = lines(List.of("a 1", "a 1", "b 1"));
    RepeatedFields repeated = repeated();
    repeated.find(lines);
    pass(repeated.distinct);
    repeated.leave(lines, 2);

    assertThat(lines.rows).isEqualTo(3);
  }

  private static void pass(PlainLines distinct) {
    distinct.passText(' ');
    distinct.passText(' ');
  }

  /// Numbers the distinct lines in the columns, and expects each line to have the number of its own
  /// text.
  private void assertRowsOfLines(List<String> texts) {
    List<String> distinct = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      if (i == 0 || !texts.get(i).equals(texts.get(i - 1))) {
        distinct.add(texts.get(i));
      }
    }
    PlainLines lines = lines(texts);
    RepeatedFields repeated = repeated();
    repeated.find(lines);
    assertThat(texts(repeated.distinct)).isEqualTo(distinct);
    assertThat(texts(lines, texts)).isEqualTo(texts);

    int row = 7;
    for (int i = 0; i < distinct.size(); i++) {
      columns.interfaceId[row + i] = i;
      columns.start[row + i] = 2L * i;
    }
    repeated.spread(columns, row, texts.size());
    for (int i = 0; i < texts.size(); i++) {
      assertThat(distinct.get(columns.interfaceId[row + i])).isEqualTo(texts.get(i));
      assertThat(columns.start[row + i]).isEqualTo(2L * columns.interfaceId[row + i]);
    }
  }

  private static RepeatedFields repeated() {
    return requireNonNull(RepeatedFields.of(FIELDS)[1]);
  }

  private static FlowLogField[] fields(String header) {
    return Arrays.stream(header.split(" ", -1))
        .map(name -> FlowLogField.named(name).orElseThrow())
        .toArray(FlowLogField[]::new);
  }

  /// Lines whose two fields in the middle are these texts, amid others of many lengths: at the
  /// first of the two.
  private static PlainLines lines(List<String> texts) {
    StringBuilder all = new StringBuilder("\n".repeat(Ascii.MARGIN));
    for (String text : texts) {
      int length = 1 + all.length() % 13;
      all.append("1".repeat(length)).append(' ').append(text).append(" 10.0.0.1\n");
    }
    int to = all.length();
    byte[] bytes = all.append("\n".repeat(Ascii.MARGIN)).toString().getBytes(US_ASCII);
    PlainLines lines = new PlainLines();
    lines.begin(bytes, Ascii.MARGIN, to, texts.size());
    lines.passText(' ');
    return lines;
  }

  private static List<String> texts(PlainLines lines) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < lines.rows; i++) {
      int from = lines.at[i];
      texts.add(new String(lines.text, from, lines.ends[i] - 1 - from, US_ASCII));
    }
    return texts;
  }

  /// The fields that lines have passed, of these lengths.
  private static List<String> texts(PlainLines lines, List<String> passed) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < lines.rows; i++) {
      int to = lines.at[i] - 1;
      texts.add(
          new String(lines.text, to - passed.get(i).length(), passed.get(i).length(), US_ASCII));
    }
    return texts;
  }
}
