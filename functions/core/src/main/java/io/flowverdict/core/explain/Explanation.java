package io.flowverdict.core.explain;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.change.Fix;
import io.flowverdict.core.judge.Doubt;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.judge.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to a question.
///
/// @param outcome ACCEPT when the request and every reply pass; REJECT when a layer drops the
///   request, the reply, or the replies to a part of the ports that the client is known to use, for
///   then connections fail now and then; else UNDECIDED. Traffic that no layer filters is accepted.
///   It is about the layers: that nothing takes the connection, as at a NAT gateway, is said by the
///   sentence, first of all
/// @param request what the request meets, in its order
/// @param reply what the reply meets, in its order; judged whether or not the request passes
/// @param blockers every layer that blocks, not only the first; not empty exactly for REJECT
/// @param fixes several ways to make the outcome ACCEPT, each verified, the narrowest first; also
///   for an UNDECIDED of which only the client's ports, or the address that it is translated to,
///   are unknown
/// @param doubts what cannot be known, also beside a REJECT; not empty for UNDECIDED
/// @param sentence the answer for a person, with all blockers and what was assumed
public record Explanation(
    Exchange exchange,
    Verdict.Outcome outcome,
    List<Passage> request,
    List<Passage> reply,
    List<Blocker> blockers,
    List<Fix> fixes,
    List<Doubt> doubts,
    String sentence) {

  public Explanation {
    requireNonNull(exchange, "exchange is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(sentence, "sentence is null");
    request = List.copyOf(request);
    reply = List.copyOf(reply);
    blockers = List.copyOf(blockers);
    fixes = List.copyOf(fixes);
    doubts = List.copyOf(doubts);
    if (blockers.isEmpty() == (outcome == Verdict.Outcome.REJECT)) {
      throw new IllegalArgumentException(outcome + " with blockers " + blockers);
    }
  }

  /// {@return the steps of the request path}
  public List<Step> requestSteps() {
    return Evaluation.steps(request);
  }

  /// {@return the steps of the reply path}
  public List<Step> replySteps() {
    return Evaluation.steps(reply);
  }

  /// {@return the steps that block}
  public List<Step> blockingSteps() {
    return blockers.stream().flatMap(each -> each.steps().stream()).toList();
  }

  /// {@return the rule nearest to the first blocker; null when there is none}
  public @Nullable NearestRule nearest() {
    return blockers.isEmpty() ? null : blockers.getFirst().nearest();
  }

  /// {@return the narrowest fix; null when nothing is proposed}
  public @Nullable Fix narrowest() {
    return fixes.isEmpty() ? null : fixes.getFirst();
  }

  /// {@return the fix that lasts, where that is another than the narrowest; null otherwise}
  public @Nullable Fix durable() {
    return fixes.stream().skip(1).findFirst().orElse(null);
  }
}
