package io.flowverdict.core.audit;

import io.flowverdict.core.audit.Proposal.Way;
import io.flowverdict.core.audit.set.TrafficLine;
import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.change.AllowEntries;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.change.EphemeralPorts;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.change.Opening;
import io.flowverdict.core.change.PlannedEntries;
import io.flowverdict.core.change.Quotas;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The entries that let replies to some peers pass, proposed only when they were seen to.
///
/// @param ports the ports in trouble
/// @param denying the entries that deny the replies now
/// @param at the interfaces whose requests or replies these are
record ReplyEntries(
    NetworkAcl acl,
    Direction direction,
    Protocol protocol,
    PortRange ports,
    AddressSet peers,
    List<NetworkAclEntry> denying,
    List<NetworkInterface> at,
    Evaluation evaluation) {

  ReplyEntries {
    denying = List.copyOf(denying);
    at = List.copyOf(at);
  }

  Proposal proposal() {
    return Proposal.reaching(unverified(), this::ways);
  }

  /// Where no entry is verified: nothing that an explicit deny keeps closed is to be opened by a
  /// range.
  private String unverified() {
    List<String> explicit =
        denying.stream()
            .filter(entry -> !entry.isImplicitDeny())
            .map(NetworkAclEntry::name)
            .distinct()
            .toList();
    return explicit.isEmpty()
        ? text(new Traffic.Ports(protocol, ports), "these peers")
        : "%s of %s %s these replies explicitly: ask why first, and allow only what must come."
            .formatted(
                (explicit.size() == 1 ? "Entry " : "Entries ") + Words.list(explicit),
                acl.id(),
                explicit.size() == 1 ? "denies" : "deny");
  }

  /// For every port that the clients may use or, where an explicit deny is in the way of some, for
  /// those in trouble.
  private List<Way> ways(Fix.Kind kind, PlannedEntries planned) {
    List<Way> ways = new ArrayList<>();
    for (PeerNames.Name name : new PeerNames(evaluation).of(peers, free(), at.getFirst(), kind)) {
      for (PortRange range : Stream.of(demanded(), ports).distinct().toList()) {
        Traffic traffic = new Traffic.Ports(protocol, range);
        new AllowEntries(acl, direction, planned)
            .before(lowest(), List.of(traffic), name.blocks())
            .filter(changes -> reach(changes, traffic))
            .ifPresent(changes -> ways.add(way(name, traffic, changes)));
      }
    }
    return ways;
  }

  /// The clients of inbound requests are elsewhere; those of outbound ones are the interfaces.
  private PortRange demanded() {
    boolean wide =
        direction == Direction.EGRESS
            || ports.equals(EphemeralPorts.WIDE)
            || at.stream().anyMatch(each -> EphemeralPorts.of(each).equals(EphemeralPorts.WIDE));
    return wide ? EphemeralPorts.WIDE : EphemeralPorts.COMMON;
  }

  private int lowest() {
    return denying.stream().mapToInt(NetworkAclEntry::number).min().orElse(1);
  }

  /// The peers that a block may hold as well: replies to them pass already, or no network ACL.
  private AddressSet free() {
    AddressSet inside =
        at.stream()
            .map(NetworkInterface::subnetId)
            .filter(Objects::nonNull)
            .distinct()
            .map(id -> evaluation.snapshot().subnets().get(id))
            .filter(Objects::nonNull)
            .map(subnet -> AddressSet.of(subnet.cidrs()))
            .reduce(AddressSet.EMPTY, AddressSet::union);
    return inside.union(
        evaluation
            .allowed(acl, direction)
            .peersThroughout(ReplyPorts.stretch(protocol, demanded())));
  }

  private boolean reach(List<Change> changes, Traffic traffic) {
    Snapshot changed = Change.applyAll(changes, evaluation.snapshot());
    NetworkAcl after = Objects.requireNonNull(changed.networkAcls().get(acl.id()), acl.id());
    TrafficSet passing = AclDecisions.of(after, direction).allowed();
    return passing.peersThroughout(TrafficLine.of(traffic)).containsAll(peers);
  }

  private Way way(PeerNames.Name name, Traffic traffic, List<Change> changes) {
    String blocks = name.blocks().stream().map(Cidr::toString).collect(Collectors.joining(", "));
    String others = name.exact() ? "" : " It holds these peers and others between them.";
    return new Way(
        text(traffic, blocks) + others + explicit(),
        parts(acl, changes, evaluation.snapshot(), /* replies= */ true));
  }

  /// {@return the changes with what each of them opens}
  ///
  /// @param replies whether they are there for replies
  static List<Fix.Part> parts(
      NetworkAcl acl, List<Change> changes, Snapshot snapshot, boolean replies) {
    List<Fix.Part> parts = new ArrayList<>();
    Snapshot current = snapshot;
    for (Change change : changes) {
      NetworkAclEntry added = ((Change.PutEntries) change).added();
      List<String> opens =
          new ArrayList<>(Opening.of(acl, added, added.traffic().toString(), replies));
      Quotas.exceeded(change, current).ifPresent(opens::add);
      parts.add(new Fix.Part(change, opens));
      current = change.applyTo(current);
    }
    return parts;
  }

  private String text(Traffic traffic, String blocks) {
    return "In %s allow %s %s %s %s: network ACLs keep no state."
        .formatted(acl.id(), direction.bound(), traffic, Words.preposition(direction), blocks);
  }

  private String explicit() {
    return denying.stream().allMatch(NetworkAclEntry::isImplicitDeny)
        ? ""
        : " Entries deny it explicitly: ask why first.";
  }
}
