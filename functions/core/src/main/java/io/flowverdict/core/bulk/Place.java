package io.flowverdict.core.bulk;

import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.judge.UnfilteredTraffic;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Subnet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An interface as judging sees it: which end of a record it owns, and how its subnet stands to an
/// address. Where nothing else is to be told apart, records of interfaces with the same number are
/// judged alike.
final class Place {

  /// Which way a record goes at the interface: not told, as the interface is not known.
  static final int UNKNOWN = 0;

  static final int INGRESS = FlowColumns.INGRESS;
  static final int EGRESS = FlowColumns.EGRESS;

  /// The interface owns both ends, or neither.
  static final int UNCLEAR = 3;

  /// How the subnet stands to an address.
  static final int OUTSIDE = 0;

  static final int INSIDE = 1;
  static final int ROUTER = 2;

  private static final long NO_IPV4 = -1;

  /// The interface's own number.
  final int index;

  /// Equal for interfaces whose records are judged alike.
  final int number;

  /// Which ports the rules at the interface tell apart.
  final PeerPorts ports;

  private final @Nullable NetworkInterface at;

  /// The interface's own IPv4 addresses: the first one, if any, and all.
  private final long primary;

  private final long[] own;
  private final boolean hasOnlyPrimary;

  private final @Nullable Subnet subnet;
  private final @Nullable IpAddress router;
  private final long routerIpv4;

  /// The subnet's IPv4 block, if it is the only one.
  private final long network;

  private final long mask;

  /// @param at null when the configuration does not hold it
  Place(
      int index,
      int number,
      PeerPorts ports,
      @Nullable NetworkInterface at,
      @Nullable Subnet subnet) {
    this.index = index;
    this.number = number;
    this.ports = ports;
    this.at = at;
    this.own =
        at == null
            ? new long[0]
            : at.addresses().stream()
                .filter(each -> each.family() == IpFamily.IPV4)
                .mapToLong(IpAddress::low)
                .toArray();
    this.primary = own.length == 0 ? NO_IPV4 : own[0];
    this.hasOnlyPrimary = own.length < 2 && (at == null || at.delegatedPrefixes().isEmpty());
    this.subnet = subnet;
    this.router = subnet == null ? null : UnfilteredTraffic.router(subnet).orElse(null);
    this.routerIpv4 = router == null ? NO_IPV4 : router.low();
    List<Cidr> blocks =
        subnet == null
            ? List.of()
            : subnet.cidrs().stream().filter(each -> each.family() == IpFamily.IPV4).toList();
    boolean single = blocks.size() == 1;
    this.mask = single ? -1L << (IpFamily.IPV4.bits() - blocks.getFirst().length()) : 0;
    this.network = single ? blocks.getFirst().network().low() : NO_IPV4;
  }

  /// {@return which way a row of the interface goes}
  int way(FlowColumns columns, int row) {
    int recorded = columns.direction[row];
    if (recorded != FlowColumns.ABSENT) {
      return recorded;
    }
    if (at == null) {
      return UNKNOWN;
    }
    int sends = owns(at, columns.source, row) | owns(at, columns.packetSource, row);
    int receives = owns(at, columns.destination, row) | owns(at, columns.packetDestination, row);
    return sends == receives ? UNCLEAR : INGRESS + sends;
  }

  /// {@return which way a record with IPv4 addresses goes that does not tell it}
  int wayOfIpv4(long from, long packetFrom, long to, long packetTo) {
    if (at == null) {
      return UNKNOWN;
    }
    int sends = ownsIpv4(at, from) | ownsIpv4(at, packetFrom);
    int receives = ownsIpv4(at, to) | ownsIpv4(at, packetTo);
    return sends == receives ? UNCLEAR : INGRESS + sends;
  }

  /// 1 if the interface owns an address of a row, else 0: a number, as it is as often one as the
  /// other.
  private int owns(NetworkInterface known, AddressColumn column, int row) {
    return switch (column.family[row]) {
      case AddressColumn.ABSENT -> 0;
      case AddressColumn.IPV4 -> ownsIpv4(known, column.low[row]);
      default -> known.owns(column.address(row)) ? 1 : 0;
    };
  }

  private int ownsIpv4(NetworkInterface known, long address) {
    int isPrimary = address == primary ? 1 : 0;
    return hasOnlyPrimary ? isPrimary : isPrimary | ownsAnother(known, address);
  }

  private int ownsAnother(NetworkInterface known, long address) {
    for (int i = 1; i < own.length; i++) {
      if (own[i] == address) {
        return 1;
      }
    }
    return !known.delegatedPrefixes().isEmpty() && known.owns(IpAddress.ipv4((int) address))
        ? 1
        : 0;
  }

  /// {@return how the interface's subnet stands to an address of a row: [#OUTSIDE] also when either
  /// is not known}
  int subnet(AddressColumn column, int row) {
    return switch (column.family[row]) {
      case AddressColumn.ABSENT -> OUTSIDE;
      case AddressColumn.IPV4 -> subnetOfIpv4(column.low[row]);
      default -> subnet(column.address(row));
    };
  }

  /// {@return how the interface's subnet stands to an IPv4 address: a sum, as one cannot be
  /// foretold from the one before}
  int subnetOfIpv4(long address) {
    if (network < 0) {
      return subnet(IpAddress.ipv4((int) address));
    }
    int isInside = (address & mask) == network ? INSIDE : OUTSIDE;
    int isRouter = address == routerIpv4 ? ROUTER - INSIDE : 0;
    return isInside + isRouter;
  }

  private int subnet(IpAddress address) {
    if (subnet == null || !subnet.contains(address)) {
      return OUTSIDE;
    }
    return address.equals(router) ? ROUTER : INSIDE;
  }
}
