package io.flowverdict.core.judge;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.net.Direction;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the configuration says about a record. Never to be confused with the record's *action*,
/// which was recorded and says nothing of rules.
///
/// @param direction null when it cannot be told
/// @param role which side opened the connection
/// @param basis what the role rests on
/// @param trace what decided, both layers, in the order in which the packet meets them; for an
///   undecided verdict the steps that are certain
/// @param doubts why the verdict is undecided; not empty exactly then
/// @param notEvaluated why the traffic is not filtered; not null exactly for NOT_EVALUATED
/// @param disagreements why the recorded action may be another one, the likeliest reason first;
///   empty when the two do not contradict each other
public record Verdict(
    Outcome outcome,
    @Nullable Direction direction,
    Role role,
    RoleBasis basis,
    List<Step> trace,
    List<Doubt> doubts,
    @Nullable NotEvaluatedReason notEvaluated,
    List<Disagreement> disagreements) {

  /// The computed outcome.
  public enum Outcome {
    ACCEPT,
    REJECT,
    /// It cannot be known; the doubts say why.
    UNDECIDED,
    /// Neither layer filters this traffic.
    NOT_EVALUATED
  }

  public Verdict {
    requireNonNull(outcome, "outcome is null");
    requireNonNull(role, "role is null");
    requireNonNull(basis, "basis is null");
    trace = List.copyOf(trace);
    doubts = List.copyOf(doubts);
    disagreements = List.copyOf(disagreements);
    if (doubts.isEmpty() == (outcome == Outcome.UNDECIDED)) {
      throw new IllegalArgumentException(outcome + " with doubts " + doubts);
    }
    if ((notEvaluated == null) == (outcome == Outcome.NOT_EVALUATED)) {
      throw new IllegalArgumentException(outcome + " because " + notEvaluated);
    }
  }

  static Verdict undecided(@Nullable Direction direction, Doubt doubt) {
    return new Verdict(
        Outcome.UNDECIDED,
        direction,
        Role.UNKNOWN,
        RoleBasis.NONE,
        List.of(),
        List.of(doubt),
        null,
        List.of());
  }

  static Verdict notEvaluated(@Nullable Direction direction, NotEvaluatedReason reason) {
    return new Verdict(
        Outcome.NOT_EVALUATED,
        direction,
        Role.UNKNOWN,
        RoleBasis.NONE,
        List.of(),
        List.of(),
        reason,
        List.of());
  }

  /// {@return this verdict with its role resting on something else}
  Verdict on(RoleBasis other) {
    return new Verdict(outcome, direction, role, other, trace, doubts, notEvaluated, disagreements);
  }

  /// {@return this verdict with the reasons why it may not be what was recorded}
  Verdict disagreeing(List<Disagreement> reasons) {
    return new Verdict(outcome, direction, role, basis, trace, doubts, notEvaluated, reasons);
  }

  /// {@return whether the computed verdict is what was recorded; empty where there is nothing to
  /// compare}
  public Optional<Boolean> agreesWith(@Nullable Action action) {
    if (action == null) {
      return Optional.empty();
    }
    return switch (outcome) {
      case ACCEPT -> Optional.of(action == Action.ACCEPT);
      case REJECT -> Optional.of(action == Action.REJECT);
      case UNDECIDED, NOT_EVALUATED -> Optional.empty();
    };
  }

  /// {@return the steps that keep the packet from passing}
  public List<Step> blockers() {
    return trace.stream().filter(Step::blocks).toList();
  }

  /// {@return the steps of one layer}
  public List<Step> steps(Layer layer) {
    return trace.stream().filter(step -> step.layer() == layer).toList();
  }
}
