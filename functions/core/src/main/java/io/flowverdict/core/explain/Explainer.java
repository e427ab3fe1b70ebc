package io.flowverdict.core.explain;

import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.NotEvaluatedReason;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Answers questions about one snapshot: why can't A talk to B?
public final class Explainer {

  private final Ends ends;
  private final Filters filters;

  public Explainer(Snapshot snapshot) {
    this.ends = new Ends(snapshot);
    this.filters = new Filters(snapshot);
  }

  /// {@return the answer}
  ///
  /// @throws UnanswerableException when the question cannot be put to this snapshot, for example
  ///   because it has no such interface
  public Explanation explain(Question question) {
    Located located = ends.locate(question);
    Evaluation evaluation = Evaluation.of(located.exchange(), filters);
    List<Blocker> blockers =
        evaluation.blocked().stream().map(each -> Blocker.of(each, filters)).toList();
    Repair repair = repair(evaluation);
    return new Explanation(
        located.exchange(),
        evaluation.outcome(),
        evaluation.request(),
        evaluation.reply(),
        blockers,
        repair.fixes(),
        evaluation.doubts(),
        sentence(located, evaluation, blockers, repair));
  }

  /// Where an end itself is not known, no change can be shown to help; where nothing takes the
  /// connection, none does.
  private Repair repair(Evaluation evaluation) {
    Exchange exchange = evaluation.exchange();
    if (Listener.isOfNoUse(exchange)) {
      return new Repair(List.of(), evaluation.closed().isEmpty() ? null : Repair.OF_NO_USE);
    }
    boolean unknownEnd = !evaluation.endDoubts().isEmpty();
    return unknownEnd && !evaluation.closed().isEmpty()
        ? new Repair(List.of(), Repair.STILL_UNKNOWN)
        : Repair.of(
            Stream.concat(exchange.request().stream(), exchange.reply().stream()).toList(),
            filters);
  }

  private String sentence(
      Located located, Evaluation evaluation, List<Blocker> blockers, Repair repair) {
    List<String> sentences = new ArrayList<>();
    Listener.whyNone(evaluation.exchange()).ifPresent(sentences::add);
    sentences.add(verdict(evaluation));
    blockers.forEach(blocker -> sentences.add(blocker.sentence()));
    evaluation.closed().stream()
        .filter(each -> each.outcome() != Decision.Outcome.BLOCK)
        .forEach(each -> sentences.add(BlockerSentence.of(each, filters)));
    if (evaluation.outcome() == Verdict.Outcome.REJECT && !evaluation.doubts().isEmpty()) {
      sentences.add("Besides, " + Wording.doubts(evaluation.doubts()) + ".");
    }
    evaluation.closed().stream()
        .map(each -> each.checkpoint().clientPorts())
        .filter(ports -> ports != null)
        .distinct()
        .forEach(ports -> sentences.add(use(ports)));
    sentences.addAll(located.notes());
    if (repair.obstacle() != null) {
      sentences.add(repair.obstacle());
    }
    sentences.add("Routing is not modelled.");
    return String.join(" ", sentences);
  }

  private static String verdict(Evaluation evaluation) {
    Exchange exchange = evaluation.exchange();
    List<NotEvaluatedReason> unfiltered = evaluation.unfiltered();
    return switch (evaluation.outcome()) {
      case ACCEPT ->
          unfiltered.isEmpty()
              ? "Security groups and network ACLs let "
                  + exchange
                  + (exchange.isAnswered() ? " pass, request and reply." : " pass.")
              : "Neither security groups nor network ACLs filter traffic with "
                  + unfiltered.getFirst().subject()
                  + ".";
      case REJECT -> exchange + " does not get through.";
      case UNDECIDED, NOT_EVALUATED ->
          "It cannot be told whether "
              + exchange
              + " gets through: "
              + Wording.doubts(evaluation.doubts())
              + ".";
    };
  }

  private static String use(ClientPorts ports) {
    String range = Wording.ports(ports.range());
    return ports.known()
        ? Wording.capital(ports.whose()) + " uses " + range + "."
        : Wording.capital(ports.whose()) + " may use " + range + ".";
  }
}
