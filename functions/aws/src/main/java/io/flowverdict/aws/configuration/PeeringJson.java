package io.flowverdict.aws.configuration;

import io.flowverdict.core.snapshot.VpcPeering;
import io.flowverdict.core.snapshot.VpcPeering.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Peering connections, as `describe-vpc-peering-connections` shows them.
final class PeeringJson {
  private static final String REQUESTER = "RequesterVpcInfo";
  private static final String ACCEPTER = "AccepterVpcInfo";
  private static final String IPV4_SET = "CidrBlockSet";
  private static final String IPV6_SET = "Ipv6CidrBlockSet";

  private PeeringJson() {}

  static VpcPeering read(Element peering) {
    return new VpcPeering(
        peering.required("VpcPeeringConnectionId", Element::id),
        peering.required("Status", Element::object).required("Code", Element::word),
        side(peering.optional(REQUESTER, Element::object)),
        side(peering.optional(ACCEPTER, Element::object)));
  }

  private static Side side(@Nullable Element vpc) {
    if (vpc == null) {
      return new Side(null, null, null, List.of());
    }
    return new Side(
        vpc.optional("VpcId", Element::id),
        vpc.optional("OwnerId", Element::id),
        vpc.optional("Region", Element::word),
        AddressBlocks.read(vpc, IPV4_SET, IPV6_SET));
  }

  static Fields write(VpcPeering peering) {
    return new Fields()
        .put("VpcPeeringConnectionId", peering.id())
        .put("Status", new Fields().put("Code", peering.status()))
        .put(REQUESTER, writeSide(peering.requester()))
        .put(ACCEPTER, writeSide(peering.accepter()));
  }

  private static Fields writeSide(Side side) {
    Fields fields =
        new Fields()
            .put("VpcId", side.vpcId())
            .put("OwnerId", side.ownerId())
            .put("Region", side.region());
    AddressBlocks.write(fields, side.cidrs(), IPV4_SET, IPV6_SET);
    return fields;
  }
}
