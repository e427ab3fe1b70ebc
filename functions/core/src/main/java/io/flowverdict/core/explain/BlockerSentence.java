package io.flowverdict.core.explain;

import io.flowverdict.core.judge.Claim;
import io.flowverdict.core.judge.Packets;
import io.flowverdict.core.judge.Ruling;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What one blocker drops and why, rendered from its claims: `Network ACL acl-0a (subnet-0b) drops
/// the reply: outbound entries 100–200 allow no TCP ports 32768–60999 to 10.0.1.5, so the closing
/// entry * denies it.`
final class BlockerSentence {

  private final Checkpoint checkpoint;
  private final Direction direction;
  private final String peer;
  private final List<Claim> claims;

  private BlockerSentence(Checkpoint checkpoint, List<Claim> claims) {
    this.checkpoint = checkpoint;
    this.direction = checkpoint.direction();
    this.peer = checkpoint.peer();
    this.claims = claims;
  }

  /// {@return the sentence about a passage that is closed, wholly or for some ports}
  static String of(Passage closed, Filters filters) {
    BlockerSentence sentence =
        new BlockerSentence(closed.checkpoint(), BlockerClaims.of(closed, filters));
    return switch (closed.checkpoint().layer()) {
      case SG -> sentence.bySecurityGroups();
      case NACL -> sentence.byNetworkAcl(String.valueOf(closed.blockingSteps().getFirst().id()));
    };
  }

  private String bySecurityGroups() {
    return Wording.capital(reasons()) + " allows " + dropped() + ".";
  }

  private String byNetworkAcl(String aclId) {
    String subnet = checkpoint.at().subnetId();
    boolean partly =
        claims.stream()
            .anyMatch(
                each -> each.ruling() instanceof Ruling.EntriesDecide entries && !entries.denies());
    return "Network ACL "
        + aclId
        + (subnet == null ? "" : " (" + subnet + ")")
        + " drops "
        + (partly ? "a part of the replies" + withPeer() : dropped())
        + ": "
        + reasons()
        + ".";
  }

  private String dropped() {
    return switch (checkpoint.role()) {
      case REQUEST -> "the request";
      case REPLY -> "the reply";
      case UNKNOWN -> "the traffic";
    };
  }

  private String reasons() {
    String bound = Wording.bound(direction);
    List<String> decided = new ArrayList<>();
    for (Claim claim : claims) {
      switch (claim.ruling()) {
        case Ruling.NoRuleAllows(List<String> groups) -> {
          return noRuleOf(groups);
        }
        case Ruling.HasNoEntries _ -> {
          return "it has no %s %s entry of its own, so the closing entry * denies it"
              .formatted(bound, Wording.family(checkpoint.packet().peer(direction).family()));
        }
        case Ruling.NoEntryAllows(_, List<String> entries) -> {
          return "%s %s the closing entry * denies it"
              .formatted(bound, noEntryAllows(entries, claim.packets()));
        }
        case Ruling.EntriesDecide entries -> decided.add(decides(entries, claim.packets()));
        case Ruling.IsForOtherPeers _,
            Ruling.RuleAllows _,
            Ruling.AclAllows _,
            Ruling.RulesAllow _,
            Ruling.RuleAllowsNone _ -> {}
      }
    }
    return bound + " " + Wording.bounded(decided, ", ");
  }

  private String noRuleOf(List<String> groups) {
    return "no "
        + Wording.bound(direction)
        + " rule of security "
        + (groups.size() == 1 ? "group " : "groups ")
        + Candidates.list(groups)
        + " (on "
        + checkpoint.at().id()
        + ")";
  }

  /// Where the nearest entry is for another peer, that is what to say.
  private String noEntryAllows(List<String> entries, Packets packets) {
    String other = nearestForOthers();
    boolean one = entries.size() == 1;
    if (one && !other.isEmpty()) {
      return "entry " + other + ": not " + peer + ", so";
    }
    return (one ? "entry " : "entries ")
        + entries.getFirst()
        + (one ? " allows" : "–" + entries.getLast() + " allow")
        + " no "
        + Wording.traffic(packets)
        + withPeer()
        + (other.isEmpty() ? ", so" : "; the nearest, entry " + other + ";");
  }

  private String nearestForOthers() {
    for (Claim claim : claims) {
      if (claim.ruling() instanceof Ruling.IsForOtherPeers(_, String entry, String text)) {
        return "%s (%s) is for another %s"
            .formatted(entry, text, direction == Direction.INGRESS ? "source" : "destination");
      }
    }
    return "";
  }

  private String withPeer() {
    return (direction == Direction.INGRESS ? " from " : " to ") + peer;
  }

  /// `entry 110 allows TCP ports 49152–60999`, or of a single packet `entry 90 (tcp 443 from
  /// 10.0.1.0/24) denies it`.
  private String decides(Ruling.EntriesDecide ruling, Packets packets) {
    String verb = ruling.denies() ? " denies " : " allows ";
    if (checkpoint.clientPorts() != null) {
      String names = ruling.entries().stream().map(Step::rule).collect(Collectors.joining(" or "));
      return "entry " + names + verb + Wording.traffic(packets);
    }
    return ruling.entries().stream()
            .map(step -> "entry " + step.rule() + " (" + step.text() + ")")
            .collect(Collectors.joining(" or "))
        + verb
        + "it";
  }
}
