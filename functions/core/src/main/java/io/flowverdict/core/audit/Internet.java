package io.flowverdict.core.audit;

import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The addresses of the Internet: of IPv4 the unicast addresses that are neither private nor set
/// apart (IANA's special-purpose registry), of IPv6 the global unicast block; without those of the
/// configuration's own VPCs.
final class Internet {

  /// The addresses of IPv6 that are global.
  static final Cidr GLOBAL_IPV6 = Cidr.parse("2000::/3");

  /// The share of the Internet from which on traffic is said to be open to it.
  private static final double OPEN = 0.25;

  private static final double WHOLE = 0.999;

  private static final AddressSet NOT_IN_IPV4 =
      AddressSet.of(
          Stream.of(
                  "0.0.0.0/8",
                  "10.0.0.0/8",
                  "100.64.0.0/10",
                  "127.0.0.0/8",
                  "169.254.0.0/16",
                  "172.16.0.0/12",
                  "192.0.0.0/24",
                  "192.0.2.0/24",
                  "192.168.0.0/16",
                  "198.18.0.0/15",
                  "198.51.100.0/24",
                  "203.0.113.0/24",
                  "224.0.0.0/3")
              .map(Cidr::parse)
              .toList());

  private static final AddressSet IPV4 = AddressSet.all(IpFamily.IPV4).minus(NOT_IN_IPV4);
  private static final AddressSet IPV6 =
      AddressSet.of(GLOBAL_IPV6).minus(AddressSet.of(Cidr.parse("2001:db8::/32")));

  private final AddressSet addresses;
  private final Map<IpFamily, Double> sizes = new EnumMap<>(IpFamily.class);

  Internet(Snapshot snapshot) {
    List<Cidr> own =
        snapshot.vpcs().values().stream().flatMap(vpc -> vpc.cidrs().stream()).toList();
    this.addresses = IPV4.union(IPV6).minus(AddressSet.of(own));
    for (IpFamily family : IpFamily.values()) {
      sizes.put(family, addresses.count(family));
    }
  }

  /// {@return the addresses of both families}
  AddressSet addresses() {
    return addresses;
  }

  /// {@return the share of the family's Internet that is in the set, 0 to 1}
  double share(AddressSet set, IpFamily family) {
    return set.intersect(addresses).count(family) / sizes.getOrDefault(family, 1.0);
  }

  /// {@return whether the set holds so much of the family's Internet that it is open to it}
  boolean isOpen(AddressSet set, IpFamily family) {
    return share(set, family) >= OPEN;
  }

  /// {@return `the whole IPv4 Internet`, or `44 % of the IPv4 Internet`}
  String words(AddressSet set, IpFamily family) {
    double share = share(set, family);
    String name = Words.family(family) + " Internet";
    return share >= WHOLE
        ? "the whole " + name
        : String.format(Locale.ROOT, "%.0f %% of the %s", 100 * share, name);
  }
}
