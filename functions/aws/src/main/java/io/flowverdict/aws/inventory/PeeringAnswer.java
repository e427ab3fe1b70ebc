package io.flowverdict.aws.inventory;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.snapshot.VpcPeering;
import io.flowverdict.core.snapshot.VpcPeering.Side;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CidrBlock;
import software.amazon.awssdk.services.ec2.model.Ipv6CidrBlock;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

/// What `DescribeVpcPeeringConnections` answers.
final class PeeringAnswer {
  private PeeringAnswer() {}

  static VpcPeering of(VpcPeeringConnection peering) {
    String id = Given.required(peering.vpcPeeringConnectionId(), null, "VpcPeeringConnectionId");
    return new VpcPeering(
        id,
        Given.required(Given.required(peering.status(), id, "Status").codeAsString(), id, "Code"),
        side(id, peering.requesterVpcInfo()),
        side(id, peering.accepterVpcInfo()));
  }

  private static Side side(String peering, @Nullable VpcPeeringConnectionVpcInfo vpc) {
    if (vpc == null) {
      return new Side(null, null, null, List.of());
    }
    return new Side(
        Given.word(vpc.vpcId()),
        Given.word(vpc.ownerId()),
        Given.word(vpc.region()),
        blocks(peering, vpc));
  }

  private static List<Cidr> blocks(String peering, VpcPeeringConnectionVpcInfo vpc) {
    Set<Cidr> blocks = new LinkedHashSet<>();
    if (Given.word(vpc.cidrBlock()) != null) {
      blocks.add(Given.cidr(vpc.cidrBlock(), peering, "CidrBlock"));
    }
    for (CidrBlock each : vpc.cidrBlockSet()) {
      blocks.add(Given.cidr(each.cidrBlock(), peering, "CidrBlockSet"));
    }
    for (Ipv6CidrBlock each : vpc.ipv6CidrBlockSet()) {
      blocks.add(Given.cidr(each.ipv6CidrBlock(), peering, "Ipv6CidrBlockSet"));
    }
    return List.copyOf(blocks);
  }
}
