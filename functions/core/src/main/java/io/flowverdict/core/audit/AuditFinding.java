package io.flowverdict.core.audit;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.finding.Advice;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Sighting;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
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
/// @param fix what to do about it
/// @param standards the controls that it answers, for example `AWS Security Hub EC2.13`
public record AuditFinding(
    AuditKind kind,
    Severity severity,
    Scope scope,
    String resource,
    @Nullable String rule,
    @Nullable String aspect,
    List<String> related,
    String sentence,
    AuditFix fix,
    List<String> standards) {

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
    requireNonNull(fix, "fix is null");
    related = related.stream().distinct().sorted().toList();
    standards = List.copyOf(standards);
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
        fix == null ? null : new Advice(fix.text(), fix.commands()));
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
    private @Nullable AuditFix fix;
    private List<String> standards = List.of();

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

    Draft fix(AuditFix advice) {
      fix = advice;
      return this;
    }

    Draft standards(String... ids) {
      standards = List.of(ids);
      return this;
    }

    /// {@return the finding with this sentence}
    AuditFinding saying(String sentence) {
      return new AuditFinding(
          kind,
          severity,
          scope,
          resource,
          rule,
          aspect,
          List.copyOf(related),
          sentence,
          requireNonNull(fix, "No fix was given"),
          standards);
    }
  }
}
