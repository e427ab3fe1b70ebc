package io.flowverdict.aws.configuration;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The permissions inside a security group, as `describe-security-groups` shows them: one protocol
/// and port range, several sources or destinations, no ids. Each source makes a rule.
final class PermissionJson {
  private static final String DESCRIPTION = "Description";
  private static final List<Source> SOURCES =
      List.of(
          new Source("IpRanges", each -> each.required("CidrIp", PeerJson::readCidr)),
          new Source("Ipv6Ranges", each -> each.required("CidrIpv6", PeerJson::readCidr)),
          new Source(
              "PrefixListIds", each -> each.required("PrefixListId", PeerJson::readPrefixList)),
          new Source("UserIdGroupPairs", PeerJson::readGroup));

  private PermissionJson() {}

  /// A list inside a permission and how each of its elements names a peer.
  private record Source(String list, Function<Element, Peer> peer) {}

  /// {@return one rule for each source of the permission; none when it names no source}
  static List<SecurityGroupRule> read(Element permission, String groupId, Direction direction) {
    Traffic traffic = TrafficJson.readOfGroup(permission);
    List<SecurityGroupRule> rules = new ArrayList<>();
    for (Source source : SOURCES) {
      for (Element each : permission.objects(source.list)) {
        Peer peer = source.peer.apply(each);
        String description = each.text(DESCRIPTION);
        rules.add(new SecurityGroupRule(null, groupId, direction, traffic, peer, description));
      }
    }
    return rules;
  }

  /// {@return a permission with the rule's source alone}
  static Fields write(SecurityGroupRule rule) {
    Fields permission = new Fields();
    TrafficJson.writeOfGroup(permission, rule.traffic());
    return permission.putAll(list(rule.peer()), List.of(rule), PermissionJson::source);
  }

  private static String list(Peer peer) {
    return switch (peer) {
      case Peer.OfCidr(Cidr cidr) -> cidr.family() == IpFamily.IPV4 ? "IpRanges" : "Ipv6Ranges";
      case Peer.OfPrefixList list -> "PrefixListIds";
      case Peer.OfGroup group -> "UserIdGroupPairs";
    };
  }

  private static Fields source(SecurityGroupRule rule) {
    Fields source =
        switch (rule.peer()) {
          case Peer.OfCidr(Cidr cidr) ->
              new Fields()
                  .put(cidr.family() == IpFamily.IPV4 ? "CidrIp" : "CidrIpv6", cidr.toString());
          case Peer.OfPrefixList(String id) -> new Fields().put("PrefixListId", id);
          case Peer.OfGroup group -> PeerJson.writeGroup(group);
        };
    return source.put(DESCRIPTION, rule.description());
  }
}
