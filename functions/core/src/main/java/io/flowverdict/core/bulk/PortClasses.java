package io.flowverdict.core.bulk;

import io.flowverdict.core.net.PortRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Ports that are in the same of some ranges, so that no rule with these ranges tells them apart.
final class PortClasses {

  private static final char SEVERAL = 0;

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
    TreeMap<Integer, List<PortRange>> begin = new TreeMap<>();
    TreeMap<Integer, List<PortRange>> end = new TreeMap<>();
    TreeSet<Integer> bounds = new TreeSet<>();
    for (PortRange range : new HashSet<>(ranges)) {
      begin.computeIfAbsent(range.from(), _ -> new ArrayList<>()).add(range);
      end.computeIfAbsent(range.to() + 1, _ -> new ArrayList<>()).add(range);
      bounds.add(range.from());
      bounds.add(range.to() + 1);
    }
    bounds.remove(0);
    bounds.remove(PortRange.MAX_PORT + 1);
    classes = new int[bounds.size() + 1];
    TreeSet<PortRange> holding = new TreeSet<>(begin.getOrDefault(0, List.of()));
    Map<List<PortRange>, Integer> numbers = new HashMap<>();
    int count = 0;
    classes[count++] = number(numbers, holding);
    for (int bound : bounds) {
      end.getOrDefault(bound, List.of()).forEach(holding::remove);
      holding.addAll(begin.getOrDefault(bound, List.of()));
      cuts[bound / Long.SIZE] |= 1L << bound;
      classes[count++] = number(numbers, holding);
    }
    for (int i = 1; i < cuts.length; i++) {
      before[i] = (char) (before[i - 1] + Long.bitCount(cuts[i - 1]));
    }
    for (int i = 0; i < cuts.length; i++) {
      int ofFirst = classes[before[i] + (int) (cuts[i] & 1)];
      ofWord[i] = (cuts[i] & ~1L) == 0 && ofFirst <= Character.MAX_VALUE ? (char) ofFirst : SEVERAL;
    }
  }

  private static int number(Map<List<PortRange>, Integer> numbers, Set<PortRange> holding) {
    return numbers.computeIfAbsent(List.copyOf(holding), _ -> numbers.size() + 1);
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
