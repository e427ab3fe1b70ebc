package io.flowverdict.local;

import io.flowverdict.aws.configuration.Origin;
import io.flowverdict.aws.inventory.Accounts;
import io.flowverdict.core.snapshot.Scope;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// The account and Region of a configuration folder, on which the ids of findings depend: what
/// `--account` and `--region` say, else what the documents do.
final class LocalScope {

  /// Stands for what is not known.
  private static final String UNKNOWN = "-";

  private LocalScope() {}

  /// {@return the scope}
  ///
  /// @param account as given; null when it was not
  /// @param region as given; null when it was not
  /// @param err is told what is not known, and what contradicts the documents
  /// @throws InputException when what was given is no account or no Region
  static Scope of(
      Origin origin, @Nullable String account, @Nullable String region, PrintWriter err) {
    if (account != null && !Accounts.isAccount(account)) {
      throw new InputException(
          "--account \"" + account + "\" is no account id; give its twelve digits");
    }
    if (region != null && !Accounts.isRegion(region)) {
      throw new InputException(
          "--region \"" + region + "\" is no Region; name one such as eu-central-1");
    }
    return new Scope(
        part("account", account, origin.accounts(), err),
        part("Region", region, origin.regions(), err));
  }

  private static String part(
      String what, @Nullable String given, SortedSet<String> told, PrintWriter err) {
    String option = "--" + what.toLowerCase(Locale.ROOT);
    if (given != null) {
      if (!told.isEmpty() && !told.contains(given)) {
        err.printf(
            "%s %s is taken, although the configuration is of %s.%n",
            option, given, String.join(", ", told));
      }
      return given;
    }
    if (told.size() == 1) {
      return told.first();
    }
    err.printf(
        "The configuration %s, so the ids of findings are not those of the deployed functions: give"
            + " %s.%n",
        told.isEmpty()
            ? "does not say its " + what
            : "is of more than one " + what + " (" + String.join(", ", told) + ")",
        option);
    return UNKNOWN;
  }
}
