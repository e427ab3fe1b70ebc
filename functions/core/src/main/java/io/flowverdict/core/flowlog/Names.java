package io.flowverdict.core.flowlog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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

  private volatile String[] names = new String[64];
  private int size;
  private final Map<String, Integer> numbers = new HashMap<>();

  private byte[][] spellings = new byte[64][];
  private int[] slots = new int[256];

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
    Integer known = numbers.get(name);
    return known != null ? known : add(name);
  }

  /// {@return the number of the name that is written in these bytes, which are ASCII}
  public int numberOf(byte[] text, int from, int to) {
    int mask = slots.length - 1;
    int slot = hash(text, from, to) & mask;
    while (slots[slot] != 0) {
      byte[] known = spellings[slots[slot] - 1];
      if (Arrays.equals(known, 0, known.length, text, from, to)) {
        return slots[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    return numberOf(new String(text, from, to - from, ISO_8859_1));
  }

  /// Ids differ in their last characters.
  private static int hash(byte[] text, int from, int to) {
    int hash = to - from;
    for (int i = Math.max(from, to - 12); i < to; i++) {
      hash = 31 * hash + text[i];
    }
    return hash ^ (hash >>> 15);
  }

  private int add(String name) {
    int number = size;
    if (number == names.length) {
      names = Arrays.copyOf(names, 2 * number);
      spellings = Arrays.copyOf(spellings, 2 * number);
    }
    names[number] = name;
    spellings[number] = name.getBytes(ISO_8859_1);
    numbers.put(name, number);
    size++;
    if (2 * size > slots.length) {
      slots = new int[4 * slots.length];
      for (int each = 0; each < number; each++) {
        place(each);
      }
    }
    place(number);
    return number;
  }

  private void place(int number) {
    byte[] spelling = spellings[number];
    int mask = slots.length - 1;
    int slot = hash(spelling, 0, spelling.length) & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = number + 1;
  }
}
