package io.flowverdict.analyze;

import io.flowverdict.core.snapshot.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The accounts whose objects are analysed.
///
/// A Region that is not captured on a schedule is not left out: its configuration is read when an
/// object of it arrives.
///
/// @param accountIds null for every account
record LookedAfter(@Nullable Set<String> accountIds) {

  private static final String ACCOUNT = "ANALYZE_ACCOUNT";
  private static final String ACCOUNTS_FILE = "ANALYZE_ACCOUNTS_FILE";

  /// Every account there is.
  static final LookedAfter EVERYTHING = new LookedAfter(null);

  LookedAfter {
    accountIds = accountIds == null ? null : Set.copyOf(accountIds);
  }

  /// {@return the account that `ANALYZE_ACCOUNT` names and those in the file that
  /// `ANALYZE_ACCOUNTS_FILE` names, one on each line; every account where neither variable is
  /// there}
  ///
  /// @throws IllegalStateException when what should be an account is none; the message names it
  /// @throws UncheckedIOException when the file cannot be read
  static LookedAfter of(Map<String, String> environment) {
    String account = environment.getOrDefault(ACCOUNT, "");
    String file = environment.getOrDefault(ACCOUNTS_FILE, "");
    if (account.isEmpty() && file.isEmpty()) {
      return EVERYTHING;
    }
    Set<String> accountIds = new HashSet<>();
    if (!account.isEmpty()) {
      accountIds.add(accountId(ACCOUNT, account));
    }
    if (!file.isEmpty()) {
      lines(file).forEach(line -> accountIds.add(accountId(ACCOUNTS_FILE + " " + file, line)));
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

  private static String accountId(String source, String text) {
    if (!Scope.ACCOUNT_ID.matcher(text).matches()) {
      throw new IllegalStateException(
          source + " has \"" + text + "\" where an account such as 111122223333 is expected");
    }
    return text;
  }

  /// {@return whether objects of a scope are analysed}
  boolean contains(Scope scope) {
    return accountIds == null || accountIds.contains(scope.accountId());
  }
}
