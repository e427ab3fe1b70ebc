package io.flowverdict.core.judge;

/// One of the two layers that filter a packet.
public enum Layer {
  /// The network ACL of the subnet: stateless, ordered, with denies.
  NACL,
  /// The security groups of the interface: stateful, a union of allows.
  SG
}
