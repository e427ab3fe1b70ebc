package io.flowverdict.core.explain;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.change.AwsCli;
import io.flowverdict.core.change.Change;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Role;
import java.util.List;

/// The smallest change that removes one blocker, verified by judging again with it applied.
///
/// @param role whether the blocker drops the request or the reply
/// @param opens what else the change lets pass, and what to think of first, as sentences
public record Fix(Role role, Change change, String opens) {

  public Fix {
    requireNonNull(role, "role is null");
    requireNonNull(change, "change is null");
    requireNonNull(opens, "opens is null");
  }

  public Layer layer() {
    return change.layer();
  }

  /// {@return the security group or network ACL to change}
  public String id() {
    return change.id();
  }

  /// {@return the change in words}
  public String text() {
    return change.toString();
  }

  /// {@return the change as AWS CLI commands for a POSIX shell, to be run in this order}
  public List<String> commands() {
    return AwsCli.commands(change);
  }
}
