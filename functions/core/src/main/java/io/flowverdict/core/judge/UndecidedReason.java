package io.flowverdict.core.judge;

/// Why a verdict is UNDECIDED. Each reason has a stable code, which the output and the README use.
public enum UndecidedReason {
  /// The record has no interface id, or `-`.
  INTERFACE_NOT_RECORDED("interface-not-recorded", "the record does not name its interface"),
  /// The configuration does not have the record's interface.
  INTERFACE_UNKNOWN("interface-unknown", "the configuration has no such interface"),
  /// Source or destination address is missing.
  ADDRESS_NOT_RECORDED("address-not-recorded", "the record lacks an address"),
  /// Source and destination are of different address families.
  ADDRESSES_INCONSISTENT(
      "addresses-inconsistent", "source and destination are of different address families"),
  /// The protocol is missing.
  PROTOCOL_NOT_RECORDED("protocol-not-recorded", "the record lacks the protocol"),
  /// A rule is limited to ports and the record has none.
  PORT_NOT_RECORDED("port-not-recorded", "the record lacks the port that a rule asks for"),
  /// A rule is limited to an ICMP type, which no flow log records.
  ICMP_TYPE_NOT_RECORDED(
      "icmp-type-not-recorded", "flow logs do not record the ICMP type that a rule asks for"),
  /// Neither the record nor the interface's addresses tell the direction.
  DIRECTION_UNKNOWN(
      "direction-unknown",
      "no direction is recorded, and the addresses do not tell which end is the interface's"),
  /// The request and the reply hypothesis lead to different verdicts, and nothing favours one.
  ROLE_UNKNOWN("role-unknown", "it cannot be told whether this is a request or a reply"),
  /// The interface carries a group that the configuration does not have, or of which it may lack
  /// rules.
  SECURITY_GROUP_UNKNOWN(
      "security-group-unknown", "the configuration lacks the security group, or rules of it"),
  /// The subnet's address range is not in the configuration, so it cannot be told whether the
  /// network ACL applies.
  SUBNET_UNKNOWN("subnet-unknown", "the configuration lacks the interface's subnet"),
  /// The subnet's network ACL is not in the configuration, or two of them claim the subnet.
  NETWORK_ACL_UNKNOWN(
      "network-acl-unknown", "the configuration lacks the subnet's network ACL, or names two"),
  /// A rule names a prefix list of which the configuration does not have the entries, or not all of
  /// them.
  PREFIX_LIST_UNKNOWN("prefix-list-unknown", "the configuration lacks entries of the prefix list"),
  /// A rule refers to a group of which the configuration does not have the members, or not all of
  /// them.
  REFERENCED_GROUP_UNKNOWN(
      "referenced-group-unknown", "the members of the referenced security group are not known"),
  /// A rule refers to a group of another VPC, and no peering connection tells whether that works.
  REFERENCE_ACROSS_VPCS(
      "reference-across-vpcs",
      "whether the reference to a security group of another VPC is in effect is not known"),
  /// A rule refers to a Network Load Balancer's group: clients behind it match although they are no
  /// members.
  LOAD_BALANCER_CLIENT(
      "load-balancer-client",
      "a Network Load Balancer that preserves client addresses may have forwarded this"),
  /// The network ACL lets replies pass to some client ports only, and the client is outside the
  /// configuration, so that its port cannot be foretold.
  CLIENT_PORTS_UNKNOWN(
      "client-ports-unknown",
      "the network ACL lets replies pass to some client ports only, and which ports the client uses"
          + " is not known"),
  /// The source is translated on the way to a public address, and rules or entries decide
  /// differently about the addresses that it may then have.
  NAT_ADDRESS_UNKNOWN(
      "nat-address-unknown",
      "with which public address a NAT gateway sends this is not known, and such addresses are"
          + " decided differently"),
  /// A transit gateway attachment in the interface's own subnet, or perhaps one there, as
  /// interfaces are missing: what comes through it is not checked by the network ACL.
  TRANSIT_GATEWAY_IN_SUBNET(
      "transit-gateway-in-subnet",
      "the network ACL does not apply if this came through a transit gateway attachment in the"
          + " same subnet"),
  /// The configuration changed inside the record's window, and the revisions disagree.
  CONFIGURATION_CHANGED("configuration-changed", "the configuration changed meanwhile"),
  /// No revision of the configuration covers the record's time.
  CONFIGURATION_UNKNOWN(
      "configuration-unknown", "no configuration is known for the time of the record");

  private final String code;
  private final String sentence;

  UndecidedReason(String code, String sentence) {
    this.code = code;
    this.sentence = sentence;
  }

  /// The stable code, in kebab case.
  public String code() {
    return code;
  }

  /// What it means, as the middle of a sentence.
  public String sentence() {
    return sentence;
  }
}
