package io.flowverdict.aws.inventory;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Vpc;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockPublicAccessStates;
import software.amazon.awssdk.services.ec2.model.SubnetCidrBlockState;
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockState;
import software.amazon.awssdk.services.ec2.model.VpcIpv6CidrBlockAssociation;

/// What `DescribeVpcs` and `DescribeSubnets` answer.
///
/// `CidrBlock` is only the primary block; the sets of associations hold all of them, with those
/// that failed or are on their way in or out.
final class VpcAnswer {
  private static final String ASSOCIATED = "associated";

  private VpcAnswer() {}

  static Vpc vpc(software.amazon.awssdk.services.ec2.model.Vpc vpc) {
    return new Vpc(
        Given.required(vpc.vpcId(), null, "VpcId"),
        Given.nameTag(vpc.tags()),
        Given.word(vpc.ownerId()),
        Given.flag(vpc.isDefault(), false),
        blocks(vpc),
        blockMode(vpc.blockPublicAccessStates()));
  }

  private static List<Cidr> blocks(software.amazon.awssdk.services.ec2.model.Vpc vpc) {
    List<Cidr> blocks = new ArrayList<>();
    if (Given.word(vpc.cidrBlock()) != null) {
      blocks.add(Given.cidr(vpc.cidrBlock(), vpc.vpcId(), "CidrBlock"));
    }
    for (VpcCidrBlockAssociation each : vpc.cidrBlockAssociationSet()) {
      if (isInUse(each.cidrBlockState())) {
        blocks.add(Given.cidr(each.cidrBlock(), vpc.vpcId(), "CidrBlockAssociationSet"));
      }
    }
    for (VpcIpv6CidrBlockAssociation each : vpc.ipv6CidrBlockAssociationSet()) {
      if (isInUse(each.ipv6CidrBlockState())) {
        blocks.add(Given.cidr(each.ipv6CidrBlock(), vpc.vpcId(), "Ipv6CidrBlockAssociationSet"));
      }
    }
    return List.copyOf(new LinkedHashSet<>(blocks));
  }

  private static boolean isInUse(@Nullable VpcCidrBlockState state) {
    return state == null || isInUse(state.stateAsString());
  }

  static Subnet subnet(software.amazon.awssdk.services.ec2.model.Subnet subnet) {
    return new Subnet(
        Given.required(subnet.subnetId(), null, "SubnetId"),
        Given.nameTag(subnet.tags()),
        Given.word(subnet.vpcId()),
        Given.word(subnet.ownerId()),
        blocks(subnet),
        blockMode(subnet.blockPublicAccessStates()));
  }

  private static List<Cidr> blocks(software.amazon.awssdk.services.ec2.model.Subnet subnet) {
    List<Cidr> blocks = new ArrayList<>();
    if (Given.word(subnet.cidrBlock()) != null) {
      blocks.add(Given.cidr(subnet.cidrBlock(), subnet.subnetId(), "CidrBlock"));
    }
    for (SubnetIpv6CidrBlockAssociation each : subnet.ipv6CidrBlockAssociationSet()) {
      SubnetCidrBlockState state = each.ipv6CidrBlockState();
      if (state == null || isInUse(state.stateAsString())) {
        blocks.add(
            Given.cidr(each.ipv6CidrBlock(), subnet.subnetId(), "Ipv6CidrBlockAssociationSet"));
      }
    }
    return List.copyOf(new LinkedHashSet<>(blocks));
  }

  private static boolean isInUse(@Nullable String state) {
    return Given.word(state) == null || ASSOCIATED.equals(state);
  }

  private static @Nullable String blockMode(@Nullable BlockPublicAccessStates states) {
    return states == null ? null : Given.word(states.internetGatewayBlockModeAsString());
  }
}
