package io.flowverdict.core.change;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The entries that the fixes of one report put, so that no two take one number, and one entry that
/// two fixes need has one. Mutable.
public final class PlannedEntries {

  private record Side(String aclId, Direction direction) {}

  private final Map<Side, List<NetworkAclEntry>> entries = new HashMap<>();

  /// Notes the entries that changes put.
  public void add(List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof Change.PutEntries puts) {
        for (Change.PutEntries.Put put : puts.puts()) {
          List<NetworkAclEntry> planned =
              entries.computeIfAbsent(
                  new Side(puts.id(), put.entry().direction()), _ -> new ArrayList<>());
          if (!planned.contains(put.entry())) {
            planned.add(put.entry());
          }
        }
      }
    }
  }

  /// {@return a free number below this one that no planned entry takes}
  public Optional<Integer> freeBefore(int number, NetworkAcl acl, Direction direction) {
    return new EntryNumbers(acl, direction, of(acl.id(), direction)).freeBefore(number);
  }

  /// {@return the entries planned so far, in the order in which they were}
  List<NetworkAclEntry> of(String aclId, Direction direction) {
    return entries.getOrDefault(new Side(aclId, direction), List.of());
  }
}
