package io.flowverdict.console.query;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.finding.DeliveredLogs;
import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.usage.RuleUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rules of a security group or the entries of a network ACL, and what used them.
///
/// @param owner the group or network ACL; null when none was named, and those are told that there
///   are
/// @param owners those that there are, at most a hundred
/// @param rows in the order of the owner
/// @param coverage whether what was not seen was not there
public record RuleTable(
    Scope scope,
    Range range,
    @Nullable String owner,
    List<String> owners,
    Names names,
    List<Row> rows,
    Coverage coverage) {

  private static final int MOST_OWNERS = 100;
  private static final int MOST_CHECKED = 20;

  public RuleTable {
    requireNonNull(scope, "scope is null");
    requireNonNull(range, "range is null");
    requireNonNull(names, "names is null");
    requireNonNull(coverage, "coverage is null");
    owners = List.copyOf(owners);
    rows = List.copyOf(rows);
  }

  /// One rule.
  ///
  /// @param effect `allow` or `deny`
  /// @param text the rule in words
  /// @param description what its author wrote; hostile
  /// @param uses what accepted requests used of it, by protocol; none when it was never seen in use
  public record Row(
      Direction direction,
      String name,
      String effect,
      String text,
      @Nullable String description,
      List<RuleUse> uses) {
    public Row {
      uses = List.copyOf(uses);
    }

    /// {@return when it was last used; empty when it was never seen in use}
    public Optional<Instant> lastUsed() {
      return uses.stream().map(RuleUse::lastUsed).max(Instant::compareTo);
    }
  }

  /// Whether the logs of the range are complete of every interface that the rules are for.
  ///
  /// @param interfaces how many interfaces these are
  /// @param missing those whose logs are not complete, at most twenty
  /// @param checked whether all of them were looked at
  public record Coverage(int interfaces, List<String> missing, boolean checked) {
    public Coverage {
      missing = List.copyOf(missing);
    }

    /// {@return whether a rule without use was not used}
    public boolean isComplete() {
      return interfaces > 0 && checked && missing.isEmpty();
    }
  }

  /// {@return the rules that parameters ask for}
  ///
  /// @throws ParameterException when a parameter cannot be used, or the configuration has no such
  ///   owner
  public static RuleTable of(Kept kept, Scope scope, Range range, Parameters parameters) {
    String group = Filters.id(parameters, "group", "sg-");
    String acl = Filters.id(parameters, "acl", "acl-");
    if (group != null && acl != null) {
      throw new ParameterException("acl", "group and acl are both given: give one of them.");
    }
    Snapshot newest = kept.newest(scope).orElse(Snapshot.EMPTY);
    Names names = new Names(newest);
    if (group != null) {
      return ofGroup(kept, scope, range, newest, names, group);
    }
    if (acl != null) {
      return ofAcl(kept, scope, range, newest, names, acl);
    }
    List<String> owners =
        Stream.concat(
                newest.securityGroups().keySet().stream(), newest.networkAcls().keySet().stream())
            .limit(MOST_OWNERS)
            .toList();
    Coverage nothing = new Coverage(0, List.of(), true);
    return new RuleTable(scope, range, null, owners, names, List.of(), nothing);
  }

  private static RuleTable ofGroup(
      Kept kept, Scope scope, Range range, Snapshot newest, Names names, String id) {
    SecurityGroup group = newest.securityGroups().get(id);
    if (group == null) {
      throw unknown("group", id, scope);
    }
    List<RuleUse> uses = kept.usage().ofOwner(scope, id);
    List<Row> rows =
        group.rules().stream()
            .map(rule ->
                new Row(
                    rule.direction(),
                    rule.name(),
                    "allow",
                    rule.text(),
                    rule.description(),
                    uses(uses, rule.direction(), rule.name())))
            .toList();
    List<NetworkInterface> carriers =
        newest.interfaces().values().stream().filter(at -> at.groupIds().contains(id)).toList();
    return new RuleTable(
        scope, range, id, List.of(), names, rows, coverage(kept, scope, range, newest, carriers));
  }

  private static RuleTable ofAcl(
      Kept kept, Scope scope, Range range, Snapshot newest, Names names, String id) {
    NetworkAcl acl = newest.networkAcls().get(id);
    if (acl == null) {
      throw unknown("acl", id, scope);
    }
    List<RuleUse> uses = kept.usage().ofOwner(scope, id);
    List<Row> rows =
        acl.entries().stream()
            .map(entry ->
                new Row(
                    entry.direction(),
                    entry.name(),
                    entry.effect().name().toLowerCase(Locale.ROOT),
                    entry.text(),
                    null,
                    uses(uses, entry.direction(), entry.name())))
            .toList();
    List<NetworkInterface> within =
        newest.interfaces().values().stream()
            .filter(at -> at.subnetId() != null && acl.subnetIds().contains(at.subnetId()))
            .toList();
    return new RuleTable(
        scope, range, id, List.of(), names, rows, coverage(kept, scope, range, newest, within));
  }

  private static ParameterException unknown(String parameter, String id, Scope scope) {
    return new ParameterException(
        parameter,
        "The newest configuration of "
            + scope
            + " has no "
            + id
            + ": look its id up, or wait for the"
            + " next capture.");
  }

  private static List<RuleUse> uses(List<RuleUse> uses, Direction direction, String rule) {
    return uses.stream()
        .filter(use -> use.direction() == direction && use.rule().equals(rule))
        .toList();
  }

  private static Coverage coverage(
      Kept kept, Scope scope, Range range, Snapshot newest, List<NetworkInterface> interfaces) {
    DeliveredLogs logs = new DeliveredLogs(scope, newest, kept.deliveries(), kept.findings());
    List<String> missing = new ArrayList<>();
    for (NetworkInterface at : interfaces.stream().limit(MOST_CHECKED).toList()) {
      if (!logs.ofInterface(at.id(), Action.ACCEPT, range.from(), range.to())) {
        missing.add(at.id());
      }
    }
    return new Coverage(interfaces.size(), missing, interfaces.size() <= MOST_CHECKED);
  }
}
