package io.flowverdict.core.explain;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.change.Check;
import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.NotEvaluatedReason;
import io.flowverdict.core.judge.UndecidedReason;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.Neighbourhood;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;

/// Answers questions about one snapshot: why can't A talk to B?
public final class Explainer {

  private final Ends ends;
  private final Filters filters;
  private final Check check;
  private final PathMtu pathMtu;

  /// @param check examines what is to be proposed
  public Explainer(Snapshot snapshot, Check check) {
    this.check = check;
    this.ends = new Ends(snapshot);
    this.filters = new Filters(snapshot);
    this.pathMtu = new PathMtu(new Neighbourhood(snapshot), filters);
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
    Proposed proposed = propose(evaluation);
    return new Explanation(
        located.exchange(),
        evaluation.outcome(),
        evaluation.request(),
        evaluation.reply(),
        blockers,
        proposed.fixes(),
        evaluation.doubts(),
        sentence(located, evaluation, blockers, proposed));
  }

  /// Where an end itself is not known, no change can be shown to help; where nothing takes the
  /// connection, none does.
  private Proposed propose(Evaluation evaluation) {
    Exchange exchange = evaluation.exchange();
    if (Listener.isOfNoUse(exchange)) {
      return evaluation.closed().isEmpty() ? Proposed.NOTHING : Proposed.none(Proposed.OF_NO_USE);
    }
    if (!evaluation.endDoubts().isEmpty() && !evaluation.closed().isEmpty()) {
      return Proposed.none(Proposed.STILL_UNKNOWN);
    }
    boolean closed = !evaluation.closed().isEmpty();
    if (!closed && !evaluation.hasDoubt(UndecidedReason.NAT_ADDRESS_UNKNOWN)) {
      return Proposed.NOTHING;
    }
    return new PrivatePath(filters, check)
        .instead(exchange)
        .orElseGet(
            () -> closed ? FixFinder.of(List.of(exchange), filters, check) : Proposed.NOTHING);
  }

  private String sentence(
      Located located, Evaluation evaluation, List<Blocker> blockers, Proposed proposed) {
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
    if (evaluation.outcome() == Verdict.Outcome.ACCEPT && evaluation.unfiltered().isEmpty()) {
      sentences.addAll(pathMtu.notes(located.exchange()));
    }
    if (evaluation.unfiltered().isEmpty()) {
      sentences.addAll(pathMtuAfter(located.exchange(), proposed));
    }
    if (proposed.obstacle() != null) {
      sentences.add(proposed.obstacle());
    }
    sentences.add("Routing is not modelled.");
    return String.join(" ", sentences);
  }

  /// What the narrowest fix leaves closed to the messages of Path MTU Discovery, unless it is for
  /// another path than the one asked about.
  private List<String> pathMtuAfter(Exchange exchange, Proposed proposed) {
    if (proposed.fixes().isEmpty() || !proposed.fixes().getFirst().advice().isEmpty()) {
      return List.of();
    }
    Snapshot changed = Change.applyAll(proposed.fixes().getFirst().changes(), filters.snapshot());
    return new PathMtu(new Neighbourhood(changed), new Filters(changed)).notesAfterFix(exchange);
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
    String own =
        ports.samePort() == null
            ? ""
            : ", or send from the service's own port " + ports.samePort() + " as some do";
    return Wording.capital(ports.whose())
        + (ports.known() ? " uses " : " may use ")
        + Wording.ports(ports.range())
        + own
        + ".";
  }
}
