package io.flowverdict.core.bulk;

import io.flowverdict.core.net.PortRange;

/// Ports that no rule of a set tells apart: between two bounds of the rules' ranges. Mutable until
/// [#end()].
final class PortClasses {

  private final long[] cuts = new long[(PortRange.MAX_PORT + 1) / Long.SIZE];
  private final char[] before = new char[cuts.length];

  /// Tells the ports of a range from the others.
  void add(PortRange range) {
    cut(range.from());
    cut(range.to() + 1);
  }

  private void cut(int port) {
    if (port > 0 && port <= PortRange.MAX_PORT) {
      cuts[port / Long.SIZE] |= 1L << port;
    }
  }

  /// Makes [#of(int)] usable, after the last range.
  void end() {
    for (int i = 1; i < cuts.length; i++) {
      before[i] = (char) (before[i - 1] + Long.bitCount(cuts[i - 1]));
    }
  }

  /// {@return the class of a port; 0 for a negative one, which is not recorded}
  int of(int port) {
    if (port < 0) {
      return 0;
    }
    int index = port / Long.SIZE;
    return 1
        + before[index]
        + Long.bitCount(cuts[index] & -1L >>> (Long.SIZE - 1 - port % Long.SIZE));
  }
}
