package io.flowverdict.core.net;

/// A closed range of TCP or UDP ports.
///
/// @param from the first port, 0 to 65535
/// @param to the last port, not below `from`
public record PortRange(int from, int to) implements Comparable<PortRange> {

  /// The highest port number.
  public static final int MAX_PORT = 65_535;

  /// Every port.
  public static final PortRange ALL = new PortRange(0, MAX_PORT);

  public PortRange {
    if (from < 0 || to > MAX_PORT || from > to) {
      throw new IllegalArgumentException("Not a port range: " + from + "-" + to);
    }
  }

  /// {@return the range of this one port}
  public static PortRange of(int port) {
    return new PortRange(port, port);
  }

  public boolean contains(int port) {
    return from <= port && port <= to;
  }

  public boolean contains(PortRange other) {
    return from <= other.from && other.to <= to;
  }

  public boolean overlaps(PortRange other) {
    return from <= other.to && other.from <= to;
  }

  /// {@return the number of ports in the range}
  public int size() {
    return to - from + 1;
  }

  @Override
  public int compareTo(PortRange other) {
    return from != other.from ? Integer.compare(from, other.from) : Integer.compare(to, other.to);
  }

  /// The text of the range: `443`, or `1024-65535`.
  @Override
  public String toString() {
    return from == to ? Integer.toString(from) : from + "-" + to;
  }
}
