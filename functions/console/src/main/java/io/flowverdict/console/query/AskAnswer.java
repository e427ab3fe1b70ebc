package io.flowverdict.console.query;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.audit.AuditCheck;
import io.flowverdict.core.explain.End;
import io.flowverdict.core.explain.Endpoint;
import io.flowverdict.core.explain.Exchange;
import io.flowverdict.core.explain.Explainer;
import io.flowverdict.core.explain.Explanation;
import io.flowverdict.core.explain.Question;
import io.flowverdict.core.explain.UnanswerableException;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.PageRequest;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Can one end open a connection to the other?
///
/// @param asked null when nothing was asked yet
/// @param result null when nothing was asked yet
public record AskAnswer(Scope scope, @Nullable Asked asked, @Nullable Result result) {

  private static final int MOST_FINDINGS = 10;
  private static final int MOST_READ = 50;

  public AskAnswer {
    requireNonNull(scope, "scope is null");
  }

  /// What was asked, as it was asked.
  ///
  /// @param at by the configuration of which time; null for the newest
  public record Asked(
      String from, String to, String protocol, @Nullable Integer port, @Nullable Instant at) {}

  /// What came of it.
  public sealed interface Result {}

  /// The answer.
  ///
  /// @param revision the configuration that answers
  /// @param others other configurations that may have been in force then and answer otherwise
  /// @param observed findings of traffic between the same ends, those of the same port first
  public record Answered(
      Explanation explanation, Revision revision, List<Explanation> others, List<Finding> observed)
      implements Result {
    public Answered {
      others = List.copyOf(others);
      observed = List.copyOf(observed);
    }
  }

  /// That there is no answer.
  public record Unanswered(String reason) implements Result {}

  /// {@return the answer to what parameters ask}
  ///
  /// @param usualTime by the configuration of which time, unless the parameters say so; null for
  ///   the newest
  /// @throws ParameterException when a parameter cannot be used
  public static AskAnswer of(
      Kept kept, Scope scope, Parameters parameters, @Nullable Instant usualTime, Instant now) {
    Optional<String> from = parameters.text("from");
    Optional<String> to = parameters.text("to");
    if (from.isEmpty() && to.isEmpty()) {
      return new AskAnswer(scope, null, null);
    }
    Asked asked =
        new Asked(
            parameters.required("from", "an interface, an instance or an address"),
            parameters.required("to", "an interface, an instance or an address"),
            parameters.text("protocol").orElse("tcp"),
            parameters.port("port").orElse(null),
            parameters.time("at").orElse(usualTime));
    Question question = question(asked);
    List<Revision> revisions =
        kept.history()
            .covering(scope, asked.at == null ? now : asked.at, asked.at == null ? now : asked.at);
    if (revisions.isEmpty()) {
      return new AskAnswer(
          scope, asked, new Unanswered("No configuration of " + scope + " was captured yet."));
    }
    return new AskAnswer(scope, asked, result(kept, scope, question, revisions));
  }

  private static Question question(Asked asked) {
    Protocol protocol =
        Protocol.tryParse(asked.protocol)
            .orElseThrow(() ->
                ParameterException.of(
                    "protocol",
                    asked.protocol,
                    "tcp, udp, icmp, icmpv6 or a number from 0 to 255"));
    End from = end("from", asked.from);
    End to = end("to", asked.to);
    try {
      return new Question(from, to, protocol, asked.port, null);
    } catch (UnanswerableException wrong) {
      throw new ParameterException("port", String.valueOf(wrong.getMessage()));
    }
  }

  private static End end(String parameter, String text) {
    try {
      return End.parse(text);
    } catch (UnanswerableException wrong) {
      throw new ParameterException(
          parameter, parameter + ": " + String.valueOf(wrong.getMessage()));
    }
  }

  private static Result result(
      Kept kept, Scope scope, Question question, List<Revision> revisions) {
    Revision revision = revisions.getLast();
    try {
      Explanation explanation =
          new Explainer(revision.snapshot(), new AuditCheck()).explain(question);
      List<Explanation> others = new ArrayList<>();
      for (Revision other : revisions.subList(0, revisions.size() - 1)) {
        Explanation answer = new Explainer(other.snapshot(), new AuditCheck()).explain(question);
        if (answer.outcome() != explanation.outcome()) {
          others.add(answer);
        }
      }
      return new Answered(
          explanation, revision, others, observed(kept.findings(), scope, explanation.exchange()));
    } catch (UnanswerableException unanswerable) {
      return new Unanswered(String.valueOf(unanswerable.getMessage()));
    }
  }

  /// Findings in which both addresses were seen, or, where one end is elsewhere, of the other end's
  /// interface with that peer.
  private static List<Finding> observed(Findings findings, Scope scope, Exchange exchange) {
    Set<String> both = new HashSet<>(findings.idsOfAddress(scope, exchange.client().address()));
    both.retainAll(findings.idsOfAddress(scope, exchange.server().address()));
    List<Finding> found =
        new ArrayList<>(findings.find(both.stream().sorted().limit(MOST_READ).toList()));
    addOutside(exchange.client(), exchange.server(), scope, findings, found);
    addOutside(exchange.server(), exchange.client(), scope, findings, found);
    return found.stream()
        .distinct()
        .sorted(
            Comparator.comparing((Finding finding) -> !samePort(finding, exchange))
                .thenComparing(finding -> !finding.status().isOpen())
                .thenComparing(Finding::severity, Comparator.reverseOrder())
                .thenComparing(Finding::id))
        .limit(MOST_FINDINGS)
        .toList();
  }

  private static void addOutside(
      Endpoint inside, Endpoint outside, Scope scope, Findings findings, List<Finding> found) {
    if (inside instanceof Endpoint.Inside here && outside instanceof Endpoint.Outside there) {
      findings.ofResource(scope, here.at().id(), PageRequest.first(MOST_READ)).items().stream()
          .filter(finding -> finding.topPeers().contains(there.address()))
          .forEach(found::add);
    }
  }

  private static boolean samePort(Finding finding, Exchange exchange) {
    Integer port = exchange.port();
    return port != null && finding.topPorts().contains(port);
  }
}
