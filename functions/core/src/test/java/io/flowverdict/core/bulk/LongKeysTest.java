package io.flowverdict.core.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LongKeysTest {

  /// Classes are small numbers, so that keys differ in a few bits of each half.
  @Test
  void keysOfSmallNumbersHaveHashesOfTheirOwn() {
    Set<Long> hashes = new HashSet<>();
    for (int key = 0; key < 1 << 16; key++) {
      long addresses = (long) (key & 15) << 32 | (key >>> 4 & 15);
      long ports = (long) (key >>> 8 & 15) << 32 | (key >>> 12);
      hashes.add(LongKeys.hash(addresses, ports));
    }
    assertThat(hashes).hasSize(1 << 16);
  }

  @Test
  void everyKeyFindsItsValue() {
    LongKeys<Integer> keys = new LongKeys<>(5_000);
    for (int key = 0; key < 5_000; key++) {
      assertThat(keys.isFull()).isFalse();
      keys.add(key % 77, key / 7, key);
    }
    assertThat(keys.isFull()).isTrue();
    for (int key = 0; key < 5_000; key++) {
      assertThat(keys.get(key % 77, key / 7)).isEqualTo(key);
    }
    assertThat(keys.get(0, 5_000)).isNull();
  }
}
