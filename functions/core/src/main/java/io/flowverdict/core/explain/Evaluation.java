package io.flowverdict.core.explain;

import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.Doubt;
import io.flowverdict.core.judge.NotEvaluatedReason;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.judge.UndecidedReason;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What one snapshot does to an exchange: the passages of the request and of the reply, in their
/// order.
///
/// @param mayLackInterfaces whether any address may be that of an interface that the snapshot lacks
record Evaluation(
    Exchange exchange, List<Passage> request, List<Passage> reply, boolean mayLackInterfaces) {

  Evaluation {
    request = List.copyOf(request);
    reply = List.copyOf(reply);
  }

  static Evaluation of(Exchange exchange, Filters filters) {
    return new Evaluation(
        exchange,
        exchange.request().stream().map(filters::inspect).toList(),
        exchange.reply().stream().map(filters::inspect).toList(),
        filters.snapshot().incomplete().has(Listing.INTERFACES));
  }

  /// A block anywhere decides, then a doubt anywhere.
  Verdict.Outcome outcome() {
    if (!blocked().isEmpty()) {
      return Verdict.Outcome.REJECT;
    }
    return doubts().isEmpty() ? Verdict.Outcome.ACCEPT : Verdict.Outcome.UNDECIDED;
  }

  private Stream<Passage> passages() {
    return Stream.concat(request.stream(), reply.stream());
  }

  /// {@return the passages that block}
  List<Passage> blocked() {
    return passages().filter(each -> each.outcome() == Decision.Outcome.BLOCK).toList();
  }

  /// {@return the passages that block something, if only for some ports of a client that is not
  /// known}
  List<Passage> closed() {
    return passages().filter(Passage::isPartlyClosed).toList();
  }

  /// {@return what cannot be known, without repetition}
  List<Doubt> doubts() {
    List<Doubt> doubts = new ArrayList<>();
    passages().flatMap(each -> each.doubts().stream()).distinct().forEach(doubts::add);
    doubts.addAll(endDoubts());
    return List.copyOf(doubts);
  }

  boolean hasDoubt(UndecidedReason reason) {
    return doubts().stream().anyMatch(each -> each.reason() == reason);
  }

  /// {@return what cannot be known because an address of a VPC has no interface in the
  /// configuration, or an address may be that of one that it lacks}
  List<Doubt> endDoubts() {
    if (!unfiltered().isEmpty()) {
      return List.of();
    }
    return Stream.of(exchange.client(), exchange.server())
        .filter(Endpoint.Outside.class::isInstance)
        .map(Endpoint.Outside.class::cast)
        .filter(each -> mayLackInterfaces || each.vpcId() != null)
        .map(each -> new Doubt(UndecidedReason.INTERFACE_UNKNOWN, each.whereabouts()))
        .toList();
  }

  /// {@return why layers do not look at this traffic; empty when they do}
  List<NotEvaluatedReason> unfiltered() {
    return passages().map(Passage::unfiltered).filter(Objects::nonNull).distinct().toList();
  }

  static List<Step> steps(List<Passage> passages) {
    return passages.stream().flatMap(each -> each.steps().stream()).toList();
  }
}
