package io.flowverdict.aws.configuration;

import io.flowverdict.core.snapshot.Peer;

/// What a security-group rule names as its other side.
final class PeerJson {
  private PeerJson() {}

  static Peer readCidr(Element cidr) {
    return new Peer.OfCidr(cidr.cidr());
  }

  static Peer readPrefixList(Element prefixListId) {
    return new Peer.OfPrefixList(prefixListId.id());
  }

  /// Reads a reference to a group: an element of `UserIdGroupPairs`, or `ReferencedGroupInfo`.
  ///
  /// A pair of the kind that EC2-Classic made has only a `GroupName`. The name then stands for the
  /// id: a group that the configuration does not hold.
  static Peer readGroup(Element pair) {
    String groupId = pair.object().optional("GroupId", Element::id);
    return new Peer.OfGroup(
        groupId == null ? pair.required("GroupName", Element::word) : groupId,
        pair.optional("UserId", Element::id),
        pair.optional("VpcId", Element::id),
        pair.optional("VpcPeeringConnectionId", Element::id),
        pair.optional("PeeringStatus", Element::word));
  }

  static Fields writeGroup(Peer.OfGroup group) {
    return new Fields()
        .put(Element.looksLikeId(group.groupId()) ? "GroupId" : "GroupName", group.groupId())
        .put("UserId", group.accountId())
        .put("VpcId", group.vpcId())
        .put("VpcPeeringConnectionId", group.peeringConnectionId())
        .put("PeeringStatus", group.peeringStatus());
  }
}
