package io.flowverdict.aws.configuration;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Whose configuration documents say that they are, and from when.
///
/// @param accounts the accounts that they name: that of `capture`, else those that own resources
/// @param regions the Regions that they name: that of `capture`, and those of ARNs and availability
///   zones
/// @param times when `capture` read them; none of documents of the AWS CLI, which do not say it
public record Origin(
    SortedSet<String> accounts, SortedSet<String> regions, SortedSet<Instant> times) {
  public Origin {
    accounts = copy(accounts);
    regions = copy(regions);
    times = copy(times);
  }

  private static <T> SortedSet<T> copy(Set<T> values) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(values));
  }

  /// {@return the account; null when they name none, or several}
  public @Nullable String account() {
    return accounts.size() == 1 ? accounts.first() : null;
  }

  /// {@return the Region; null when they name none, or several}
  public @Nullable String region() {
    return regions.size() == 1 ? regions.first() : null;
  }
}
