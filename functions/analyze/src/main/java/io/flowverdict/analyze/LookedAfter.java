package io.flowverdict.analyze;

import io.flowverdict.core.snapshot.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The accounts whose objects are analysed.
///
/// A Region that is not captured on a schedule is not left out: its configuration is read when an
/// object of it arrives.
///
/// @param accountIds null for every account
record LookedAfter(@Nullable Set<String> accountIds) {

  private static final String SCOPES_FILE = "SCOPES_FILE";

  /// Every account there is.
  static final LookedAfter EVERYTHING = new LookedAfter(null);

  LookedAfter {
    accountIds = accountIds == null ? null : Set.copyOf(accountIds);
  }

  /// {@return the accounts in the file that `SCOPES_FILE` names, which has an account and a Region
  /// on each line: `111122223333/eu-central-1`; every account where the variable is absent}
  ///
  /// @throws IllegalStateException when a line is another, or there is none; the message names it
  /// @throws UncheckedIOException when the file cannot be read
  static LookedAfter of(Map<String, String> environment) {
    String file = environment.getOrDefault(SCOPES_FILE, "");
    if (file.isEmpty()) {
      return EVERYTHING;
    }
    Set<String> accountIds =
        lines(file).stream().map(line -> accountId(file, line)).collect(Collectors.toSet());
    if (accountIds.isEmpty()) {
      throw new IllegalStateException(SCOPES_FILE + " " + file + " names no account");
    }
    return new LookedAfter(accountIds);
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String accountId(String file, String line) {
    int slash = line.indexOf('/');
    String accountId = line.substring(0, Math.max(slash, 0));
    if (!Scope.ACCOUNT_ID.matcher(accountId).matches()
        || !Scope.REGION.matcher(line.substring(slash + 1)).matches()) {
      throw new IllegalStateException(
          SCOPES_FILE
              + " "
              + file
              + " has \""
              + line
              + "\" where 111122223333/eu-central-1 is expected");
    }
    return accountId;
  }

  /// {@return whether objects of a scope are analysed}
  boolean contains(Scope scope) {
    return accountIds == null || accountIds.contains(scope.accountId());
  }
}
