package io.flowverdict.core.bulk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bounded map whose keys are two numbers. Mutable.
final class LongKeys<V> {

  private static final int STRIDE = 2;
  private static final long FACTOR_A = 0x9E37_79B9_7F4A_7C15L;
  private static final long FACTOR_B = 0xC2B2_AE3D_27D4_EB4FL;

  private final int most;
  private int size;

  /// By hash, each key in the place of its value. There are at least twice as many places as
  /// values.
  private long[] keys;

  private @Nullable V[] values;

  /// @param most how many entries there can be
  LongKeys(int most) {
    this.most = most;
    this.keys = new long[256 * STRIDE];
    this.values = places(256);
  }

  @SuppressWarnings("unchecked")
  private static <V> @Nullable V[] places(int count) {
    return (V[]) new Object[count];
  }

  /// {@return the value of a key; null when there is none}
  @Nullable V get(long a, long b) {
    return values[place(a, b)];
  }

  /// The place of a key, or the empty one where it would be.
  private int place(long a, long b) {
    int mask = values.length - 1;
    int place = (int) hash(a, b) & mask;
    while (values[place] != null && !isAt(place * STRIDE, a, b)) {
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

  /// {@return how many entries there are}
  int size() {
    return size;
  }

  /// {@return whether the next entry has no room: then the map must be cleared before}
  boolean isFull() {
    return size == most;
  }

  /// Adds an entry whose key is not in the map.
  void add(long a, long b, V value) {
    if (2 * ++size > values.length) {
      grow();
    }
    put(a, b, value);
  }

  private void put(long a, long b, V value) {
    int place = place(a, b);
    int key = place * STRIDE;
    keys[key] = a;
    keys[key + 1] = b;
    values[place] = value;
  }

  private void grow() {
    long[] grownKeys = keys;
    @Nullable V[] grownValues = values;
    keys = new long[2 * grownKeys.length];
    values = places(2 * grownValues.length);
    for (int i = 0; i < grownValues.length; i++) {
      V value = grownValues[i];
      if (value != null) {
        int key = i * STRIDE;
        put(grownKeys[key], grownKeys[key + 1], value);
      }
    }
  }

  /// {@return the values, in no order}
  List<V> values() {
    List<V> all = new ArrayList<>(size);
    for (V value : values) {
      if (value != null) {
        all.add(value);
      }
    }
    return all;
  }

  void clear() {
    size = 0;
    Arrays.fill(values, null);
  }
}
