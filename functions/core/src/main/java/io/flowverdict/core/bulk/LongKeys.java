package io.flowverdict.core.bulk;

import java.util.Arrays;

/// Numbers pairs of numbers in the order in which they are added, from 0 on: a bounded map, of
/// which whoever uses it has the values by these numbers. Mutable.
final class LongKeys {

  /// The number of a key that was not added.
  static final int NONE = -1;

  private static final int STRIDE = 2;
  private static final int FIRST_KEYS = 64;

  /// How many places there are for each key at the least: they are small, and where most keys are
  /// in the first place that is looked at, a processor foretells that.
  private static final int PLACES_OF_KEY = 4;

  private static final long FACTOR_A = 0x9E37_79B9_7F4A_7C15L;
  private static final long FACTOR_B = 0xC2B2_AE3D_27D4_EB4FL;

  private final int most;
  private int size;

  /// By their numbers.
  private long[] keys = new long[FIRST_KEYS * STRIDE];

  /// By hash, one more than the number of a key; 0 where there is none.
  private int[] places = new int[FIRST_KEYS * PLACES_OF_KEY];

  /// @param most how many keys there can be
  LongKeys(int most) {
    this.most = most;
  }

  /// {@return the number of a key, or [#NONE]}
  int find(long a, long b) {
    return places[place(a, b)] - 1;
  }

  /// The place of a key, or the empty one where it would be.
  private int place(long a, long b) {
    int mask = places.length - 1;
    int place = (int) hash(a, b) & mask;
    while (places[place] != 0 && !isAt((places[place] - 1) * STRIDE, a, b)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private boolean isAt(int key, long a, long b) {
    return keys[key] == a && keys[key + 1] == b;
  }

  /// Numbers are small and alike, so each has a factor of its own: their bits must not cancel each
  /// other. The upper bits are mixed best.
  static long hash(long a, long b) {
    long sum = a * FACTOR_A + b * FACTOR_B;
    return ((sum ^ (sum >>> 32)) * FACTOR_A) >>> 24;
  }

  /// {@return how many keys there are}
  int size() {
    return size;
  }

  /// {@return whether the next key has no room: then the map must be cleared before}
  boolean isFull() {
    return size == most;
  }

  /// Adds a key that is not in the map: {@return its number}
  int add(long a, long b) {
    if (size * STRIDE == keys.length) {
      grow();
    }
    int number = size++;
    keys[number * STRIDE] = a;
    keys[number * STRIDE + 1] = b;
    occupy(number);
    return number;
  }

  private void occupy(int number) {
    places[place(keys[number * STRIDE], keys[number * STRIDE + 1])] = number + 1;
  }

  private void grow() {
    keys = Arrays.copyOf(keys, 2 * keys.length);
    places = new int[2 * places.length];
    for (int number = 0; number < size; number++) {
      occupy(number);
    }
  }

  void clear() {
    size = 0;
    Arrays.fill(places, 0);
  }
}
