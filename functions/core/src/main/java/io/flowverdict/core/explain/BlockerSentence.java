package io.flowverdict.core.explain;

import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import java.util.ArrayList;
import java.util.List;

/// What one blocker drops and why, for example `Network ACL acl-0a (subnet-0b) drops the reply:
/// outbound entries 100–200 allow no TCP to ports 32768–60999; entry * denies.`
final class BlockerSentence {

  private final Passage passage;
  private final Checkpoint checkpoint;
  private final Filters filters;

  private BlockerSentence(Passage passage, Filters filters) {
    this.passage = passage;
    this.checkpoint = passage.checkpoint();
    this.filters = filters;
  }

  static String of(Passage closed, Filters filters) {
    BlockerSentence sentence = new BlockerSentence(closed, filters);
    return switch (closed.checkpoint().layer()) {
      case SG -> sentence.bySecurityGroups();
      case NACL -> sentence.byNetworkAcl();
    };
  }

  private String bySecurityGroups() {
    List<String> groups = List.copyOf(checkpoint.at().groupIds());
    return "No "
        + Wording.bound(checkpoint.direction())
        + " rule of security "
        + (groups.size() == 1 ? "group " : "groups ")
        + Candidates.list(groups)
        + " (on "
        + checkpoint.at().id()
        + ") allows "
        + dropped()
        + ".";
  }

  private String byNetworkAcl() {
    List<PortRange> open = passage.ports(Decision.Outcome.PASS);
    String id = passage.blockingSteps().getFirst().id();
    String subnet = checkpoint.at().subnetId();
    return "Network ACL "
        + id
        + (subnet == null ? "" : " (" + subnet + ")")
        + " drops "
        + (open.isEmpty() ? dropped() : "a part of the replies")
        + ": "
        + (isByClosingEntry() ? noEntryAllows() : entries())
        + ".";
  }

  private String dropped() {
    return switch (checkpoint.role()) {
      case REQUEST -> "the request";
      case REPLY -> "the reply";
      case UNKNOWN -> "the traffic";
    };
  }

  /// Whether nothing but AWS's own closing entry decided.
  private boolean isByClosingEntry() {
    return passage.steps().stream().allMatch(step -> "*".equals(step.rule()));
  }

  private String noEntryAllows() {
    Packet packet = checkpoint.packet();
    Direction direction = checkpoint.direction();
    IpFamily family = packet.peer(direction).family();
    NetworkAcl acl = filters.aclAt(checkpoint);
    List<String> numbers =
        acl == null
            ? List.of()
            : acl.entries(direction, family).stream()
                .filter(entry -> !entry.isImplicitDeny())
                .map(NetworkAclEntry::name)
                .toList();
    if (numbers.isEmpty()) {
      return "it has no %s %s entry of its own, so entry * denies"
          .formatted(Wording.bound(direction), Wording.family(family));
    }
    boolean one = numbers.size() == 1;
    return Wording.bound(direction)
        + (one ? " entry " : " entries ")
        + numbers.getFirst()
        + (one ? " allows" : "–" + numbers.getLast() + " allow")
        + " no "
        + traffic()
        + "; entry * denies";
  }

  private String traffic() {
    List<PortRange> closed = passage.ports(Decision.Outcome.BLOCK);
    Packet packet = checkpoint.packet();
    return closed.isEmpty()
        ? Wording.packet(packet) + withPeer()
        : packet.protocol() + " to " + Wording.ports(closed);
  }

  private String withPeer() {
    Direction direction = checkpoint.direction();
    return (direction == Direction.INGRESS ? " from " : " to ")
        + checkpoint.packet().peer(direction);
  }

  /// Each run of ports with the entry that decides it, or the entries that deny the packet.
  private String entries() {
    List<String> runs = new ArrayList<>();
    for (Passage.Segment segment : passage.segments()) {
      PortRange ports = segment.ports();
      List<Step> steps = segment.decision().steps();
      if (steps.isEmpty()) {
        continue;
      }
      Step step = steps.getLast();
      String what =
          ports == null
              ? String.valueOf(step.text())
              : checkpoint.packet().protocol() + " to " + Wording.ports(ports);
      runs.add("entry " + step.rule() + (step.blocks() ? " denies " : " allows ") + what);
    }
    return Wording.bound(checkpoint.direction()) + " " + Wording.bounded(runs, ", ");
  }
}
