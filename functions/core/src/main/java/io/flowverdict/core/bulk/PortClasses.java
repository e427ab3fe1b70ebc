package io.flowverdict.core.bulk;

import io.flowverdict.core.net.PortRange;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Ports that are in the same of some ranges, so that no rule with these ranges tells them apart.
final class PortClasses {

  private static final char SEVERAL = 0;
  private static final int PORT_SHIFT = 32;

  /// One bit for each port at which the ranges that hold it become others.
  private final long[] cuts = new long[(PortRange.MAX_PORT + 1) / Long.SIZE];

  /// How many cuts there are in the words before.
  private final char[] before = new char[cuts.length];

  /// The class by the number of cuts up to a port.
  private final int[] classes;

  /// The class of all ports of a word, which most words have; [#SEVERAL] where there is a cut
  /// inside.
  private final char[] ofWord = new char[cuts.length];

  PortClasses(Set<PortRange> ranges) {
    long[] changes = changes(List.copyOf(ranges));
    Map<List<Integer>, Integer> numbers = new HashMap<>();
    BitSet holding = new BitSet(ranges.size());
    int[] byCuts = new int[changes.length + 1];
    int count = 0;
    for (int i = 0; i <= changes.length; i++) {
      int port = i < changes.length ? (int) (changes[i] >>> PORT_SHIFT) : PortRange.MAX_PORT + 1;
      int portBefore = i == 0 ? 0 : (int) (changes[i - 1] >>> PORT_SHIFT);
      if (port != portBefore) {
        byCuts[count++] = number(numbers, holding);
        if (port > PortRange.MAX_PORT) {
          break;
        }
        cuts[port / Long.SIZE] |= 1L << port;
      }
      holding.flip((int) changes[i]);
    }
    classes = Arrays.copyOf(byCuts, count);
    countCuts();
  }

  /// The ports at which a range begins or has just ended, each above the number of the range,
  /// sorted.
  private static long[] changes(List<PortRange> ranges) {
    return IntStream.range(0, ranges.size())
        .mapToObj(i ->
            LongStream.of(ranges.get(i).from(), ranges.get(i).to() + 1L)
                .map(port -> port << PORT_SHIFT | i))
        .flatMapToLong(each -> each)
        .sorted()
        .toArray();
  }

  /// The class of the ports that these ranges hold, of which there are few.
  private static int number(Map<List<Integer>, Integer> numbers, BitSet holding) {
    return numbers.computeIfAbsent(holding.stream().boxed().toList(), _ -> numbers.size() + 1);
  }

  private void countCuts() {
    for (int i = 1; i < cuts.length; i++) {
      before[i] = (char) (before[i - 1] + Long.bitCount(cuts[i - 1]));
    }
    for (int i = 0; i < cuts.length; i++) {
      int ofFirst = classes[before[i] + (int) (cuts[i] & 1)];
      ofWord[i] = (cuts[i] & ~1L) == 0 && ofFirst <= Character.MAX_VALUE ? (char) ofFirst : SEVERAL;
    }
  }

  /// {@return the class of a port, 1 or more; 0 for a negative one, which is not recorded}
  int of(int port) {
    if (port < 0) {
      return 0;
    }
    int word = port >>> 6;
    int ofAll = ofWord[word];
    if (ofAll != SEVERAL) {
      return ofAll;
    }
    long upTo = -1L >>> (Long.SIZE - 1 - port % Long.SIZE);
    return classes[before[word] + Long.bitCount(cuts[word] & upTo)];
  }
}
