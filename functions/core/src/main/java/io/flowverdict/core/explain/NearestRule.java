package io.flowverdict.core.explain;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.net.Protocol;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rule or entry that came closest to allowing what was blocked.
///
/// @param id its security group or network ACL
/// @param rule the rule's name or the entry's number
/// @param text the rule in words
/// @param failed what keeps it from allowing the packet; one thing in the usual case. With all of
///   these as the packet needs them the rule would allow it, with any one as it is it does not
/// @param groupName the name of its group; null for an entry, and where the configuration has none
/// @param words the rule in words with the name of the group that it refers to
/// @param meant the protocol that was probably meant; null where there is nothing to guess
public record NearestRule(
    Layer layer,
    String id,
    String rule,
    String text,
    Set<Field> failed,
    @Nullable String groupName,
    String words,
    @Nullable Protocol meant) {

  /// What keeps a rule from allowing a packet.
  public enum Field {
    /// An entry with a lower number decides before it.
    ORDER,
    /// The port, or the ICMP type or code.
    PORT,
    /// The source of ingress, the destination of egress.
    PEER,
    PROTOCOL,
    /// The rule is for the other direction.
    DIRECTION;

    /// The word in the output: `port`, `peer`, `protocol`, `direction`, `order`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public NearestRule {
    requireNonNull(layer, "layer is null");
    requireNonNull(id, "id is null");
    requireNonNull(rule, "rule is null");
    requireNonNull(text, "text is null");
    requireNonNull(words, "words is null");
    if (failed.isEmpty()) {
      throw new IllegalArgumentException("Rule " + rule + " fails by nothing");
    }
    failed = Collections.unmodifiableSet(EnumSet.copyOf(failed));
  }

  /// {@return what failed; the first where several things did}
  public Field field() {
    return failed.iterator().next();
  }

  /// The rule as a sentence: `The nearest is sgr-0a of sg-0a (tcp 443 from 10.0.0.0/8); only its
  /// port fails.`
  public String sentence() {
    return "The nearest is " + named() + "; " + shortfall() + ".";
  }

  /// The rule with the names of its groups: `sgr-0a of web sg-0a (tcp 443 from db sg-0b)`, `entry
  /// 100 of acl-0a (tcp 443 from 10.0.0.0/8)`.
  public String named() {
    String group = groupName == null ? id : groupName + " " + id;
    return switch (layer) {
      case NACL -> "entry " + rule + " of " + id + " (" + words + ")";
      case SG ->
          rule.startsWith("sgr-")
              ? rule + " of " + group + " (" + words + ")"
              : "\"" + words + "\" of " + group;
    };
  }

  /// What keeps it from allowing the packet: `only its port fails`, `its port and its peer fail`.
  public String shortfall() {
    String fields = failed.stream().map(Field::toString).collect(Collectors.joining(" and its "));
    return (failed.size() == 1 ? "only its " + fields + " fails" : "its " + fields + " fail")
        + (meant == null
            ? ""
            : ", " + meant.toString().toLowerCase(Locale.ROOT) + " was probably meant");
  }
}
