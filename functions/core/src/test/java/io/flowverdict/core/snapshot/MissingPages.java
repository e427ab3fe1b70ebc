package io.flowverdict.core.snapshot;

import io.flowverdict.core.net.Cidr;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// What is left of a whole configuration where pages of its listings are missing, with the listings
/// that go on. VPCs and subnets are kept.
public final class MissingPages {

  private final Random random;
  private final Set<Listing> listings = EnumSet.noneOf(Listing.class);
  private final Set<String> groups = new TreeSet<>();
  private final Set<String> prefixLists = new TreeSet<>();

  private MissingPages(long seed) {
    this.random = new Random(seed);
  }

  /// {@return the configuration without some of its interfaces, groups, rules, network ACLs,
  /// entries of prefix lists, peering connections and flow logs}
  public static Snapshot of(Snapshot whole, long seed) {
    return new MissingPages(seed).shorten(whole);
  }

  private Snapshot shorten(Snapshot whole) {
    return Snapshot.builder()
        .vpcs(whole.vpcs().values())
        .subnets(whole.subnets().values())
        .interfaces(some(Listing.INTERFACES, whole.interfaces().values()))
        .securityGroups(
            some(Listing.SECURITY_GROUPS, whole.securityGroups().values()).stream()
                .map(this::shorten)
                .toList())
        .networkAcls(some(Listing.NETWORK_ACLS, whole.networkAcls().values()))
        .prefixLists(
            some(Listing.PREFIX_LISTS, whole.prefixLists().values()).stream()
                .map(this::shorten)
                .toList())
        .peerings(some(Listing.PEERINGS, whole.peerings().values()))
        .flowLogs(some(Listing.FLOW_LOGS, whole.flowLogs().values()))
        .incomplete(new Incomplete(listings, groups, prefixLists))
        .build();
  }

  /// Of half of the listings everything, of the others what is on the first page.
  private <T> List<T> some(Listing listing, Collection<T> all) {
    if (random.nextBoolean()) {
      return List.copyOf(all);
    }
    listings.add(listing);
    return all.stream().filter(each -> random.nextInt(3) > 0).toList();
  }

  private SecurityGroup shorten(SecurityGroup group) {
    if (random.nextInt(3) > 0) {
      return group;
    }
    groups.add(group.id());
    return group.withRules(group.rules().stream().filter(each -> random.nextBoolean()).toList());
  }

  private PrefixList shorten(PrefixList list) {
    List<Cidr> cidrs = list.cidrs();
    if (cidrs == null || random.nextBoolean()) {
      return list;
    }
    prefixLists.add(list.id());
    return new PrefixList(
        list.id(),
        list.name(),
        list.ownerId(),
        list.version(),
        list.maxEntries(),
        cidrs.stream().filter(each -> random.nextBoolean()).toList());
  }
}
