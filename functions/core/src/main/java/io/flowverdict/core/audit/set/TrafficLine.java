package io.flowverdict.core.audit.set;

import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All that a rule can tell apart in a packet but its peer, on one line of numbers: protocols in
/// the order of their numbers, TCP and UDP with a point for each port, ICMP and ICMPv6 with one for
/// each type and code, any other protocol with a single point. So what a rule is about is one
/// stretch of the line.
public final class TrafficLine {

  /// The points of a protocol that has ports or types.
  private static final int POINTS = PortRange.MAX_PORT + 1;

  private static final int CODES = 256;

  /// The number of points on the line.
  static final int SIZE = first(255) + points(255);

  /// Where the messages of ICMP and ICMPv6 are, with the addresses between which they exist; in
  /// their order.
  static final Map<Stretch, AddressSet> ICMP = messages();

  private TrafficLine() {}

  private static Map<Stretch, AddressSet> messages() {
    Map<Stretch, AddressSet> messages = new LinkedHashMap<>();
    messages.put(whole(Protocol.ICMP), AddressSet.all(IpFamily.IPV4));
    messages.put(whole(Protocol.ICMPV6), AddressSet.all(IpFamily.IPV6));
    return Collections.unmodifiableMap(messages);
  }

  /// A stretch of the line.
  ///
  /// @param to the point after the last one
  public record Stretch(int from, int to) {
    public Stretch {
      if (from < 0 || from >= to || to > SIZE) {
        throw new IllegalArgumentException("No stretch of the line: " + from + " to " + to);
      }
    }

    public boolean contains(Stretch other) {
      return from <= other.from && other.to <= to;
    }

    public boolean overlaps(Stretch other) {
      return from < other.to && other.from < to;
    }
  }

  /// {@return where this traffic is on the line}
  public static Stretch of(Traffic traffic) {
    return switch (traffic) {
      case Traffic.All() -> new Stretch(0, SIZE);
      case Traffic.Whole(Protocol protocol) -> whole(protocol);
      case Traffic.Ports(Protocol protocol, PortRange ports) ->
          within(protocol, ports.from(), ports.to());
      case Traffic.Icmp(Protocol protocol, int type, int code) -> {
        if (type == Traffic.Icmp.ANY) {
          yield whole(protocol);
        }
        yield code == Traffic.Icmp.ANY
            ? within(protocol, type * CODES, type * CODES + CODES - 1)
            : within(protocol, type * CODES + code, type * CODES + code);
      }
    };
  }

  private static Stretch whole(Protocol protocol) {
    int first = first(protocol.number());
    return new Stretch(first, first + points(protocol.number()));
  }

  private static Stretch within(Protocol protocol, int from, int to) {
    int first = first(protocol.number());
    return new Stretch(first + from, first + to + 1);
  }

  /// {@return the point of a TCP or UDP port}
  public static int point(Protocol protocol, int port) {
    return first(protocol.number()) + port;
  }

  private static int first(int protocol) {
    int first = protocol;
    for (Protocol wide : List.of(Protocol.ICMP, Protocol.TCP, Protocol.UDP, Protocol.ICMPV6)) {
      first += wide.number() < protocol ? POINTS - 1 : 0;
    }
    return first;
  }

  private static int points(int number) {
    Protocol protocol = new Protocol(number);
    return protocol.hasPorts() || protocol.isIcmp() ? POINTS : 1;
  }

  /// {@return what rules call this stretch: the fewest rules that together are about just that}
  public static List<Traffic> traffic(Stretch stretch) {
    if (stretch.from() == 0 && stretch.to() == SIZE) {
      return List.of(new Traffic.All());
    }
    List<Traffic> found = new ArrayList<>();
    for (int number = 0; number < 256; number++) {
      int first = first(number);
      int from = Math.max(stretch.from(), first);
      int to = Math.min(stretch.to(), first + points(number));
      if (from < to) {
        add(new Protocol(number), from - first, to - first, found);
      }
    }
    return found;
  }

  private static void add(Protocol protocol, int from, int to, List<Traffic> found) {
    if (to - from == points(protocol.number())) {
      found.add(Traffic.allOf(protocol));
    } else if (protocol.hasPorts()) {
      found.add(new Traffic.Ports(protocol, new PortRange(from, to - 1)));
    } else {
      addMessages(protocol, from, to, found);
    }
  }

  private static void addMessages(Protocol protocol, int from, int to, List<Traffic> found) {
    int next = from;
    while (next < to) {
      boolean wholeType = next % CODES == 0 && next + CODES <= to;
      int code = wholeType ? Traffic.Icmp.ANY : next % CODES;
      found.add(new Traffic.Icmp(protocol, next / CODES, code));
      next += wholeType ? CODES : 1;
    }
  }
}
