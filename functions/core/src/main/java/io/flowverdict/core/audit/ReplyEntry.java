package io.flowverdict.core.audit;

import io.flowverdict.core.audit.set.TrafficLine;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.change.Change.PutEntries.Put;
import io.flowverdict.core.change.EntryNumbers;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The entries that let replies pass, proposed only when they were seen to.
final class ReplyEntry {

  private ReplyEntry() {}

  /// {@return the entries for every port that clients may use or, where an explicit deny is in the
  /// way of some, for those in trouble}
  ///
  /// @param ports the ports in trouble
  static AuditFix fix(
      NetworkAcl acl,
      Direction direction,
      Protocol protocol,
      PortRange ports,
      AddressSet peers,
      List<NetworkAclEntry> denying,
      Evaluation evaluation) {
    for (PortRange range : List.of(ReplyPorts.WIDE, ports)) {
      Traffic traffic = new Traffic.Ports(protocol, range);
      List<Change> changes = changes(acl, direction, traffic, peers, denying, evaluation);
      if (!changes.isEmpty()) {
        return AuditFix.of(text(acl, direction, traffic, denying), changes);
      }
    }
    Traffic traffic = new Traffic.Ports(protocol, ports);
    return AuditFix.of(text(acl, direction, traffic, denying));
  }

  /// Empty when the entries would not let all of the traffic pass.
  private static List<Change> changes(
      NetworkAcl acl,
      Direction direction,
      Traffic traffic,
      AddressSet peers,
      List<NetworkAclEntry> denying,
      Evaluation evaluation) {
    int before = denying.stream().mapToInt(NetworkAclEntry::number).min().orElse(1);
    Snapshot changed = evaluation.snapshot();
    List<Change> changes = new ArrayList<>();
    for (Cidr block : blocks(peers)) {
      NetworkAcl current = Objects.requireNonNull(changed.networkAcls().get(acl.id()), acl.id());
      Optional<Integer> number = new EntryNumbers(current, direction).freeBefore(before);
      if (number.isPresent()) {
        Change change = allow(acl, number.get(), direction, traffic, block);
        changes.add(change);
        changed = change.applyTo(changed);
      }
    }
    NetworkAcl mended = Objects.requireNonNull(changed.networkAcls().get(acl.id()), acl.id());
    boolean passes =
        AclDecisions.of(mended, direction)
            .allowed()
            .peersThroughout(TrafficLine.of(traffic))
            .containsAll(peers);
    return passes ? changes : List.of();
  }

  private static String text(
      NetworkAcl acl, Direction direction, Traffic traffic, List<NetworkAclEntry> denying) {
    String explicit =
        denying.stream().allMatch(NetworkAclEntry::isImplicitDeny)
            ? ""
            : " Entries deny it explicitly: ask why first.";
    return "In %s allow %s %s %s these peers: network ACLs keep no state.%s"
        .formatted(
            acl.id(), Words.bound(direction), traffic, Words.preposition(direction), explicit);
  }

  /// For each family the smallest block that holds all peers.
  private static List<Cidr> blocks(AddressSet peers) {
    List<Cidr> blocks = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      List<Cidr> cidrs = peers.intersect(AddressSet.all(family)).cidrs();
      if (!cidrs.isEmpty()) {
        blocks.add(around(cidrs.getFirst(), cidrs.getLast().last()));
      }
    }
    return blocks;
  }

  private static Cidr around(Cidr first, IpAddress last) {
    Cidr block = first;
    while (!block.contains(last)) {
      block = new Cidr(block.network(), block.length() - 1);
    }
    return block;
  }

  private static Change allow(
      NetworkAcl acl, int number, Direction direction, Traffic traffic, Cidr block) {
    NetworkAclEntry entry =
        new NetworkAclEntry(number, direction, NetworkAclEntry.Effect.ALLOW, traffic, block);
    return new Change.PutEntries(acl.id(), List.of(new Put(entry, /* replaces= */ false)));
  }
}
