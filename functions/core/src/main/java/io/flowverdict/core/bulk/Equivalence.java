package io.flowverdict.core.bulk;

import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.judge.NetworkAclLayer;
import io.flowverdict.core.judge.UnfilteredTraffic;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.snapshot.AddressOwners;
import io.flowverdict.core.snapshot.InterfaceType;
import io.flowverdict.core.snapshot.Internet;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Subnet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which interfaces, addresses and ports judging by a snapshot cannot tell apart. Two records are
/// judged alike if their [Place]s have the same number, they go the same way, the [Place]'s subnet
/// stands to their peers alike, the peers' addresses and the ports are of the same classes, and the
/// records are equal otherwise. Mutable, as most is found out when it is asked for; for one thread.
final class Equivalence {

  private final Snapshot snapshot;
  private final Snapshot classified;
  private final NetworkAclLayer networkAcls;
  private final AddressClasses addresses;
  private final RulePorts portClasses;
  private final Map<Object, Place> examples = new HashMap<>();
  private final Map<String, Place> placesById = new HashMap<>();

  /// By the numbers that an object gives its interfaces.
  private @Nullable Place[] places = new Place[64];

  /// What judging looks at of an interface, beside its own addresses and its subnet's.
  ///
  /// @param classifiedType by the configuration that tells causes apart; null where that does not
  ///   have the interface
  private record Profile(
      Set<String> groupIds,
      @Nullable String vpcId,
      InterfaceType type,
      NetworkAclLayer.Border border,
      @Nullable InterfaceType classifiedType) {}

  /// @param classified a snapshot by which it shall be told as well whether an address is on the
  ///   Internet, and which type an interface has
  Equivalence(Snapshot snapshot, Snapshot classified) {
    this.snapshot = snapshot;
    this.classified = classified;
    this.networkAcls = new NetworkAclLayer(snapshot);
    this.portClasses = new RulePorts(snapshot, networkAcls);
    List<Cidr> blocks = blocks(snapshot);
    blocks.addAll(new Internet(snapshot).inside());
    blocks.addAll(new Internet(classified).inside());
    this.addresses =
        new AddressClasses(new Stretches(blocks, owned(snapshot)), new AddressOwners(snapshot));
  }

  private static List<Cidr> owned(Snapshot snapshot) {
    List<Cidr> owned = new ArrayList<>();
    for (NetworkInterface each : snapshot.interfaces().values()) {
      each.addresses().forEach(address -> owned.add(Cidr.of(address)));
      owned.addAll(each.delegatedPrefixes());
    }
    return owned;
  }

  private static List<Cidr> blocks(Snapshot snapshot) {
    List<Cidr> blocks = new ArrayList<>();
    for (PrefixList list : snapshot.prefixLists().values()) {
      if (list.cidrs() != null) {
        blocks.addAll(list.cidrs());
      }
    }
    for (NetworkAcl acl : snapshot.networkAcls().values()) {
      acl.entries().forEach(entry -> blocks.add(entry.cidr()));
    }
    for (SecurityGroup group : snapshot.securityGroups().values()) {
      for (SecurityGroupRule rule : group.rules()) {
        if (rule.peer() instanceof Peer.OfCidr(Cidr cidr)) {
          blocks.add(cidr);
        }
      }
    }
    UnfilteredTraffic.addresses(snapshot).forEach(address -> blocks.add(Cidr.of(address)));
    return blocks;
  }

  /// Which addresses cannot be told apart.
  AddressClasses addresses() {
    return addresses;
  }

  /// {@return the class of a source port: below 8}
  static int sourcePort(int port) {
    return RulePorts.WITHOUT_RULES.of(port);
  }

  /// Forgets the numbers of interfaces: those of the next object are others.
  void beginObject() {
    Arrays.fill(places, null);
  }

  /// Forgets the interfaces: their numbers will be others.
  void forgetInterfaces() {
    beginObject();
    placesById.clear();
    examples.clear();
  }

  /// How many interfaces were asked for: by every object since this was made.
  int interfaces() {
    return placesById.size();
  }

  /// {@return the place of a row that names its interface}
  Place place(FlowColumns columns, int row) {
    int number = columns.interfaceId[row];
    if (number >= places.length) {
      places = Arrays.copyOf(places, 2 * number);
    }
    Place known = places[number];
    if (known == null) {
      known = placesById.computeIfAbsent(columns.names().name(number), this::place);
      places[number] = known;
    }
    return known;
  }

  private Profile profile(NetworkInterface at) {
    NetworkInterface told = classified.interfaces().get(at.id());
    return new Profile(
        at.groupIds(),
        at.vpcId(),
        at.type(),
        networkAcls.border(at),
        told == null ? null : told.type());
  }

  private Place place(String id) {
    NetworkInterface at = snapshot.interfaces().get(id);
    Object alike = at == null ? id : profile(at);
    Subnet subnet =
        at == null || at.subnetId() == null ? null : snapshot.subnets().get(at.subnetId());
    int index = placesById.size();
    Place example = examples.get(alike);
    if (example != null) {
      return new Place(index, example.number, example.ports, at, subnet);
    }
    PeerPorts ports =
        at == null ? PeerPorts.WITHOUT_RULES : new PeerPorts(peer -> portClasses.of(at, peer));
    Place first = new Place(index, examples.size(), ports, at, subnet);
    examples.put(alike, first);
    return first;
  }
}
