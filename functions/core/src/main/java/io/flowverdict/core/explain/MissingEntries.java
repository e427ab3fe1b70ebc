package io.flowverdict.core.explain;

import io.flowverdict.core.change.AllowEntries;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.change.EntryNumbers;
import io.flowverdict.core.change.EphemeralPorts;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.change.Opening;
import io.flowverdict.core.change.PeerBlocks;
import io.flowverdict.core.change.PlannedEntries;
import io.flowverdict.core.change.Quotas;
import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The allow entries that a network ACL may be missing for what a checkpoint blocks, with numbers
/// that win against the entries that deny.
final class MissingEntries {

  private final NetworkAcl acl;
  private final Passage blocked;
  private final Filters filters;
  private final Snapshot snapshot;
  private final Checkpoint checkpoint;
  private final Direction direction;

  MissingEntries(NetworkAcl acl, Passage blocked, Filters filters) {
    this.acl = acl;
    this.blocked = blocked;
    this.filters = filters;
    this.snapshot = filters.snapshot();
    this.checkpoint = blocked.checkpoint();
    this.direction = checkpoint.direction();
  }

  /// {@return the entries to try, in this order; empty when the packet does not tell its port, its
  /// peer is not known, or no number can be made free}
  List<List<Fix.Part>> candidates(Fix.Kind kind) {
    List<List<Fix.Part>> candidates = new ArrayList<>();
    if (checkpoint.peers() != null) {
      return candidates;
    }
    PeerBlocks peers = new PeerBlocks(snapshot);
    Packet packet = checkpoint.packet();
    List<List<Traffic>> all = traffic();
    for (List<Cidr> blocks :
        peers.of(
            packet.peer(direction),
            checkpoint.at(),
            kind,
            block -> all.stream().flatMap(List::stream).anyMatch(each -> !passes(each, block)))) {
      for (List<Traffic> traffic : all) {
        entries(traffic, blocks).map(this::parts).ifPresent(candidates::add);
      }
    }
    turned().map(this::parts).ifPresent(candidates::add);
    return candidates;
  }

  /// What to open: what is closed of the ports that audits demand for such replies; else all closed
  /// ports, or just these where another entry is between them.
  private List<List<Traffic>> traffic() {
    List<List<Traffic>> all = new ArrayList<>();
    List<PortRange> closed = blocked.ports(Decision.Outcome.BLOCK);
    Optional<Traffic> exact = ExactTraffic.of(blocked);
    Optional<Traffic> demanded = closedOfDemanded();
    boolean mayBeReply = checkpoint.role() == Role.UNKNOWN;
    if (!closed.isEmpty()) {
      demanded.ifPresent(traffic -> all.add(List.of(traffic)));
    }
    exact.ifPresent(traffic -> all.add(List.of(traffic)));
    if (mayBeReply) {
      demanded.ifPresent(traffic -> all.add(List.of(traffic)));
    }
    if (closed.size() > 1) {
      all.add(closed.stream().map(this::ports).toList());
    }
    return all.stream().distinct().toList();
  }

  /// What is closed of all ports that a client may take its replies on; empty when these do not
  /// hold the ports in question, or this client is known to use but one.
  private Optional<Traffic> closedOfDemanded() {
    ClientPorts client = checkpoint.clientPorts();
    if (client != null && client.isOnePort()) {
      return Optional.empty();
    }
    PortRange demanded = EphemeralPorts.ofReplies(direction, checkpoint.at());
    boolean holds =
        ExactTraffic.of(blocked)
            .filter(exact ->
                exact instanceof Traffic.Ports(_, PortRange ports) && demanded.contains(ports))
            .isPresent();
    return holds
        ? ExactTraffic.of(filters.inspect(checkpoint.withClientPorts(demanded)))
        : Optional.empty();
  }

  private Traffic ports(PortRange ports) {
    return new Traffic.Ports(checkpoint.packet().protocol(), ports);
  }

  /// An entry for all of the traffic with each block of which not all passes already, before those
  /// that deny it.
  private Optional<List<Change>> entries(List<Traffic> traffic, List<Cidr> blocks) {
    PlannedEntries planned = new PlannedEntries();
    AllowEntries entries = new AllowEntries(acl, direction, planned);
    List<Change> changes = new ArrayList<>();
    for (Cidr block : blocks) {
      for (Traffic each : traffic) {
        if (passes(each, block)) {
          continue;
        }
        int deny = new EntryNumbers(acl, direction).firstOf(denying(each, block));
        Optional<List<Change>> free = entries.before(deny, List.of(each), List.of(block));
        if (free.isEmpty()) {
          return traffic.size() > 1 || blocks.size() > 1
              ? Optional.empty()
              : entries.movingUp(deny, each, block).map(List::of);
        }
        changes.addAll(free.get());
        planned.add(free.get());
      }
    }
    return changes.isEmpty() ? Optional.empty() : Optional.of(changes);
  }

  private boolean passes(Traffic traffic, Cidr block) {
    return passages(traffic, block).stream()
        .allMatch(each -> each.outcome() == Decision.Outcome.PASS);
  }

  private List<Step> denying(Traffic traffic, Cidr block) {
    return passages(traffic, block).stream()
        .flatMap(each -> each.blockingSteps().stream())
        .distinct()
        .toList();
  }

  /// What the network ACL decides about traffic with the addresses of a block.
  private List<Passage> passages(Traffic traffic, Cidr block) {
    Checkpoint all =
        traffic instanceof Traffic.Ports(_, PortRange ports)
            ? checkpoint.withClientPorts(ports)
            : checkpoint;
    return filters.inspectEach(all, AddressSet.of(block));
  }

  /// The one denying entry that is about nothing else, turned into an allow.
  private Optional<List<Change>> turned() {
    List<String> numbers = blocked.blockingSteps().stream().map(Step::rule).distinct().toList();
    Optional<Traffic> exact = ExactTraffic.of(blocked);
    return acl.entries().stream()
        .filter(entry -> entry.direction() == direction && numbers.equals(List.of(entry.name())))
        .filter(entry -> exact.isPresent() && entry.traffic().equals(exact.get()))
        .filter(entry -> entry.cidr().equals(Cidr.of(checkpoint.packet().peer(direction))))
        .<List<Change>>map(
            entry -> List.of(new AllowEntries(acl, direction, new PlannedEntries()).turning(entry)))
        .findFirst();
  }

  private List<Fix.Part> parts(List<Change> changes) {
    List<Fix.Part> parts = new ArrayList<>();
    Snapshot current = snapshot;
    for (Change change : changes) {
      parts.add(new Fix.Part(change, opens((Change.PutEntries) change, current)));
      current = change.applyTo(current);
    }
    return parts;
  }

  private List<String> opens(Change.PutEntries change, Snapshot current) {
    List<String> sentences = new ArrayList<>();
    NetworkAclEntry added = change.added();
    sentences.addAll(
        Opening.of(
            acl,
            added,
            Wording.traffic(added.traffic(), checkpoint.packet()),
            checkpoint.role() == Role.REPLY));
    List<Passage> passages = passages(added.traffic(), added.cidr());
    denying(added.traffic(), added.cidr()).stream()
        .filter(step -> !step.isClosing())
        .map(step -> denies(step, passages))
        .forEach(sentences::add);
    others(added).ifPresent(sentences::add);
    UnreadLists.mayHold(added.cidr(), snapshot).ifPresent(sentences::add);
    Quotas.exceeded(change, current).ifPresent(sentences::add);
    return sentences;
  }

  private static String denies(Step step, List<Passage> passages) {
    boolean all = passages.stream().allMatch(each -> each.blockingSteps().contains(step));
    return "Entry %s denies %s explicitly (%s): ask why before you open it."
        .formatted(step.rule(), all ? "this" : "a part of this", step.text());
  }

  /// That an entry for one address of a service is not for the others.
  private Optional<String> others(NetworkAclEntry added) {
    boolean single = added.cidr().length() == added.cidr().family().bits();
    return new PeerBlocks(snapshot)
        .lists(added.cidr().network()).stream()
            .filter(PrefixList::isManagedByAws)
            .filter(list -> single)
            .findFirst()
            .map(list ->
                "It is for this address only; %s (%s) has others, and network ACLs take no prefix lists."
                    .formatted(Wording.orUnknown(list.name(), list.id()), list.id()));
  }
}
