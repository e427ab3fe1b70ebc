package io.flowverdict.core.explain;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.Doubt;
import io.flowverdict.core.judge.NotEvaluatedReason;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.judge.UndecidedReason;
import io.flowverdict.core.net.PortRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether packets pass a checkpoint. Over a range of client ports the answer can differ by port:
/// then there is a segment for each run of ports that the same entries decide.
///
/// @param segments in the order of their ports; one segment when the checkpoint asks for no range
/// @param unfiltered why the layer does not look at this traffic; null when it does
public record Passage(
    Checkpoint checkpoint, List<Segment> segments, @Nullable NotEvaluatedReason unfiltered) {

  /// A run of client ports with the same decision.
  ///
  /// @param ports null when the checkpoint asks for no range
  public record Segment(@Nullable PortRange ports, Decision decision) {
    public Segment {
      requireNonNull(decision, "decision is null");
    }

    boolean is(Decision.Outcome outcome) {
      return decision.outcome() == outcome;
    }
  }

  public Passage {
    requireNonNull(checkpoint, "checkpoint is null");
    segments = List.copyOf(segments);
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("A passage has no segment");
    }
  }

  /// The outcome for the whole range. A client with a known range is blocked by any closed part of
  /// it; a client whose range is not known only when all its likely ports are closed.
  public Decision.Outcome outcome() {
    boolean closed = segments.stream().anyMatch(this::counts);
    if (closed) {
      return Decision.Outcome.BLOCK;
    }
    return segments.stream().allMatch(each -> each.is(Decision.Outcome.PASS))
        ? Decision.Outcome.PASS
        : Decision.Outcome.UNKNOWN;
  }

  private boolean counts(Segment segment) {
    ClientPorts client = checkpoint.clientPorts();
    if (!segment.is(Decision.Outcome.BLOCK)) {
      return false;
    }
    return client == null || client.known() || !isAnyLikelyPortOpen(client);
  }

  private boolean isAnyLikelyPortOpen(ClientPorts client) {
    return segments.stream()
        .filter(each -> !each.is(Decision.Outcome.BLOCK))
        .anyMatch(each -> each.ports() != null && client.areLikely(each.ports()));
  }

  /// {@return whether a part of the traffic is blocked for certain, though all of it may not be}
  public boolean isPartlyClosed() {
    return segments.stream().anyMatch(each -> each.is(Decision.Outcome.BLOCK));
  }

  /// {@return what decided, without repetition}
  public List<Step> steps() {
    return segments.stream().flatMap(each -> each.decision().steps().stream()).distinct().toList();
  }

  /// {@return what blocks, without repetition}
  public List<Step> blockingSteps() {
    return steps().stream().filter(Step::blocks).toList();
  }

  /// {@return why the outcome is unknown; empty exactly when it is known}
  public List<Doubt> doubts() {
    if (outcome() != Decision.Outcome.UNKNOWN) {
      return List.of();
    }
    List<Doubt> doubts = new ArrayList<>();
    if (isPartlyClosed()) {
      doubts.add(new Doubt(UndecidedReason.CLIENT_PORTS_UNKNOWN, blockingSteps().getFirst().id()));
    }
    segments.stream()
        .flatMap(each -> each.decision().doubts().stream())
        .distinct()
        .forEach(doubts::add);
    return List.copyOf(doubts);
  }

  /// {@return the client ports with this outcome, neighbouring runs joined}
  public List<PortRange> ports(Decision.Outcome outcome) {
    List<PortRange> joined = new ArrayList<>();
    for (Segment segment : segments) {
      PortRange ports = segment.ports();
      if (ports == null || !segment.is(outcome)) {
        continue;
      }
      if (!joined.isEmpty() && joined.getLast().to() + 1 == ports.from()) {
        joined.add(new PortRange(joined.removeLast().from(), ports.to()));
      } else {
        joined.add(ports);
      }
    }
    return List.copyOf(joined);
  }
}
