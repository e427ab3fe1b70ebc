package io.flowverdict.core.bulk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bounded map whose keys are four numbers. When it is full it is emptied. Mutable.
final class LongKeys<V> {

  private static final int STRIDE = 4;
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

  private final int most;
  private final List<V> values = new ArrayList<>();
  private long[] keys = new long[64 * STRIDE];

  /// By hash: half of the hash, and one more than the index of key and value; 0 where there is
  /// none.
  private long[] places = new long[256];

  /// @param most how many entries there can be
  LongKeys(int most) {
    this.most = most;
  }

  /// {@return the value of a key; null when there is none}
  @Nullable V get(long a, long b, long c, long d) {
    long hash = hash(a, b, c, d);
    int mask = places.length - 1;
    int place = (int) hash & mask;
    for (long held = places[place]; held != 0; held = places[place]) {
      if ((held ^ hash) >>> 32 == 0) {
        int index = (int) held - 1;
        int key = index * STRIDE;
        if (keys[key] == a && keys[key + 1] == b && keys[key + 2] == c && keys[key + 3] == d) {
          return values.get(index);
        }
      }
      place = (place + 1) & mask;
    }
    return null;
  }

  /// Numbers are small and alike, so each is mixed before the next is added: their bits must not
  /// cancel each other.
  static long hash(long a, long b, long c, long d) {
    return mix(mix(mix(mix(a) ^ b) ^ c) ^ d);
  }

  private static long mix(long number) {
    long mixed = number * FACTOR;
    return mixed ^ mixed >>> 32;
  }

  /// {@return whether the next entry has no room: then the map must be cleared before}
  boolean isFull() {
    return values.size() == most;
  }

  /// Adds an entry whose key is not in the map.
  void add(long a, long b, long c, long d, V value) {
    int index = values.size();
    int key = index * STRIDE;
    if (key == keys.length) {
      keys = Arrays.copyOf(keys, 2 * keys.length);
    }
    keys[key] = a;
    keys[key + 1] = b;
    keys[key + 2] = c;
    keys[key + 3] = d;
    values.add(value);
    if (2 * values.size() > places.length) {
      places = new long[4 * places.length];
      for (int each = 0; each < index; each++) {
        occupy(each);
      }
    }
    occupy(index);
  }

  private void occupy(int index) {
    int key = index * STRIDE;
    long hash = hash(keys[key], keys[key + 1], keys[key + 2], keys[key + 3]);
    int place = (int) hash & (places.length - 1);
    while (places[place] != 0) {
      place = (place + 1) & (places.length - 1);
    }
    places[place] = (hash & 0xFFFF_FFFF_0000_0000L) | (index + 1);
  }

  List<V> values() {
    return values;
  }

  void clear() {
    values.clear();
    Arrays.fill(places, 0);
  }
}
