package io.flowverdict.core.flowlog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The ids and names of an object's records as small numbers, in the order in which they are first
/// seen. It grows with distinct names, as the causes do that tell of them.
///
/// One thread adds; others may ask for names of numbers that were handed to them.
public final class Names {

  /// The number that stands for no name: the field is not recorded, or `-`.
  public static final int ABSENT = -1;

  /// The number of `BPA`, a `reject-reason`.
  public static final int BPA = 0;

  /// The number of `EC`, a `reject-reason`.
  public static final int EC = 1;

  private static final int SHORTEST_IN_WORDS = 8;
  private static final int LONGEST_IN_WORDS = 24;
  private static final int STRIDE = 4;
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

  private volatile String[] names = new String[64];
  private int size;

  /// The numbers of the names that have no spelling.
  private final Map<String, Integer> unspelled = new HashMap<>();

  /// The spellings of the names of 8 to 24 ASCII characters: length, the first, middle and last
  /// word. The length of the others is 0.
  private long[] spellings = new long[64 * STRIDE];

  /// One more than the number of a name with a spelling, by the hash of its words; 0 where there is
  /// none.
  private int[] places = new int[256];

  public Names() {
    numberOf("BPA");
    numberOf("EC");
  }

  /// {@return how many names there are: numbers are below this}
  public int size() {
    return size;
  }

  /// {@return the name with this number}
  public String name(int number) {
    return names[number];
  }

  /// {@return the number of a name}
  public int numberOf(String name) {
    return isSpelled(name.length()) && isAscii(name)
        ? numberOf(name.getBytes(US_ASCII), 0, name.length())
        : numberOfUnspelled(name);
  }

  /// {@return the number of the name that is written in these bytes, which are ASCII}
  ///
  /// @param text with a margin as [Ascii] needs it, unless the name is all of it
  public int numberOf(byte[] text, int from, int to) {
    int length = to - from;
    if (!isSpelled(length)) {
      return numberOfUnspelled(new String(text, from, length, ISO_8859_1));
    }
    int number = find(text, from, to);
    return number != ABSENT ? number : addSpelled(text, from, to);
  }

  private static boolean isSpelled(int length) {
    return length >= SHORTEST_IN_WORDS && length <= LONGEST_IN_WORDS;
  }

  private static boolean isAscii(String name) {
    return name.chars().allMatch(each -> each < 0x80);
  }

  private int numberOfUnspelled(String name) {
    Integer known = unspelled.get(name);
    if (known != null) {
      return known;
    }
    int number = add(name);
    unspelled.put(name, number);
    return number;
  }

  private int find(byte[] text, int from, int to) {
    int length = to - from;
    long first = Ascii.word(text, from);
    long second = Ascii.word(text, from + second(length));
    long last = Ascii.word(text, to - 8);
    int place = place(first, second, last);
    while (places[place] != 0) {
      int spelling = (places[place] - 1) * STRIDE;
      long other =
          (spellings[spelling] ^ length)
              | (spellings[spelling + 1] ^ first)
              | (spellings[spelling + 2] ^ second)
              | (spellings[spelling + 3] ^ last);
      if (other == 0) {
        return places[place] - 1;
      }
      place = (place + 1) & (places.length - 1);
    }
    return ABSENT;
  }

  /// Where the second word of a text of 8 to 24 bytes is: amid the first and the last, so that none
  /// of its bytes is missing.
  private static int second(int length) {
    return (length - 8) / 2;
  }

  /// All words count: names may well be alike in one of them.
  private int place(long first, long second, long last) {
    long hash = ((last * FACTOR ^ second) * FACTOR ^ first) * FACTOR;
    return (int) (hash >>> 32) & (places.length - 1);
  }

  private int add(String name) {
    int number = size++;
    if (number == names.length) {
      names = Arrays.copyOf(names, 2 * number);
      spellings = Arrays.copyOf(spellings, spellings.length * 2);
    }
    names[number] = name;
    return number;
  }

  private int addSpelled(byte[] text, int from, int to) {
    int length = to - from;
    int number = add(new String(text, from, length, ISO_8859_1));
    int spelling = number * STRIDE;
    spellings[spelling] = length;
    spellings[spelling + 1] = Ascii.word(text, from);
    spellings[spelling + 2] = Ascii.word(text, from + second(length));
    spellings[spelling + 3] = Ascii.word(text, to - 8);
    if (2 * size > places.length) {
      places = new int[4 * places.length];
      for (int each = 0; each < number; each++) {
        occupy(each);
      }
    }
    occupy(number);
    return number;
  }

  /// Makes a name be found, if it has a spelling.
  private void occupy(int number) {
    int spelling = number * STRIDE;
    if (spellings[spelling] == 0) {
      return;
    }
    int place = place(spellings[spelling + 1], spellings[spelling + 2], spellings[spelling + 3]);
    while (places[place] != 0) {
      place = (place + 1) & (places.length - 1);
    }
    places[place] = number + 1;
  }
}
