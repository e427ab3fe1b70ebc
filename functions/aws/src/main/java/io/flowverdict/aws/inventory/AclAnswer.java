package io.flowverdict.aws.inventory;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkAclEntry.Effect;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What `DescribeNetworkAcls` answers.
final class AclAnswer {
  private static final int LAST_NUMBER = 65_535;

  private AclAnswer() {}

  static NetworkAcl of(software.amazon.awssdk.services.ec2.model.NetworkAcl acl) {
    String id = Given.required(acl.networkAclId(), null, "NetworkAclId");
    List<NetworkAclEntry> entries = new ArrayList<>();
    acl.entries().forEach(each -> entries.addAll(entries(id, each)));
    Set<String> subnets =
        acl.associations().stream()
            .map(each -> Given.required(each.subnetId(), id, "SubnetId"))
            .collect(Collectors.toSet());
    return new NetworkAcl(
        id,
        Given.word(acl.vpcId()),
        Given.word(acl.ownerId()),
        Given.flag(acl.isDefault(), false),
        subnets,
        entries);
  }

  /// {@return one entry for each CIDR block: AWS gives one of either family}
  private static List<NetworkAclEntry> entries(
      String acl, software.amazon.awssdk.services.ec2.model.NetworkAclEntry entry) {
    List<Cidr> blocks = new ArrayList<>();
    if (Given.word(entry.cidrBlock()) != null) {
      blocks.add(Given.cidr(entry.cidrBlock(), acl, "CidrBlock"));
    }
    if (Given.word(entry.ipv6CidrBlock()) != null) {
      blocks.add(Given.cidr(entry.ipv6CidrBlock(), acl, "Ipv6CidrBlock"));
    }
    if (blocks.isEmpty()) {
      throw Given.unexpected(acl, "the block of an entry", "missing");
    }
    int number = Given.required(entry.ruleNumber(), acl, "RuleNumber");
    if (number < 1 || number > LAST_NUMBER) {
      throw Given.unexpected(acl, "RuleNumber", number);
    }
    Effect effect = effect(acl, entry.ruleActionAsString());
    boolean egress = Given.required(entry.egress(), acl, "Egress");
    Direction direction = egress ? Direction.EGRESS : Direction.INGRESS;
    Traffic traffic = TrafficAnswer.ofEntry(acl, entry);
    return blocks.stream()
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

  private static Effect effect(String acl, String action) {
    return switch (Given.required(action, acl, "RuleAction")) {
      case "allow" -> Effect.ALLOW;
      case "deny" -> Effect.DENY;
      default -> throw Given.unexpected(acl, "RuleAction", action);
    };
  }
}
