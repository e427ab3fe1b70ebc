package io.flowverdict.core.audit;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.change.Fix;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Claim;
import io.flowverdict.core.snapshot.Scope;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an audit found, before anything is said to be done about it.
///
/// @param unfixed the finding, with the proposal's words in place of a fix
record Detected(AuditFinding unfixed, Proposal proposal) {

  Detected {
    requireNonNull(unfixed, "unfixed is null");
    requireNonNull(proposal, "proposal is null");
  }

  /// {@return a finding about a resource as a whole, to be completed}
  static Draft about(AuditKind kind, Severity severity, Scope scope, String resource) {
    return new Draft(kind, severity, scope, resource);
  }

  /// A finding that is being put together. Mutable.
  static final class Draft {
    private final AuditKind kind;
    private final Severity severity;
    private final Scope scope;
    private final String resource;
    private @Nullable String rule;
    private @Nullable String aspect;
    private Collection<String> related = List.of();
    private @Nullable Proposal proposal;
    private List<String> standards = List.of();
    private List<Claim> claims = List.of();

    private Draft(AuditKind kind, Severity severity, Scope scope, String resource) {
      this.kind = kind;
      this.severity = severity;
      this.scope = scope;
      this.resource = resource;
    }

    Draft rule(@Nullable String name) {
      rule = name;
      return this;
    }

    Draft aspect(String name) {
      aspect = name;
      return this;
    }

    Draft related(Collection<String> ids) {
      related = ids;
      return this;
    }

    Draft fix(Proposal advice) {
      proposal = advice;
      return this;
    }

    Draft standards(String... ids) {
      standards = List.of(ids);
      return this;
    }

    Draft claims(List<Claim> about) {
      claims = about;
      return this;
    }

    /// {@return the finding with this sentence}
    Detected saying(String sentence) {
      Proposal proposed = requireNonNull(proposal, "No fix was given");
      return new Detected(
          new AuditFinding(
              kind,
              severity,
              scope,
              resource,
              rule,
              aspect,
              List.copyOf(related),
              sentence,
              List.of(Fix.of(proposed.text())),
              standards,
              claims),
          proposed);
    }
  }
}
