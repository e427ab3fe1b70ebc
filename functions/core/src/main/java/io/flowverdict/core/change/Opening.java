package io.flowverdict.core.change;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.net.SensitivePorts;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a new entry of a network ACL lets pass, in words.
public final class Opening {

  /// Where web servers listen beside 80 and 443.
  private static final int WEB_ALTERNATIVE = 8080;

  private static final int SHOWN = 8;

  /// From this prefix length on an IPv4 block is no large part of the Internet.
  private static final int SMALL = 8;

  private Opening() {}

  /// {@return sentences about an entry}
  ///
  /// @param what the entry's traffic in words
  /// @param replies whether it is there for replies
  public static List<String> of(
      NetworkAcl acl, NetworkAclEntry added, String what, boolean replies) {
    List<String> sentences = new ArrayList<>();
    boolean known = !acl.subnetIds().isEmpty();
    sentences.add(
        "It opens "
            + what
            + (added.direction() == Direction.INGRESS ? " from " : " to ")
            + added.cidr()
            + " for all of "
            + (known ? list(acl.subnetIds()) : "the subnets that use " + acl.id())
            + (replies && added.cidr().length() > 0
                ? "; replies to other clients stay as they are."
                : "; security groups still apply."));
    if (added.traffic() instanceof Traffic.Ports(Protocol protocol, PortRange ports)) {
      listeners(protocol, ports).ifPresent(sentences::add);
      if (replies && isWide(added, protocol, ports)) {
        sentences.add(
            "UDP keeps no connections, so whoever sends to these ports passes: rather allow"
                + " outbound only the ports that are needed, such as 53 and 123, and their replies"
                + " from these servers.");
      }
    }
    return sentences;
  }

  private static boolean isWide(NetworkAclEntry entry, Protocol protocol, PortRange ports) {
    int small = entry.cidr().family() == IpFamily.IPV4 ? SMALL : 4 * SMALL;
    return protocol.equals(Protocol.UDP)
        && entry.direction() == Direction.INGRESS
        && ports.contains(EphemeralPorts.COMMON)
        && entry.cidr().length() < small;
  }

  /// A range for replies holds ports of services, which it cannot tell apart.
  private static Optional<String> listeners(Protocol protocol, PortRange ports) {
    TreeSet<Integer> listening = new TreeSet<>(SensitivePorts.ADMINISTRATION);
    listening.addAll(SensitivePorts.DATA_STORES.keySet());
    listening.add(WEB_ALTERNATIVE);
    listening.removeIf(port -> !ports.contains(port));
    return ports.size() == 1 || listening.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Among these ports are those of services (%s %s): as far as security groups allow, they are reachable too."
                .formatted(
                    protocol,
                    listening.stream().map(String::valueOf).collect(Collectors.joining(", "))));
  }

  private static String list(Collection<String> ids) {
    String shown = ids.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return ids.size() <= SHOWN ? shown : shown + " and " + (ids.size() - SHOWN) + " more";
  }
}
