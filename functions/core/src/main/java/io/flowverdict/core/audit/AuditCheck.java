package io.flowverdict.core.audit;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.change.Check;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What audits find with changes and not without. Only the audits that the changed layers affect
/// run, and only on what the changes can affect: see [Focus].
///
/// Quotas are not looked at: a fix says itself what it uses up. Of Path MTU Discovery an audit can
/// say something only once traffic passes: that is no reason against letting it pass. Mutable: it
/// remembers the configuration that it examined last. For one thread.
public final class AuditCheck implements Check {

  private static final Scope ANY = new Scope("-", "-");
  private static final int MOST_REMEMBERED = 64;

  private static final Set<AuditKind> MADE_BY_ALLOWING =
      EnumSet.of(AuditKind.OPEN_TO_INTERNET, AuditKind.OPEN_IN_ONE_LAYER, AuditKind.RULE_IMPLIED);

  private @Nullable Evaluation whole;
  private final Map<Part, Found> before = new HashMap<>();

  /// A check of any configuration.
  public AuditCheck() {}

  /// A check of one configuration that is evaluated already.
  AuditCheck(Evaluation whole) {
    this.whole = whole;
  }

  /// What tells findings apart. Findings about replies and about the Internet name the rules that
  /// decide now, which changes alter: they are told apart without these. That a rule has a
  /// duplicate is a way to be implied.
  record Subject(AuditKind kind, String resource, @Nullable String aspect, @Nullable String rule)
      implements Comparable<Subject> {

    static Subject of(AuditFinding finding) {
      boolean named =
          finding.kind() != AuditKind.ACL_REPLY_BLOCKED
              && finding.kind() != AuditKind.OPEN_TO_INTERNET
              && finding.kind() != AuditKind.OPEN_IN_ONE_LAYER;
      AuditKind kind =
          finding.kind() == AuditKind.RULE_DUPLICATE ? AuditKind.RULE_IMPLIED : finding.kind();
      return new Subject(kind, finding.resource(), finding.aspect(), named ? finding.rule() : null);
    }

    /// Whether the other one is about the same fault of the same resource.
    boolean isLike(Subject other) {
      return kind == other.kind && resource.equals(other.resource);
    }

    /// Whether this is the price of ending the other one: the ports of replies to NAT gateways,
    /// load balancers and Lambda hold those that controls forbid a network ACL to open.
    boolean isPriceOf(Subject other) {
      return kind == AuditKind.OPEN_IN_ONE_LAYER
          && other.kind == AuditKind.ACL_REPLY_BLOCKED
          && resource.equals(other.resource);
    }

    @Override
    public int compareTo(Subject other) {
      return Comparator.<Subject, String>comparing(Subject::toString).compare(this, other);
    }

    @Override
    public String toString() {
      return kind.code()
          + " of "
          + resource
          + (rule == null ? "" : " " + rule)
          + (aspect == null ? "" : " (" + aspect + ")");
    }
  }

  /// Findings by what they are about, with the severity of each.
  record Found(Map<Subject, Severity> severities) {}

  /// Most changes affect nothing: that is seen at the interfaces whose own rules and entries
  /// change, where whatever is found of a whole network ACL begins.
  @Override
  public Consequences of(Snapshot snapshot, List<Change> changes) {
    Evaluation evaluation = evaluation(snapshot);
    Consequences narrow = of(snapshot, changes, Focus.narrow(changes, evaluation), evaluation);
    boolean entriesOnly = changes.stream().allMatch(change -> change.layer() == Layer.NACL);
    return entriesOnly || (narrow.introduced().isEmpty() && narrow.lessened().isEmpty())
        ? narrow
        : of(snapshot, changes, Focus.wide(changes, evaluation), evaluation);
  }

  private Consequences of(
      Snapshot snapshot, List<Change> changes, Focus focus, Evaluation evaluation) {
    Set<Layer> layers = EnumSet.noneOf(Layer.class);
    changes.forEach(change -> layers.add(change.layer()));
    List<Audit> affected =
        Audits.all().stream()
            .filter(audit -> audit.affectedBy().stream().anyMatch(layers::contains))
            .toList();
    Snapshot changed = Change.applyAll(changes, snapshot);
    Found after = found(Audits.detect(affected, evaluation.about(focus, changed)));
    return compare(changes, before(changes, affected, focus, evaluation), after);
  }

  /// What is found without the changes. What does not depend on the very rules that change is
  /// remembered, for one search changes the same groups and network ACLs in several ways.
  private Found before(
      List<Change> changes, List<Audit> affected, Focus focus, Evaluation evaluation) {
    Evaluation part = evaluation.about(focus, evaluation.snapshot());
    Map<Boolean, List<Audit>> ofRules =
        affected.stream().collect(Collectors.partitioningBy(Audit::isOfChangedRules));
    if (before.size() == MOST_REMEMBERED) {
      before.clear();
    }
    Set<String> ids = new TreeSet<>();
    changes.forEach(change -> ids.add(change.layer() + " " + change.id()));
    Found remembered =
        before.computeIfAbsent(
            new Part(affected, ids, focus.groupIds(), focus.placements().size()),
            _ -> found(Audits.detect(ofRules.getOrDefault(false, List.of()), part)));
    Map<Subject, Severity> all = new TreeMap<>(remembered.severities());
    all.putAll(found(Audits.detect(ofRules.getOrDefault(true, List.of()), part)).severities());
    return new Found(all);
  }

  /// What tells the parts of a configuration apart that are examined.
  ///
  /// @param changed the groups and network ACLs that are changed
  /// @param groupIds the groups that are examined
  /// @param placements how many: those of what is changed, or these and all behind the same network
  ///   ACLs
  private record Part(
      List<Audit> audits, Set<String> changed, SortedSet<String> groupIds, int placements) {}

  /// {@return what all audits find, everything examined}
  static Found ofEverything(AuditInput input) {
    List<Audit> audits = Audits.all().stream().filter(AuditCheck::isChecked).toList();
    return found(Audits.detect(audits, new Evaluation(input)));
  }

  private static boolean isChecked(Audit audit) {
    return !audit.kinds().contains(AuditKind.LIMITS_NEAR)
        && !audit.kinds().contains(AuditKind.RULE_UNUSED);
  }

  @SuppressWarnings("ReferenceEquality") // of a search every candidate is examined in one snapshot
  private Evaluation evaluation(Snapshot snapshot) {
    if (whole == null || whole.snapshot() != snapshot) {
      whole = new Evaluation(AuditInput.of(ANY, snapshot));
      before.clear();
    }
    return whole;
  }

  private static Found found(List<Detected> findings) {
    Map<Subject, Severity> severities = new TreeMap<>();
    for (Detected each : findings) {
      severities.merge(
          Subject.of(each.unfixed()),
          each.unfixed().severity(),
          (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }
    return new Found(severities);
  }

  static Consequences compare(List<Change> changes, Found before, Found after) {
    List<Subject> ended =
        new ArrayList<>(
            before.severities().keySet().stream()
                .filter(each -> !after.severities().containsKey(each))
                .toList());
    List<String> introduced = new ArrayList<>();
    List<String> lessened = new ArrayList<>();
    after
        .severities()
        .forEach((subject, severity) -> {
          Severity earlier = before.severities().get(subject);
          if (earlier != null && earlier.compareTo(severity) >= 0) {
            return;
          }
          boolean remains =
              earlier == null
                  && (subject.kind() == AuditKind.GROUP_UNATTACHED
                      || subject.kind() == AuditKind.ACL_BLOCKS_PATH_MTU
                      || wasSoBefore(subject, changes)
                      || isMeant(subject, severity, ended)
                      || replaces(subject, severity, ended, before));
          (remains ? lessened : introduced).add(subject.toString());
        });
    return new Consequences(introduced, lessened);
  }

  /// Whether only the words for it are new: removing rules, which all allow, opens nothing and
  /// makes no other rule superfluous, but what one finding said of two rules another one may then
  /// say of the rule that is left.
  private static boolean wasSoBefore(Subject subject, List<Change> changes) {
    return MADE_BY_ALLOWING.contains(subject.kind())
        && changes.stream().allMatch(Change.RemoveRule.class::isInstance);
  }

  /// Whether a service that is meant to be reached becomes open to the Internet as the groups'
  /// rules for IPv6 say, which a network ACL without IPv6 kept from taking effect.
  private static boolean isMeant(Subject subject, Severity severity, List<Subject> ended) {
    return subject.kind() == AuditKind.OPEN_TO_INTERNET
        && severity.compareTo(Severity.LOW) <= 0
        && ended.stream().anyMatch(each -> each.kind() == AuditKind.ACL_IPV6_FORGOTTEN);
  }

  /// Whether a finding is what remains of one that ended and was no less severe. That everything is
  /// open to the Internet is one finding in place of several; otherwise one remains of one.
  private static boolean replaces(
      Subject subject, Severity severity, List<Subject> ended, Found before) {
    for (Iterator<Subject> each = ended.iterator(); each.hasNext(); ) {
      Subject other = each.next();
      Severity earlier = before.severities().get(other);
      if ((other.isLike(subject) || subject.isPriceOf(other))
          && earlier != null
          && earlier.compareTo(severity) >= 0) {
        if (subject.kind() != AuditKind.OPEN_TO_INTERNET) {
          each.remove();
        }
        return true;
      }
    }
    return false;
  }
}
