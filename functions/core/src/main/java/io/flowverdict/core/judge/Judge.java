package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.Internet;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Judges flow-log records by one snapshot.
///
/// A record belongs to one interface. Both layers are always evaluated, so that the trace lists
/// every blocker and every allowing rule. Where the role is not recorded, the record is judged as a
/// request and as a reply: what both agree on is certain, and where only one of them agrees with
/// the recorded action, that one is taken and said to be inferred. TCP without SYN that was
/// rejected is never blamed on a security group, in either role: it opens nothing.
public final class Judge {

  private final Placements placements;
  private final UnfilteredTraffic unfiltered;
  private final NetworkAclLayer networkAcls;
  private final SecurityGroupLayer securityGroups;
  private final Internet internet;

  public Judge(Snapshot snapshot) {
    this.placements = new Placements(snapshot);
    this.unfiltered = new UnfilteredTraffic(snapshot);
    this.networkAcls = new NetworkAclLayer(snapshot);
    this.securityGroups = new SecurityGroupLayer(snapshot);
    this.internet = new Internet(snapshot);
  }

  /// Judges a record by what it tells itself.
  public Verdict judge(FlowRecord record) {
    return judge(record, Evidence.of(record));
  }

  /// Judges a record with what other records tell of its connection.
  public Verdict judge(FlowRecord record, Evidence evidence) {
    Verdict verdict = compute(record, evidence);
    return verdict.disagreeing(Disagreements.rank(record, verdict, internet));
  }

  private Verdict compute(FlowRecord record, Evidence evidence) {
    return switch (placements.place(record)) {
      case Placement.Unplaced(Verdict verdict) -> verdict;
      case Placement.Placed placed -> {
        Optional<NotEvaluatedReason> exempt =
            unfiltered.reason(placed.at(), placed.direction(), placed.packet());
        yield exempt.isPresent()
            ? Verdict.notEvaluated(placed.direction(), exempt.get())
            : judge(placed, record, evidence);
      }
    };
  }

  private Verdict judge(Placement.Placed placed, FlowRecord record, Evidence evidence) {
    SecurityGroupLayer.State forward = state(record, evidence);
    return switch (evidence.role()) {
      case REQUEST -> as(Role.REQUEST, evidence.basis(), placed, forward);
      case REPLY -> as(Role.REPLY, evidence.basis(), placed, SecurityGroupLayer.State.REPLY);
      case UNKNOWN ->
          weigh(
              as(Role.REQUEST, RoleBasis.ACTION, placed, forward),
              as(Role.REPLY, RoleBasis.ACTION, placed, SecurityGroupLayer.State.REPLY),
              evidence,
              record.action());
    };
  }

  /// The state of the connection of a record that may be a request. Where TCP without SYN was
  /// rejected, the connection was closed or forgotten: no security group can be to blame, for its
  /// rules decide about openings only.
  private static SecurityGroupLayer.State state(FlowRecord record, Evidence evidence) {
    boolean isLate = record.isTcpWithoutSyn() && record.action() == Action.REJECT;
    boolean isKnown = evidence.established() && Evidence.byFlags(record) != Role.REQUEST;
    return isLate || isKnown ? SecurityGroupLayer.State.ESTABLISHED : SecurityGroupLayer.State.NEW;
  }

  private Verdict as(
      Role role, RoleBasis basis, Placement.Placed placed, SecurityGroupLayer.State state) {
    Direction direction = placed.direction();
    Decision acl = networkAcls.decide(placed.at(), direction, placed.packet());
    Decision groups = securityGroups.decide(placed.at(), direction, placed.packet(), state);
    return direction == Direction.INGRESS
        ? combine(role, basis, direction, acl, groups)
        : combine(role, basis, direction, groups, acl);
  }

  /// Both layers must let the packet pass: a block of either decides, then an unknown of either.
  static Verdict combine(
      Role role, RoleBasis basis, Direction direction, Decision first, Decision second) {
    List<Step> trace = Stream.concat(first.steps().stream(), second.steps().stream()).toList();
    List<Doubt> doubts = Stream.concat(first.doubts().stream(), second.doubts().stream()).toList();
    if (first.outcome() == Decision.Outcome.BLOCK || second.outcome() == Decision.Outcome.BLOCK) {
      return new Verdict(
          Verdict.Outcome.REJECT, direction, role, basis, trace, List.of(), null, List.of());
    }
    Verdict.Outcome outcome = doubts.isEmpty() ? Verdict.Outcome.ACCEPT : Verdict.Outcome.UNDECIDED;
    return new Verdict(outcome, direction, role, basis, trace, doubts, null, List.of());
  }

  /// Chooses between the two roles of a record whose role is not proved.
  static Verdict weigh(
      Verdict asRequest, Verdict asReply, Evidence evidence, @Nullable Action action) {
    Verdict leaning =
        switch (evidence.leaning()) {
          case REQUEST -> asRequest.on(evidence.leaningBasis());
          case REPLY -> asReply.on(evidence.leaningBasis());
          case UNKNOWN -> null;
        };
    boolean request = isPossible(asRequest, action);
    boolean reply = isPossible(asReply, action);
    if (request != reply) {
      Verdict possible = request ? asRequest : asReply;
      return leaning != null && leaning.role() == possible.role() ? leaning : possible;
    }
    boolean same = asRequest.outcome() == asReply.outcome();
    if (leaning != null && (same || (request && action != null))) {
      return leaning;
    }
    return same ? common(asRequest, asReply) : undecidedRole(asRequest, asReply);
  }

  private static boolean isPossible(Verdict verdict, @Nullable Action action) {
    return verdict.agreesWith(action).orElse(true);
  }

  /// What holds for either role. An accepted request needs a rule, so its trace names the rule that
  /// lets it pass either way; a reply is never blocked by a security group, so only the network ACL
  /// is certain to block.
  private static Verdict common(Verdict asRequest, Verdict asReply) {
    boolean blocked = asRequest.outcome() == Verdict.Outcome.REJECT;
    Verdict certain = blocked ? asReply : asRequest;
    List<Step> trace = blocked ? sharedSteps(asRequest, asReply) : asRequest.trace();
    return new Verdict(
        certain.outcome(),
        certain.direction(),
        Role.UNKNOWN,
        RoleBasis.NONE,
        trace,
        certain.doubts(),
        null,
        List.of());
  }

  private static List<Step> sharedSteps(Verdict asRequest, Verdict asReply) {
    return asRequest.trace().stream().filter(asReply.trace()::contains).toList();
  }

  private static Verdict undecidedRole(Verdict asRequest, Verdict asReply) {
    List<Doubt> doubts = new ArrayList<>();
    doubts.add(Doubt.of(UndecidedReason.ROLE_UNKNOWN));
    Stream.concat(asRequest.doubts().stream(), asReply.doubts().stream())
        .distinct()
        .forEach(doubts::add);
    return new Verdict(
        Verdict.Outcome.UNDECIDED,
        asRequest.direction(),
        Role.UNKNOWN,
        RoleBasis.NONE,
        sharedSteps(asRequest, asReply),
        doubts,
        null,
        List.of());
  }
}
