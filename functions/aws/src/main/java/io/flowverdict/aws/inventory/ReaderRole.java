package io.flowverdict.aws.inventory;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The role that is assumed in other accounts to read their configuration.
///
/// @param name the same in every account, with its path if it has one
/// @param externalId what the role's trust policy asks for; null when it asks for none
public record ReaderRole(String name, @Nullable String externalId) {
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@/-]{1,512}");

  public ReaderRole {
    requireNonNull(name, "name is null");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("\"" + name + "\" is no name of a role");
    }
  }

  /// Leaves out the external id.
  @Override
  public String toString() {
    return "ReaderRole[" + name + "]";
  }
}
