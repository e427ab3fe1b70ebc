package io.flowverdict.core.explain;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.change.Change.PutEntries.Put;
import io.flowverdict.core.change.EntryNumbers;
import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The allow entry that a network ACL is missing: for the peer's address alone and just what is
/// blocked, with a free number that wins against the entry that denies.
final class NetworkAclRepair {

  /// Entries of one direction that a network ACL may have unless AWS raised the quota.
  private static final int QUOTA = 20;

  private NetworkAclRepair() {}

  /// {@return the fix; empty when the packet does not tell its port or no number can be made free}
  static Optional<Fix> candidate(NetworkAcl acl, Passage blocked) {
    Checkpoint checkpoint = blocked.checkpoint();
    Direction direction = checkpoint.direction();
    EntryNumbers numbers = new EntryNumbers(acl, direction);
    int deny = numbers.firstOf(denying(blocked));
    return ExactTraffic.of(blocked)
        .flatMap(traffic -> put(numbers, deny, allow(checkpoint, traffic)))
        .map(puts -> new Change.PutEntries(acl.id(), puts))
        .map(change -> new Fix(checkpoint.role(), change, opens(acl, blocked, change)));
  }

  private static List<Step> denying(Passage blocked) {
    return blocked.segments().stream()
        .filter(each -> each.is(Decision.Outcome.BLOCK))
        .flatMap(each -> each.decision().steps().stream())
        .toList();
  }

  private static NetworkAclEntry allow(Checkpoint checkpoint, Traffic traffic) {
    Packet packet = checkpoint.packet();
    return new NetworkAclEntry(
        NetworkAclEntry.FIRST_RESERVED_NUMBER - 1,
        checkpoint.direction(),
        NetworkAclEntry.Effect.ALLOW,
        traffic,
        Cidr.of(packet.peer(checkpoint.direction())));
  }

  private static Optional<List<Put>> put(EntryNumbers numbers, int deny, NetworkAclEntry allow) {
    Optional<Integer> free = numbers.freeBefore(deny);
    return free.isPresent()
        ? Optional.of(List.of(new Put(allow.withNumber(free.get()), false)))
        : numbers.moveUp(deny).map(moves -> with(moves, new Put(allow.withNumber(deny), true)));
  }

  private static List<Put> with(List<Put> moves, Put last) {
    List<Put> puts = new ArrayList<>(moves);
    puts.add(last);
    return puts;
  }

  private static String opens(NetworkAcl acl, Passage blocked, Change.PutEntries change) {
    List<String> sentences = new ArrayList<>();
    sentences.add(opened(acl, blocked.checkpoint(), change.added()));
    blocked.blockingSteps().stream()
        .filter(step -> !"*".equals(step.rule()))
        .map(step ->
            "Entry %s denies this explicitly (%s): ask why before you open it."
                .formatted(step.rule(), step.text()))
        .forEach(sentences::add);
    Direction direction = change.added().direction();
    long entries = acl.entries().stream().filter(each -> each.direction() == direction).count();
    if (entries >= QUOTA) {
      sentences.add(
          "%s has %d %s entries already, and the default quota is %d."
              .formatted(acl.id(), entries, Wording.bound(direction), QUOTA));
    }
    return String.join(" ", sentences);
  }

  private static String opened(NetworkAcl acl, Checkpoint checkpoint, NetworkAclEntry added) {
    boolean known = !acl.subnetIds().isEmpty();
    return "It opens "
        + Wording.traffic(added.traffic(), checkpoint.packet())
        + (added.direction() == Direction.INGRESS ? " from " : " to ")
        + added.cidr()
        + " for all of "
        + (known ? Candidates.list(acl.subnetIds()) : "the subnets that use " + acl.id())
        + (checkpoint.role() == Role.REPLY
            ? "; replies to other clients stay as they are."
            : "; security groups still apply.");
  }
}
