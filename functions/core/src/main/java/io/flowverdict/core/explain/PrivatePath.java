package io.flowverdict.core.explain;

import io.flowverdict.core.change.Check;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.Neighbourhood;
import io.flowverdict.core.snapshot.Neighbourhood.Relation;
import io.flowverdict.core.snapshot.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What to do instead of opening a path over the Internet between two interfaces that reach each
/// other by their private addresses. Rules for a public address match what leaves and comes back
/// through the Internet gateway, references to groups never do, and the address may be lost when an
/// instance is stopped.
final class PrivatePath {

  private final Filters filters;
  private final Check check;

  PrivatePath(Filters filters, Check check) {
    this.filters = filters;
    this.check = check;
  }

  /// {@return the private path, as it is or with what opens it; empty when there is none}
  Optional<Proposed> instead(Exchange exchange) {
    if (!(exchange.isThroughInternetGateway()
        && exchange.client() instanceof Endpoint.Inside client
        && exchange.server() instanceof Endpoint.Inside server
        && new Neighbourhood(filters.snapshot()).relation(client.at().vpcId(), server.at().vpcId())
            != Relation.APART)) {
      return Optional.empty();
    }
    List<IpAddress> addresses = server.at().associatedWith(exchange.serverSeen());
    List<Exchange> own =
        addresses.stream().map(each -> exchange.privately(server.at(), each)).toList();
    List<Evaluation> evaluations = own.stream().map(each -> Evaluation.of(each, filters)).toList();
    String connect = connect(server.at(), addresses);
    if (evaluations.stream().allMatch(each -> each.outcome() == Verdict.Outcome.ACCEPT)) {
      return Optional.of(
          new Proposed(
              List.of(Fix.of(connect + ": " + allowed(evaluations.getFirst()) + ".")), null));
    }
    List<Fix> fixes = new ArrayList<>();
    for (Fix fix : FixFinder.of(own, filters, check).fixes()) {
      fixes.add(new Fix(fix.kind(), connect + ", after this:", fix.parts(), List.of()));
    }
    return fixes.isEmpty() ? Optional.empty() : Optional.of(new Proposed(fixes, null));
  }

  /// Where the server's private address is one of several, the answer holds for each of them.
  private static String connect(NetworkInterface server, List<IpAddress> addresses) {
    return addresses.size() == 1
        ? "Connect to %s, the private address of %s, instead"
            .formatted(addresses.getFirst(), server.id())
        : "Connect to the private address of %s, one of %s, instead"
            .formatted(server.id(), Wording.list(addresses));
  }

  /// What lets the request in, as the rest of a sentence.
  private static String allowed(Evaluation evaluation) {
    List<String> rules =
        Evaluation.steps(evaluation.request()).stream()
            .filter(step ->
                step.layer() == Layer.SG
                    && step.direction() == Direction.INGRESS
                    && step.effect() == Step.Effect.ALLOW)
            .map(step -> step.rule() + " (" + step.text() + ")")
            .toList();
    return rules.isEmpty()
        ? "nothing blocks it there"
        : rules.stream().limit(2).collect(Collectors.joining(" and "))
            + (rules.size() == 1 ? " allows" : " allow")
            + " it already";
  }
}
