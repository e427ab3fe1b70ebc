package io.flowverdict.aws.inventory;

import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Traffic;
import io.flowverdict.core.snapshot.Traffic.Icmp;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IcmpTypeCode;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;

/// Protocols with their ports or types, in the spellings of both APIs.
///
/// Security groups put ports, or the ICMP type and code, in `FromPort` and `ToPort`; network ACLs
/// have `PortRange` and `IcmpTypeCode`. In both a missing value and -1 mean every protocol, port,
/// type or code, and a protocol other than TCP, UDP and ICMP has no ports whatever the API gives.
final class TrafficAnswer {
  private static final int ANY = -1;
  private static final int LAST_ICMP = 255;

  private TrafficAnswer() {}

  /// {@return the traffic of a rule or permission of a security group}
  static Traffic ofRule(
      @Nullable String rule,
      @Nullable String ipProtocol,
      @Nullable Integer fromPort,
      @Nullable Integer toPort) {
    Protocol protocol = protocol(ipProtocol, rule, "IpProtocol");
    if (protocol == null) {
      return new Traffic.All();
    }
    if (protocol.hasPorts()) {
      return ports(protocol, rule, fromPort, toPort);
    }
    return protocol.isIcmp() ? icmp(protocol, rule, fromPort, toPort) : Traffic.allOf(protocol);
  }

  /// {@return the traffic of an entry of a network ACL}
  static Traffic ofEntry(String acl, NetworkAclEntry entry) {
    Protocol protocol = protocol(entry.protocol(), acl, "Protocol");
    if (protocol == null) {
      return new Traffic.All();
    }
    if (protocol.hasPorts() && entry.portRange() != null) {
      return ports(protocol, acl, entry.portRange().from(), entry.portRange().to());
    }
    IcmpTypeCode types = entry.icmpTypeCode();
    return protocol.isIcmp() && types != null
        ? icmp(protocol, acl, types.type(), types.code())
        : Traffic.allOf(protocol);
  }

  /// Reads a protocol: a name or a number; null for every protocol.
  private static @Nullable Protocol protocol(
      @Nullable String given, @Nullable String owner, String field) {
    String text = Given.required(given, owner, field);
    return text.equals("-1")
        ? null
        : Protocol.tryParse(text).orElseThrow(() -> Given.unexpected(owner, field, text));
  }

  private static Traffic ports(
      Protocol protocol, @Nullable String owner, @Nullable Integer from, @Nullable Integer to) {
    int first = bound(from, PortRange.MAX_PORT, owner);
    int last = bound(to, PortRange.MAX_PORT, owner);
    first = first == ANY ? 0 : first;
    last = last == ANY ? PortRange.MAX_PORT : last;
    if (first > last) {
      throw Given.unexpected(owner, "ToPort", last + ", before FromPort " + first);
    }
    return new Traffic.Ports(protocol, new PortRange(first, last));
  }

  private static Traffic icmp(
      Protocol protocol, @Nullable String owner, @Nullable Integer type, @Nullable Integer code) {
    return new Icmp(protocol, bound(type, LAST_ICMP, owner), bound(code, LAST_ICMP, owner));
  }

  private static int bound(@Nullable Integer value, int most, @Nullable String owner) {
    if (value == null) {
      return ANY;
    }
    if (value < ANY || value > most) {
      throw Given.unexpected(owner, "a port, or an ICMP type or code", value);
    }
    return value;
  }
}
