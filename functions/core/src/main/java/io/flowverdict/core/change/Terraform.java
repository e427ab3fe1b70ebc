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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Changes as blocks of Terraform's language for the AWS provider (5.0 or newer):
/// `aws_vpc_security_group_ingress_rule`, `aws_vpc_security_group_egress_rule` and
/// `aws_network_acl_rule`. These stand beside rules of their own; where a group or network ACL has
/// its rules inline, the same arguments go there. The language has no block that takes a rule away
/// which it does not know, so a removal is a comment.
///
/// Ids come from outside: each is a quoted string in which nothing is interpolated, and names of
/// blocks hold letters, digits and underscores only.
public final class Terraform {

  private static final int LONGEST_NAME = 120;

  private Terraform() {}

  /// {@return the change as blocks, each of several lines}
  public static List<String> blocks(Change change) {
    return switch (change) {
      case Change.AddRule(SecurityGroupRule rule) -> List.of(rule(rule));
      case Change.PutEntries puts ->
          puts.puts().stream().map(put -> entry(puts.id(), put.entry(), put.replaces())).toList();
      case Change.RemoveRule(SecurityGroupRule rule) ->
          List.of(
              comment(
                  "Remove the resource or inline block of "
                      + rule.groupId()
                      + " for "
                      + rule.direction().bound()
                      + " "
                      + rule.text()
                      + (rule.ruleId() == null ? "" : " (" + rule.ruleId() + ")")
                      + ", then apply."));
      case Change.RemoveEntry(String id, NetworkAclEntry entry) ->
          List.of(
              comment(
                  "Remove the resource or inline block of "
                      + id
                      + " for "
                      + entry.direction().bound()
                      + " entry "
                      + entry.number()
                      + ", then apply."));
    };
  }

  private static String rule(SecurityGroupRule rule) {
    String type = "aws_vpc_security_group_" + rule.direction() + "_rule";
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("security_group_id", quoted(rule.groupId()));
    Protocol protocol = rule.traffic().protocolOrNull();
    arguments.put("ip_protocol", quoted(groupProtocol(protocol)));
    switch (rule.traffic()) {
      case Traffic.Ports(_, PortRange ports) -> {
        arguments.put("from_port", Integer.toString(ports.from()));
        arguments.put("to_port", Integer.toString(ports.to()));
      }
      case Traffic.Icmp(_, int icmpType, int code) -> {
        arguments.put("from_port", Integer.toString(icmpType));
        arguments.put("to_port", Integer.toString(code));
      }
      case Traffic.All() -> {}
      case Traffic.Whole _ -> {}
    }
    switch (rule.peer()) {
      case Peer.OfCidr(Cidr cidr) ->
          arguments.put(
              cidr.family() == IpFamily.IPV4 ? "cidr_ipv4" : "cidr_ipv6", quoted(cidr.toString()));
      case Peer.OfPrefixList(String id) -> arguments.put("prefix_list_id", quoted(id));
      case Peer.OfGroup group ->
          arguments.put(
              "referenced_security_group_id",
              quoted(
                  group.peeringConnectionId() == null || group.accountId() == null
                      ? group.groupId()
                      : group.accountId() + "/" + group.groupId()));
    }
    return block(type, name(rule.groupId() + " " + rule.text()), arguments);
  }

  private static String groupProtocol(@Nullable Protocol protocol) {
    if (protocol == null) {
      return "-1";
    }
    return protocol.hasPorts() || protocol.isIcmp()
        ? protocol.toString().toLowerCase(Locale.ROOT)
        : Integer.toString(protocol.number());
  }

  private static String entry(String aclId, NetworkAclEntry entry, boolean replaces) {
    Map<String, String> arguments = new LinkedHashMap<>();
    boolean egress = entry.direction() == Direction.EGRESS;
    arguments.put("network_acl_id", quoted(aclId));
    arguments.put("rule_number", Integer.toString(entry.number()));
    arguments.put("egress", Boolean.toString(egress));
    Protocol protocol = entry.traffic().protocolOrNull();
    arguments.put(
        "protocol", quoted(protocol == null ? "-1" : Integer.toString(protocol.number())));
    arguments.put("rule_action", quoted(entry.effect().name().toLowerCase(Locale.ROOT)));
    arguments.put(
        entry.cidr().family() == IpFamily.IPV4 ? "cidr_block" : "ipv6_cidr_block",
        quoted(entry.cidr().toString()));
    switch (entry.traffic()) {
      case Traffic.Ports(_, PortRange ports) -> {
        arguments.put("from_port", Integer.toString(ports.from()));
        arguments.put("to_port", Integer.toString(ports.to()));
      }
      case Traffic.Icmp(_, int type, int code) -> {
        arguments.put("icmp_type", Integer.toString(type));
        arguments.put("icmp_code", Integer.toString(code));
      }
      case Traffic.All() -> {}
      case Traffic.Whole _ -> {}
    }
    String block =
        block(
            "aws_network_acl_rule",
            name(aclId + " " + entry.direction() + " " + entry.number()),
            arguments);
    return replaces
        ? comment("In place of the entry that has this number now.") + "\n" + block
        : block;
  }

  private static String block(String type, String name, Map<String, String> arguments) {
    int width = arguments.keySet().stream().mapToInt(String::length).max().orElse(0);
    return arguments.entrySet().stream()
        .map(each ->
            "  "
                + each.getKey()
                + " ".repeat(width - each.getKey().length())
                + " = "
                + each.getValue())
        .collect(Collectors.joining("\n", "resource \"" + type + "\" \"" + name + "\" {\n", "\n}"));
  }

  /// A name of a block; it begins with a letter.
  private static String name(String text) {
    String plain = text.replaceAll("[^A-Za-z0-9]+", "_");
    String named = plain.matches("[A-Za-z].*") ? plain : "rule_" + plain;
    return named.substring(0, Math.min(named.length(), LONGEST_NAME));
  }

  /// A string in which the language reads nothing but the text: where a template could begin, the
  /// sign is written by its number.
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char each : printable(text).toCharArray()) {
      switch (each) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '$' -> quoted.append("\\u0024");
        case '%' -> quoted.append("\\u0025");
        default -> quoted.append(each);
      }
    }
    return quoted.append('"').toString();
  }

  private static String comment(String text) {
    return "# " + printable(text);
  }

  /// Line breaks and other control characters, which no id has, would end a comment or a string.
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
  }
}
