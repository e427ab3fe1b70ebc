package io.flowverdict.core.change;

import io.flowverdict.core.change.Change.PutEntries.Put;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The entry numbers of one direction of a network ACL, which entries of both address families
/// share. Numbers that AWS reserves are never used.
public final class EntryNumbers {

  private static final int LAST = NetworkAclEntry.FIRST_RESERVED_NUMBER - 1;

  private final TreeMap<Integer, NetworkAclEntry> used = new TreeMap<>();

  public EntryNumbers(NetworkAcl acl, Direction direction) {
    this(acl, direction, List.of());
  }

  /// @param planned entries that other fixes are to put, whose numbers are taken
  EntryNumbers(NetworkAcl acl, Direction direction, List<NetworkAclEntry> planned) {
    planned.forEach(entry -> used.put(entry.number(), entry));
    acl.entries().stream()
        .filter(entry -> entry.direction() == direction && !entry.isImplicitDeny())
        .forEach(entry -> used.put(entry.number(), entry));
  }

  /// {@return the lowest number of the deciding entries; beyond the last number when only AWS's own
  /// entry decides}
  public int firstOf(List<Step> denying) {
    return denying.stream()
        .map(Step::rule)
        .filter(rule -> rule != null && !rule.equals("*"))
        .mapToInt(Integer::parseInt)
        .min()
        .orElse(NetworkAclEntry.FIRST_RESERVED_NUMBER);
  }

  /// {@return a free number below this one, with gaps kept: at the end of the list the next
  /// hundred, before an entry the nearest ten below it, else the highest that is free}
  public Optional<Integer> freeBefore(int number) {
    int last = used.isEmpty() ? 0 : used.lastKey();
    if (number > LAST) {
      int hundred = (last / 100 + 1) * 100;
      if (hundred <= LAST) {
        return Optional.of(hundred);
      }
    }
    Optional<Integer> ten = highestFree(number, 10);
    return ten.isPresent() ? ten : highestFree(number, 1);
  }

  private Optional<Integer> highestFree(int below, int step) {
    int highest = (below - 1) / step * step;
    return IntStream.iterate(highest, each -> each >= 1, each -> each - step)
        .filter(each -> !used.containsKey(each))
        .boxed()
        .findFirst();
  }

  /// {@return the puts that move the entry of this number and those right after it up by one, the
  /// last of them first, so that every state between decides as before; empty when no number above
  /// is free}
  public Optional<List<Put>> moveUp(int number) {
    int free = number;
    while (used.containsKey(free)) {
      free++;
    }
    if (free > LAST) {
      return Optional.empty();
    }
    List<Put> puts = new ArrayList<>();
    for (int target = free; target > number; target--) {
      NetworkAclEntry moved = entry(target - 1).withNumber(target);
      puts.add(new Put(moved, target != free));
    }
    return Optional.of(puts);
  }

  private NetworkAclEntry entry(int number) {
    NetworkAclEntry entry = used.get(number);
    if (entry == null) {
      throw new IllegalArgumentException("No entry " + number);
    }
    return entry;
  }
}
