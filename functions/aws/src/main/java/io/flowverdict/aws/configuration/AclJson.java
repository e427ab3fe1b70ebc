package io.flowverdict.aws.configuration;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkAclEntry.Effect;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Network ACLs, as `describe-network-acls` shows them.
final class AclJson {
  private static final int LAST_NUMBER = 65_535;
  private static final String IPV4_CIDR = "CidrBlock";
  private static final String IPV6_CIDR = "Ipv6CidrBlock";

  private AclJson() {}

  static NetworkAcl read(Element acl) {
    List<NetworkAclEntry> entries = new ArrayList<>();
    for (Element entry : acl.objects("Entries")) {
      entries.addAll(readEntries(entry));
    }
    List<String> subnets =
        acl.list("Associations", each -> each.object().required("SubnetId", Element::id));
    return new NetworkAcl(
        acl.required("NetworkAclId", Element::id),
        acl.optional("VpcId", Element::id),
        acl.optional("OwnerId", Element::id),
        acl.flag("IsDefault", false),
        new LinkedHashSet<>(subnets),
        entries);
  }

  /// {@return one entry for each CIDR block: AWS gives one of either family}
  private static List<NetworkAclEntry> readEntries(Element entry) {
    Stream<@Nullable Cidr> given =
        Stream.of(
            entry.optional(IPV4_CIDR, Element::cidr), entry.optional(IPV6_CIDR, Element::cidr));
    Cidr[] blocks = given.filter(Objects::nonNull).toArray(Cidr[]::new);
    if (blocks.length == 0) {
      throw entry.wrong("has neither " + IPV4_CIDR + " nor " + IPV6_CIDR);
    }
    int number = entry.required("RuleNumber", each -> each.integer(1, LAST_NUMBER));
    Direction direction =
        entry.required("Egress", Element::flag) ? Direction.EGRESS : Direction.INGRESS;
    Effect effect = entry.required("RuleAction", AclJson::effect);
    Traffic traffic = TrafficJson.readOfEntry(entry);
    return Stream.of(blocks)
        .map(block ->
            new NetworkAclEntry(number, direction, effect, effective(traffic, block), block))
        .toList();
  }

  /// ICMPv6 in an IPv4 entry means all types and codes, whatever the entry gives (EC2 API,
  /// CreateNetworkAclEntry).
  private static Traffic effective(Traffic traffic, Cidr block) {
    boolean icmpv6 = Protocol.ICMPV6.equals(traffic.protocolOrNull());
    return icmpv6 && block.family() == IpFamily.IPV4 ? Traffic.allOf(Protocol.ICMPV6) : traffic;
  }

  private static Effect effect(Element action) {
    String text = action.node().isTextual() ? action.node().textValue() : "";
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "allow" -> Effect.ALLOW;
      case "deny" -> Effect.DENY;
      default -> throw action.unexpected("allow or deny");
    };
  }

  static Fields write(NetworkAcl acl) {
    return new Fields()
        .put("NetworkAclId", acl.id())
        .put("VpcId", acl.vpcId())
        .put("OwnerId", acl.ownerId())
        .put("IsDefault", acl.isDefault())
        .putEach("Associations", "SubnetId", acl.subnetIds())
        .putAll("Entries", acl.entries(), AclJson::writeEntry);
  }

  private static Fields writeEntry(NetworkAclEntry entry) {
    Fields fields =
        new Fields()
            .put("RuleNumber", entry.number())
            .put("Egress", entry.direction() == Direction.EGRESS)
            .put("RuleAction", entry.effect().name().toLowerCase(Locale.ROOT));
    TrafficJson.writeOfEntry(fields, entry.traffic());
    boolean ipv4 = entry.cidr().family() == IpFamily.IPV4;
    return fields.put(ipv4 ? IPV4_CIDR : IPV6_CIDR, entry.cidr().toString());
  }
}
