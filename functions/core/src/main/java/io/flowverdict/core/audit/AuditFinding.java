package io.flowverdict.core.audit;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.change.Fix;
import io.flowverdict.core.finding.Advice;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Sighting;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.judge.Claim;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an audit found.
///
/// What it *is* are kind, scope, resource, rule and aspect: two runs that find these equal find the
/// same thing, whatever severity, sentence and fix say. The aspect stands where a cause has its
/// peer group.
///
/// @param resource the id of the resource concerned
/// @param rule the rule or entry concerned; null when it is about the resource as a whole
/// @param aspect what tells apart several findings about one resource and rule, for example `ipv4
///   administration`; null when there is but one
/// @param related the ids of other resources that it concerns, sorted
/// @param sentence for a person; ids in it come from outside
/// @param fixes several ways to do something about it, the best first; at least one
/// @param standards the controls that fail by it, for example `AWS Security Hub EC2.13`; one that
///   does not fail just where this is found is said to be `related`
/// @param claims what the sentence says that rules do to packets; empty where it is about something
///   else: a quota, a log, what is attached to what
public record AuditFinding(
    AuditKind kind,
    Severity severity,
    Scope scope,
    String resource,
    @Nullable String rule,
    @Nullable String aspect,
    List<String> related,
    String sentence,
    List<Fix> fixes,
    List<String> standards,
    List<Claim> claims) {

  /// The most severe first; then by kind, resource, rule and aspect.
  public static final Comparator<AuditFinding> ORDER =
      Comparator.comparing(AuditFinding::severity)
          .reversed()
          .thenComparing(AuditFinding::kind)
          .thenComparing(AuditFinding::resource)
          .thenComparing(AuditFinding::rule, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(AuditFinding::aspect, Comparator.nullsFirst(Comparator.naturalOrder()));

  public AuditFinding {
    requireNonNull(kind, "kind is null");
    requireNonNull(severity, "severity is null");
    requireNonNull(scope, "scope is null");
    requireNonNull(resource, "resource is null");
    requireNonNull(sentence, "sentence is null");
    fixes = List.copyOf(fixes);
    if (fixes.isEmpty()) {
      throw new IllegalArgumentException("A finding without advice");
    }
    related = related.stream().distinct().sorted().toList();
    standards = List.copyOf(standards);
    claims = List.copyOf(claims);
  }

  /// {@return what to do about it, the best way}
  public Fix fix() {
    return fixes.getFirst();
  }

  /// {@return the fix that lasts, where that is another than the narrowest; null otherwise}
  public @Nullable Fix durable() {
    return fixes.stream().skip(1).findFirst().orElse(null);
  }

  /// {@return the finding with other ways to do something about it}
  AuditFinding withFixes(List<Fix> others) {
    return new AuditFinding(
        kind, severity, scope, resource, rule, aspect, related, sentence, others, standards,
        claims);
  }

  /// {@return what the finding *is*}
  public Cause cause() {
    return new Cause(kind, scope, resource, rule, aspect, null, null);
  }

  /// The finding's id: that of its [#cause()].
  public String id() {
    return cause().id();
  }

  /// {@return the finding as it is kept}
  ///
  /// @param at since when the configuration shows it, as far as is known
  /// @param source names the configuration
  public ObservedCause observed(Instant at, Source source) {
    String told = standards.isEmpty() ? "" : " (" + String.join(", ", standards) + ")";
    Sighting sighting = new Sighting(at, source.object(), 1, sentence + told, List.of());
    return new ObservedCause(
        cause(),
        severity,
        sighting,
        sighting,
        new TreeMap<>(Map.of(at.truncatedTo(ChronoUnit.HOURS), new Counts(1, 0, 0))),
        List.of(),
        List.of(),
        List.of(),
        Advice.of(fixes));
  }
}
