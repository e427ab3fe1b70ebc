package io.flowverdict.core.snapshot;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The Internet as a configuration shows it: every address that is neither private nor in a block
/// of a VPC of the configuration or of a VPC that is peered with one.
public final class Internet {

  /// The blocks that no Internet gateway forwards to ([RFC
  /// 1918](https://www.rfc-editor.org/rfc/rfc1918), [RFC
  /// 6598](https://www.rfc-editor.org/rfc/rfc6598), link-local and unique local addresses).
  private static final List<Cidr> PRIVATE =
      List.of(
          Cidr.parse("10.0.0.0/8"),
          Cidr.parse("172.16.0.0/12"),
          Cidr.parse("192.168.0.0/16"),
          Cidr.parse("100.64.0.0/10"),
          Cidr.parse("169.254.0.0/16"),
          Cidr.parse("fc00::/7"),
          Cidr.parse("fe80::/10"));

  private final Set<Cidr> inside;

  public Internet(Snapshot snapshot) {
    Set<Cidr> blocks = new LinkedHashSet<>(PRIVATE);
    snapshot.vpcs().values().forEach(vpc -> blocks.addAll(vpc.cidrs()));
    for (VpcPeering peering : snapshot.peerings().values()) {
      blocks.addAll(peering.requester().cidrs());
      blocks.addAll(peering.accepter().cidrs());
    }
    this.inside = Collections.unmodifiableSet(blocks);
  }

  /// {@return whether the address is on the Internet}
  public boolean contains(IpAddress address) {
    for (Cidr block : inside) {
      if (block.contains(address)) {
        return false;
      }
    }
    return true;
  }

  /// {@return the blocks of what is not on the Internet}
  public Set<Cidr> inside() {
    return inside;
  }
}
