package io.flowverdict.core.audit;

import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// The rules that let traffic in from the Internet. References match private addresses of
/// interfaces, never the Internet. Mutable: it remembers how much of the Internet a peer is.
final class InternetRules {

  /// The share of the Internet from which on a rule counts by itself.
  private static final double NOTABLE = 0.001;

  /// The share that smaller rules together have to make up to count.
  private static final double TOGETHER = 0.05;

  private final Internet internet;
  private final PeerExtents extents;

  /// By the very set: extents are remembered, and hash codes of sets cost more than a share.
  private final IdentityHashMap<AddressSet, Map<IpFamily, Double>> shares = new IdentityHashMap<>();

  InternetRules(Internet internet, PeerExtents extents) {
    this.internet = internet;
    this.extents = extents;
  }

  /// {@return those of the rules that matter for what is open to the Internet}
  List<SecurityGroupRule> of(List<SecurityGroupRule> rules) {
    List<SecurityGroupRule> notable = new ArrayList<>();
    List<SecurityGroupRule> small = new ArrayList<>();
    double together = 0;
    for (SecurityGroupRule rule : rules) {
      double share = Math.max(share(rule, IpFamily.IPV4), share(rule, IpFamily.IPV6));
      if (share >= NOTABLE) {
        notable.add(rule);
      } else if (share > 0) {
        small.add(rule);
        together += share;
      }
    }
    if (together >= TOGETHER) {
      notable.addAll(small);
    }
    return notable;
  }

  /// {@return what the rules let in}
  TrafficSet union(List<SecurityGroupRule> rules) {
    return TrafficSet.unionOf(rules.stream().map(this::traffic).toList());
  }

  /// {@return those of the rules that open what is exposed: those for a notable part of the
  /// Internet, if there are any}
  List<SecurityGroupRule> opening(Exposure exposure, List<SecurityGroupRule> rules) {
    List<SecurityGroupRule> all =
        rules.stream().filter(rule -> traffic(rule).overlaps(exposure.traffic())).toList();
    List<SecurityGroupRule> notable =
        all.stream().filter(rule -> share(rule, exposure.family()) >= NOTABLE).toList();
    return notable.isEmpty() ? all : notable;
  }

  private TrafficSet traffic(SecurityGroupRule rule) {
    return TrafficSet.of(rule.traffic(), peers(rule));
  }

  private AddressSet peers(SecurityGroupRule rule) {
    return rule.peer() instanceof Peer.OfGroup
        ? AddressSet.EMPTY
        : extents.ofPackets(rule, /* vpcId= */ null).certain();
  }

  private double share(SecurityGroupRule rule, IpFamily family) {
    AddressSet peers = peers(rule);
    return shares
        .computeIfAbsent(peers, _ -> new EnumMap<>(IpFamily.class))
        .computeIfAbsent(family, _ -> internet.share(peers, family));
  }
}
