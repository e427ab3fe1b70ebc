package io.flowverdict.core.audit.set;

import io.flowverdict.core.audit.set.TrafficLine.Stretch;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A set of packets in one direction, as rules see them: for each point of the [TrafficLine] the
/// peers. A rule or an entry is a box in it (a stretch by an address set) without the packets that
/// do not exist: ICMP between IPv6 addresses and ICMPv6 between IPv4 addresses. Unions,
/// intersections and differences of boxes are exact. Equal sets have equal representations.
public final class TrafficSet {

  /// No packet.
  public static final TrafficSet EMPTY =
      new TrafficSet(new int[] {0}, new AddressSet[] {AddressSet.EMPTY});

  /// Every packet.
  public static final TrafficSet ALL = of(new Traffic.All(), AddressSet.ALL);

  /// Where the peers change; the first is 0.
  private final int[] starts;

  /// The peers from each start on; neighbours differ.
  private final AddressSet[] peers;

  private TrafficSet(int[] starts, AddressSet[] peers) {
    this.starts = starts;
    this.peers = peers;
  }

  /// A stretch of the line with the peers that all of it has.
  ///
  /// @param peers not empty
  public record Slab(Stretch stretch, AddressSet peers) {}

  /// {@return the packets of this traffic with these peers}
  public static TrafficSet of(Traffic traffic, AddressSet peers) {
    return of(TrafficLine.of(traffic), peers);
  }

  /// {@return the packets on this stretch with these peers}
  public static TrafficSet of(Stretch stretch, AddressSet peers) {
    Collector built = new Collector(3 + 2 * TrafficLine.ICMP.size());
    built.add(0, AddressSet.EMPTY);
    built.add(stretch.from(), peers);
    TrafficLine.ICMP.forEach((messages, family) -> {
      if (stretch.overlaps(messages)) {
        built.add(Math.max(stretch.from(), messages.from()), peers.intersect(family));
        if (messages.to() < stretch.to()) {
          built.add(messages.to(), peers);
        }
      }
    });
    if (stretch.to() < TrafficLine.SIZE) {
      built.add(stretch.to(), AddressSet.EMPTY);
    }
    return built.build();
  }

  /// {@return the packets that are in any of the sets}
  public static TrafficSet unionOf(List<TrafficSet> sets) {
    if (sets.size() <= 1) {
      return sets.isEmpty() ? EMPTY : sets.getFirst();
    }
    int half = sets.size() / 2;
    return unionOf(sets.subList(0, half)).union(unionOf(sets.subList(half, sets.size())));
  }

  public TrafficSet union(TrafficSet other) {
    return combine(other, AddressSet::union);
  }

  public TrafficSet intersect(TrafficSet other) {
    return combine(other, AddressSet::intersect);
  }

  /// {@return the packets of this set that are not in the other one}
  public TrafficSet minus(TrafficSet other) {
    return combine(other, AddressSet::minus);
  }

  private TrafficSet combine(TrafficSet other, BinaryOperator<AddressSet> operation) {
    Collector built = new Collector(starts.length + other.starts.length);
    int i = 0;
    int j = 0;
    while (i < starts.length || j < other.starts.length) {
      int one = i < starts.length ? starts[i] : Integer.MAX_VALUE;
      int two = j < other.starts.length ? other.starts[j] : Integer.MAX_VALUE;
      i += one <= two ? 1 : 0;
      j += two <= one ? 1 : 0;
      built.add(Math.min(one, two), operation.apply(peers[i - 1], other.peers[j - 1]));
    }
    return built.build();
  }

  /// {@return the packets of this set whose peers the function keeps}
  public TrafficSet mapPeers(UnaryOperator<AddressSet> function) {
    Collector built = new Collector(starts.length);
    for (int i = 0; i < starts.length; i++) {
      built.add(starts[i], function.apply(peers[i]));
    }
    return built.build();
  }

  /// {@return the packets of this set that are on the stretch}
  public TrafficSet on(Stretch stretch) {
    return intersect(of(stretch, AddressSet.ALL));
  }

  public boolean isEmpty() {
    return starts.length == 1 && peers[0].isEmpty();
  }

  /// {@return whether every packet of the other set is in this one}
  public boolean containsAll(TrafficSet other) {
    return other.minus(this).isEmpty();
  }

  public boolean overlaps(TrafficSet other) {
    return !intersect(other).isEmpty();
  }

  /// {@return the peers at a point of the line}
  public AddressSet peersAt(int point) {
    int found = Arrays.binarySearch(starts, point);
    return peers[found >= 0 ? found : -found - 2];
  }

  /// {@return the peers of any of the packets}
  public AddressSet allPeers() {
    return AddressSet.unionOf(List.of(peers));
  }

  /// {@return the peers that are in the set at every point of the stretch}
  public AddressSet peersThroughout(Stretch stretch) {
    AddressSet common = AddressSet.ALL;
    for (int i = 0; i < starts.length; i++) {
      int end = i + 1 < starts.length ? starts[i + 1] : TrafficLine.SIZE;
      if (starts[i] < stretch.to() && stretch.from() < end) {
        common = common.intersect(peers[i]);
      }
    }
    return common;
  }

  /// {@return the parts of the line that have peers, in their order}
  public List<Slab> slabs() {
    List<Slab> slabs = new ArrayList<>();
    for (int i = 0; i < starts.length; i++) {
      if (!peers[i].isEmpty()) {
        int end = i + 1 < starts.length ? starts[i + 1] : TrafficLine.SIZE;
        slabs.add(new Slab(new Stretch(starts[i], end), peers[i]));
      }
    }
    return slabs;
  }

  /// {@return what rules call the parts of the line that have peers; all traffic where these lack
  /// nothing but a protocol that does not exist in their address family}
  public List<Traffic> traffic() {
    TrafficSet parts = parts();
    if (parts.equals(of(new Traffic.All(), allPeers()).parts())) {
      return isEmpty() ? List.of() : List.of(new Traffic.All());
    }
    return parts.slabs().stream()
        .flatMap(slab -> TrafficLine.traffic(slab.stretch()).stream())
        .toList();
  }

  /// The parts of the line that have peers, with every address.
  private TrafficSet parts() {
    return mapPeers(each -> each.isEmpty() ? each : AddressSet.ALL);
  }

  /// Collects starts in their order and leaves out those that change nothing.
  private static final class Collector {
    private final int[] starts;
    private final AddressSet[] peers;
    private int size;

    Collector(int atMost) {
      starts = new int[atMost];
      peers = new AddressSet[atMost];
    }

    void add(int start, AddressSet from) {
      if (size > 0 && starts[size - 1] == start) {
        size--;
      }
      if (size == 0 || !peers[size - 1].equals(from)) {
        starts[size] = start;
        peers[size] = from;
        size++;
      }
    }

    TrafficSet build() {
      return new TrafficSet(Arrays.copyOf(starts, size), Arrays.copyOf(peers, size));
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TrafficSet set
        && Arrays.equals(starts, set.starts)
        && Arrays.equals(peers, set.peers);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(starts) + Arrays.hashCode(peers);
  }

  @Override
  public String toString() {
    return slabs().toString();
  }
}
