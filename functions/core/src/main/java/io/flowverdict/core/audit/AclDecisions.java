package io.flowverdict.core.audit;

import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What each entry of a network ACL decides in one direction, by itself and after the entries
/// before it.
///
/// @param decided in the order of evaluation; AWS's closing entries come last, listed or not
record AclDecisions(NetworkAcl acl, Direction direction, List<Decided> decided) {

  AclDecisions {
    decided = List.copyOf(decided);
  }

  /// One entry.
  ///
  /// @param matches all that it matches
  /// @param wins what it matches and no earlier entry does
  record Decided(NetworkAclEntry entry, TrafficSet matches, TrafficSet wins) {

    boolean allows() {
      return entry.effect() == NetworkAclEntry.Effect.ALLOW;
    }
  }

  static AclDecisions of(NetworkAcl acl, Direction direction) {
    Stream<NetworkAclEntry> own =
        acl.entries().stream()
            .filter(entry -> entry.direction() == direction && !entry.isImplicitDeny());
    Stream<NetworkAclEntry> closing =
        Arrays.stream(IpFamily.values())
            .map(family -> NetworkAclEntry.implicitDeny(direction, family));
    List<Decided> decided = new ArrayList<>();
    TrafficSet seen = TrafficSet.EMPTY;
    for (NetworkAclEntry entry : Stream.concat(own, closing).toList()) {
      TrafficSet matches = TrafficSet.of(entry.traffic(), AddressSet.of(entry.cidr()));
      decided.add(new Decided(entry, matches, matches.minus(seen)));
      seen = seen.union(matches);
    }
    return new AclDecisions(acl, direction, decided);
  }

  /// {@return the traffic that it lets pass}
  TrafficSet allowed() {
    return TrafficSet.unionOf(decided.stream().filter(Decided::allows).map(Decided::wins).toList());
  }

  /// {@return whether a customer made entries for this family}
  boolean hasEntries(IpFamily family) {
    return decided.stream()
        .map(Decided::entry)
        .anyMatch(entry -> entry.cidr().family() == family && !entry.isImplicitDeny());
  }

  /// {@return the entries that deny any of this traffic, in the order of evaluation}
  List<NetworkAclEntry> denying(TrafficSet traffic) {
    return decided.stream()
        .filter(each -> !each.allows() && each.wins().overlaps(traffic))
        .map(Decided::entry)
        .toList();
  }

  /// {@return an entry as findings name it: `egress entry 100`}
  static String name(NetworkAclEntry entry) {
    return entry.direction() + " entry " + entry.name();
  }
}
