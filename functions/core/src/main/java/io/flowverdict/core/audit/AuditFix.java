package io.flowverdict.core.audit;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.change.AwsCli;
import io.flowverdict.core.change.Change;
import java.util.List;
import java.util.stream.Stream;

/// What to do about an audit's finding.
///
/// @param text in words
/// @param changes what to change in groups and network ACLs, in this order; empty where a person
///   has to decide first, or where it is done elsewhere
/// @param otherCommands commands of the AWS CLI for what no [Change] says
public record AuditFix(String text, List<Change> changes, List<String> otherCommands) {

  public AuditFix {
    requireNonNull(text, "text is null");
    changes = List.copyOf(changes);
    otherCommands = List.copyOf(otherCommands);
  }

  /// {@return advice without a command}
  public static AuditFix of(String text) {
    return new AuditFix(text, List.of(), List.of());
  }

  /// {@return a change, after a sentence or without one}
  public static AuditFix of(String text, List<Change> changes) {
    return new AuditFix(text, changes, List.of());
  }

  /// {@return a single call of `aws ec2`}
  public static AuditFix byCommand(String text, String... arguments) {
    return new AuditFix(text, List.of(), List.of(AwsCli.command(List.of(arguments))));
  }

  /// {@return commands of the AWS CLI for a POSIX shell, to be run in this order}
  public List<String> commands() {
    return Stream.concat(
            changes.stream().flatMap(change -> AwsCli.commands(change).stream()),
            otherCommands.stream())
        .toList();
  }
}
