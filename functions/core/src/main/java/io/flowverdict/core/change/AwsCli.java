package io.flowverdict.core.change;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Changes as commands of the AWS CLI. Ids come from outside: every argument is quoted for the
/// shell, and every value inside the CLI's shorthand syntax is quoted for that.
public final class AwsCli {

  private static final String PLAIN = "[A-Za-z0-9._:/-]+";

  private AwsCli() {}

  /// {@return the change as commands for a POSIX shell, to be run in this order}
  public static List<String> commands(Change change) {
    return switch (change) {
      case Change.RemoveRule(SecurityGroupRule rule) -> List.of(revoke(rule));
      case Change.RemoveEntry(String id, NetworkAclEntry entry) -> List.of(deleteEntry(id, entry));
      case Change.AddRule(SecurityGroupRule rule) -> List.of(authorize(rule));
      case Change.PutEntries(String id, List<Change.PutEntries.Put> puts) ->
          puts.stream().map(put -> putEntry(id, put)).toList();
    };
  }

  private static String revoke(SecurityGroupRule rule) {
    String call = "revoke-security-group-" + rule.direction();
    return rule.ruleId() == null
        ? command(
            List.of(
                call,
                "--group-id",
                rule.groupId(),
                "--ip-permissions",
                String.join(",", permission(rule))))
        : command(
            List.of(
                call, "--group-id", rule.groupId(), "--security-group-rule-ids", rule.ruleId()));
  }

  private static String deleteEntry(String aclId, NetworkAclEntry entry) {
    return command(
        List.of(
            "delete-network-acl-entry",
            "--network-acl-id",
            aclId,
            "--" + entry.direction(),
            "--rule-number",
            Integer.toString(entry.number())));
  }

  private static String authorize(SecurityGroupRule rule) {
    return command(
        List.of(
            "authorize-security-group-" + rule.direction(),
            "--group-id",
            rule.groupId(),
            "--ip-permissions",
            String.join(",", permission(rule))));
  }

  private static List<String> permission(SecurityGroupRule rule) {
    List<String> parts = new ArrayList<>();
    Protocol protocol = rule.traffic().protocolOrNull();
    parts.add("IpProtocol=" + groupProtocol(protocol));
    switch (rule.traffic()) {
      case Traffic.Ports(_, PortRange ports) -> {
        parts.add("FromPort=" + ports.from());
        parts.add("ToPort=" + ports.to());
      }
      case Traffic.Icmp(_, int type, int code) -> {
        parts.add("FromPort=" + type);
        parts.add("ToPort=" + code);
      }
      case Traffic.All() -> {}
      case Traffic.Whole whole -> {}
    }
    parts.add(peer(rule.peer()));
    return parts;
  }

  /// Security groups spell the four protocols that have ports or types by name.
  private static String groupProtocol(@Nullable Protocol protocol) {
    if (protocol == null) {
      return "-1";
    }
    return protocol.hasPorts() || protocol.isIcmp()
        ? protocol.toString().toLowerCase(Locale.ROOT)
        : Integer.toString(protocol.number());
  }

  private static String peer(Peer peer) {
    return switch (peer) {
      case Peer.OfCidr(Cidr cidr) ->
          cidr.family() == IpFamily.IPV4
              ? "IpRanges=[{CidrIp=" + cidr + "}]"
              : "Ipv6Ranges=[{CidrIpv6=" + value(cidr.toString()) + "}]";
      case Peer.OfPrefixList(String id) -> "PrefixListIds=[{PrefixListId=" + value(id) + "}]";
      case Peer.OfGroup group -> "UserIdGroupPairs=[{" + String.join(",", pair(group)) + "}]";
    };
  }

  private static List<String> pair(Peer.OfGroup group) {
    List<String> parts = new ArrayList<>();
    parts.add("GroupId=" + value(group.groupId()));
    if (group.accountId() != null) {
      parts.add("UserId=" + value(group.accountId()));
    }
    if (group.vpcId() != null) {
      parts.add("VpcId=" + value(group.vpcId()));
    }
    if (group.peeringConnectionId() != null) {
      parts.add("VpcPeeringConnectionId=" + value(group.peeringConnectionId()));
    }
    return parts;
  }

  private static String putEntry(String aclId, Change.PutEntries.Put put) {
    NetworkAclEntry entry = put.entry();
    boolean allows = entry.effect() == NetworkAclEntry.Effect.ALLOW;
    List<String> arguments = new ArrayList<>();
    arguments.add(put.replaces() ? "replace-network-acl-entry" : "create-network-acl-entry");
    arguments.addAll(List.of("--network-acl-id", aclId));
    arguments.add(entry.direction() == Direction.INGRESS ? "--ingress" : "--egress");
    arguments.addAll(List.of("--rule-number", Integer.toString(entry.number())));
    arguments.addAll(traffic(entry.traffic()));
    arguments.add(entry.cidr().family() == IpFamily.IPV4 ? "--cidr-block" : "--ipv6-cidr-block");
    arguments.add(entry.cidr().toString());
    arguments.addAll(List.of("--rule-action", allows ? "allow" : "deny"));
    return command(arguments);
  }

  /// Network ACLs spell every protocol as a number.
  private static List<String> traffic(Traffic traffic) {
    Protocol protocol = traffic.protocolOrNull();
    String number = protocol == null ? "-1" : Integer.toString(protocol.number());
    return switch (traffic) {
      case Traffic.All() -> List.of("--protocol", number);
      case Traffic.Whole whole -> List.of("--protocol", number);
      case Traffic.Ports(_, PortRange ports) ->
          List.of(
              "--protocol", number, "--port-range", "From=" + ports.from() + ",To=" + ports.to());
      case Traffic.Icmp(_, int type, int code) ->
          List.of("--protocol", number, "--icmp-type-code", "Type=" + type + ",Code=" + code);
    };
  }

  /// A value of the CLI's shorthand syntax.
  private static String value(String text) {
    return text.matches(PLAIN)
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// {@return a command of `aws ec2`, each argument quoted where it needs to be}
  public static String command(List<String> arguments) {
    return "aws ec2 " + arguments.stream().map(AwsCli::quoted).collect(Collectors.joining(" "));
  }

  /// An argument for a POSIX shell. Line breaks and other control characters, which no id has, are
  /// replaced, so that a command stays on its line.
  private static String quoted(String argument) {
    String printable = argument.replaceAll("\\p{Cntrl}", "?");
    return printable.matches(PLAIN) ? printable : "'" + printable.replace("'", "'\\''") + "'";
  }
}
