package io.flowverdict.infra;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Maps that keep the order they are written in, which those of `Map.of` change from run to run:
/// the same settings make the same template, to the letter.
final class Ordered {
  private Ordered() {}

  static <V> Map<String, V> map(String key1, V value1, String key2, V value2) {
    Map<String, V> map = new LinkedHashMap<>();
    map.put(key1, value1);
    map.put(key2, value2);
    return Collections.unmodifiableMap(map);
  }

  static <V> Map<String, V> map(
      String key1, V value1, String key2, V value2, String key3, V value3) {
    Map<String, V> map = new LinkedHashMap<>(map(key1, value1, key2, value2));
    map.put(key3, value3);
    return Collections.unmodifiableMap(map);
  }
}
