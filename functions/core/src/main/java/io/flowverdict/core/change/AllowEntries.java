package io.flowverdict.core.change;

import io.flowverdict.core.change.Change.PutEntries.Put;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Allow entries for one direction of a network ACL, with numbers that win against the entries that
/// deny now.
public final class AllowEntries {

  private final NetworkAcl acl;
  private final Direction direction;
  private final PlannedEntries planned;

  /// @param planned what other fixes of the same report put
  public AllowEntries(NetworkAcl acl, Direction direction, PlannedEntries planned) {
    this.acl = acl;
    this.direction = direction;
    this.planned = planned;
  }

  /// {@return an entry for each traffic and block; empty when there are not enough free numbers}
  ///
  /// @param deny the lowest number of the entries that deny now; beyond the last number when only
  ///   AWS's own entry does
  public Optional<List<Change>> before(int deny, List<Traffic> traffic, List<Cidr> blocks) {
    List<NetworkAclEntry> taken = new ArrayList<>(planned.of(acl.id(), direction));
    List<Change> changes = new ArrayList<>();
    for (Cidr block : blocks) {
      for (Traffic each : traffic) {
        Optional<Integer> number = number(deny, each, block, taken);
        if (number.isEmpty()) {
          return Optional.empty();
        }
        NetworkAclEntry entry = allow(number.get(), each, block);
        taken.add(entry);
        changes.add(Change.PutEntries.adding(acl.id(), entry));
      }
    }
    return Optional.of(changes);
  }

  /// The number of an equal entry that is planned already, else a free one.
  private Optional<Integer> number(
      int deny, Traffic traffic, Cidr block, List<NetworkAclEntry> taken) {
    Optional<Integer> equal =
        taken.stream()
            .filter(
                each -> each.number() < deny && each.equals(allow(each.number(), traffic, block)))
            .map(NetworkAclEntry::number)
            .findFirst();
    return equal.isPresent() ? equal : new EntryNumbers(acl, direction, taken).freeBefore(deny);
  }

  /// {@return an entry right before the denying one, after that and those behind it were moved up
  /// by one; empty when no number is free above}
  public Optional<Change> movingUp(int deny, Traffic traffic, Cidr block) {
    return new EntryNumbers(acl, direction)
        .moveUp(deny)
        .map(moves -> {
          List<Put> puts = new ArrayList<>(moves);
          puts.add(new Put(allow(deny, traffic, block), /* replaces= */ true));
          return new Change.PutEntries(acl.id(), puts);
        });
  }

  /// {@return the change that turns a denying entry into one that allows the same}
  public Change turning(NetworkAclEntry deny) {
    NetworkAclEntry allow = allow(deny.number(), deny.traffic(), deny.cidr());
    return new Change.PutEntries(acl.id(), List.of(new Put(allow, /* replaces= */ true)));
  }

  private NetworkAclEntry allow(int number, Traffic traffic, Cidr block) {
    return new NetworkAclEntry(number, direction, NetworkAclEntry.Effect.ALLOW, traffic, block);
  }
}
