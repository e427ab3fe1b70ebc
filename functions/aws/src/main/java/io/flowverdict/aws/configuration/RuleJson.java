package io.flowverdict.aws.configuration;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rules with their ids, as `describe-security-group-rules` shows them: one source or destination
/// each.
final class RuleJson {
  private static final String CIDR_IPV4 = "CidrIpv4";
  private static final String CIDR_IPV6 = "CidrIpv6";
  private static final String PREFIX_LIST = "PrefixListId";
  private static final String GROUP = "ReferencedGroupInfo";

  private RuleJson() {}

  static SecurityGroupRule read(Element rule) {
    return new SecurityGroupRule(
        rule.required("SecurityGroupRuleId", Element::id),
        rule.required("GroupId", Element::id),
        rule.required("IsEgress", Element::flag) ? Direction.EGRESS : Direction.INGRESS,
        TrafficJson.readOfGroup(rule),
        peer(rule),
        rule.text("Description"));
  }

  /// {@return the account of the rule's group; null when not told}
  static @Nullable String groupOwner(Element rule) {
    return rule.optional("GroupOwnerId", Element::id);
  }

  private static Peer peer(Element rule) {
    Stream<@Nullable Peer> named =
        Stream.of(
            rule.optional(CIDR_IPV4, PeerJson::readCidr),
            rule.optional(CIDR_IPV6, PeerJson::readCidr),
            rule.optional(PREFIX_LIST, PeerJson::readPrefixList),
            rule.optional(GROUP, PeerJson::readGroup));
    Peer[] peers = named.filter(Objects::nonNull).toArray(Peer[]::new);
    if (peers.length != 1) {
      throw rule.wrong(
          "has %d of %s, %s, %s and %s where exactly one is expected"
              .formatted(peers.length, CIDR_IPV4, CIDR_IPV6, PREFIX_LIST, GROUP));
    }
    return peers[0];
  }

  static Fields write(SecurityGroupRule rule) {
    Fields fields =
        new Fields()
            .put("SecurityGroupRuleId", rule.ruleId())
            .put("GroupId", rule.groupId())
            .put("IsEgress", rule.direction() == Direction.EGRESS);
    TrafficJson.writeOfGroup(fields, rule.traffic());
    switch (rule.peer()) {
      case Peer.OfCidr(Cidr cidr) ->
          fields.put(cidr.family() == IpFamily.IPV4 ? CIDR_IPV4 : CIDR_IPV6, cidr.toString());
      case Peer.OfPrefixList(String prefixListId) -> fields.put(PREFIX_LIST, prefixListId);
      case Peer.OfGroup group -> fields.put(GROUP, PeerJson.writeGroup(group));
    }
    return fields.put("Description", rule.description());
  }
}
