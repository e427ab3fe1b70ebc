package io.flowverdict.aws.configuration;

import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Vpc;
import org.jspecify.annotations.Nullable;

/// VPCs and subnets, as `describe-vpcs` and `describe-subnets` show them.
final class VpcJson {
  private static final String IPV4_SET = "CidrBlockAssociationSet";
  private static final String IPV6_SET = "Ipv6CidrBlockAssociationSet";
  private static final String BLOCK_PUBLIC_ACCESS = "BlockPublicAccessStates";
  private static final String BLOCK_MODE = "InternetGatewayBlockMode";

  private VpcJson() {}

  static Vpc readVpc(Element vpc) {
    return new Vpc(
        vpc.required("VpcId", Element::id),
        vpc.nameTag("Tags"),
        vpc.optional("OwnerId", Element::id),
        vpc.flag("IsDefault", false),
        AddressBlocks.read(vpc, IPV4_SET, IPV6_SET),
        blockMode(vpc));
  }

  static Fields writeVpc(Vpc vpc) {
    Fields fields =
        new Fields()
            .put("VpcId", vpc.id())
            .put("OwnerId", vpc.ownerId())
            .put("IsDefault", vpc.isDefault());
    AddressBlocks.write(fields, vpc.cidrs(), IPV4_SET, IPV6_SET);
    return fields
        .put(BLOCK_PUBLIC_ACCESS, blockStates(vpc.internetGatewayBlockMode()))
        .putNameTag("Tags", vpc.name());
  }

  static Subnet readSubnet(Element subnet) {
    return new Subnet(
        subnet.required("SubnetId", Element::id),
        subnet.nameTag("Tags"),
        subnet.optional("VpcId", Element::id),
        subnet.optional("OwnerId", Element::id),
        AddressBlocks.read(subnet, IPV4_SET, IPV6_SET),
        blockMode(subnet));
  }

  static Fields writeSubnet(Subnet subnet) {
    Fields fields =
        new Fields()
            .put("SubnetId", subnet.id())
            .put("VpcId", subnet.vpcId())
            .put("OwnerId", subnet.ownerId());
    AddressBlocks.write(fields, subnet.cidrs(), IPV4_SET, IPV6_SET);
    return fields
        .put(BLOCK_PUBLIC_ACCESS, blockStates(subnet.internetGatewayBlockMode()))
        .putNameTag("Tags", subnet.name());
  }

  private static @Nullable String blockMode(Element owner) {
    Element states = owner.optional(BLOCK_PUBLIC_ACCESS, Element::object);
    return states == null ? null : states.optional(BLOCK_MODE, Element::word);
  }

  private static @Nullable Fields blockStates(@Nullable String mode) {
    return mode == null ? null : new Fields().put(BLOCK_MODE, mode);
  }
}
