package io.flowverdict.core.explain;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.Internet;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;

/// The prefix lists of AWS services that a configuration names without their entries.
final class UnreadLists {

  /// By their names, `com.amazonaws.global.ipv6.cloudfront.origin-facing`.
  private static final String OF_IPV6 = ".ipv6.";

  private UnreadLists() {}

  /// {@return that a single address of the Internet may be one of a service, whose addresses
  /// change, as a sentence; empty where no list may hold it that is not known to}
  static Optional<String> mayHold(Cidr cidr, Snapshot snapshot) {
    boolean single = cidr.length() == cidr.family().bits();
    if (!single || !new Internet(snapshot).contains(cidr.network()) || isKnown(cidr, snapshot)) {
      return Optional.empty();
    }
    List<PrefixList> unread =
        snapshot.prefixLists().values().stream()
            .filter(PrefixList::isManagedByAws)
            .filter(each ->
                each.cidrs() == null || snapshot.incomplete().prefixLists().contains(each.id()))
            .filter(each -> mayBeOf(each, cidr.family()))
            .toList();
    return unread.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s may be an address of %s, which has others: the configuration lacks the entries (aws ec2 get-managed-prefix-list-entries)."
                .formatted(
                    cidr.network(),
                    Wording.bounded(unread.stream().map(UnreadLists::named).toList(), " or ")));
  }

  /// Whether it is an address of an interface, or of a list whose entries are there.
  private static boolean isKnown(Cidr cidr, Snapshot snapshot) {
    return snapshot.interfaces().values().stream()
            .anyMatch(each ->
                each.owns(cidr.network()) || each.publicAddresses().contains(cidr.network()))
        || snapshot.prefixLists().values().stream()
            .anyMatch(each -> each.isManagedByAws() && each.contains(cidr.network()));
  }

  private static boolean mayBeOf(PrefixList list, IpFamily family) {
    String name = list.name();
    return name == null || family == IpFamily.IPV6 || !name.contains(OF_IPV6);
  }

  private static String named(PrefixList list) {
    return Wording.orUnknown(list.name(), list.id()) + " (" + list.id() + ")";
  }
}
