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
  void keysHaveNumbersInTheirOrder() {
    LongKeys keys = new LongKeys(5_000);
    for (int key = 0; key < 5_000; key++) {
      assertThat(keys.isFull()).isFalse();
      assertThat(keys.find(key % 77, key / 7)).isEqualTo(LongKeys.NONE);
      assertThat(keys.add(key % 77, key / 7)).isEqualTo(key);
    }
    assertThat(keys.isFull()).isTrue();
    for (int key = 0; key < 5_000; key++) {
      assertThat(keys.find(key % 77, key / 7)).isEqualTo(key);
    }
    assertThat(keys.find(0, 5_000)).isEqualTo(LongKeys.NONE);
  }

  @Test
  void nothingIsFoundOfWhatIsForgotten() {
    LongKeys keys = new LongKeys(2);
    keys.add(1, 2);
    keys.add(3, 4);
    keys.clear();

    assertThat(keys.find(1, 2)).isEqualTo(LongKeys.NONE);
    assertThat(keys.add(3, 4)).isZero();
    assertThat(keys.find(3, 4)).isZero();
  }
}
