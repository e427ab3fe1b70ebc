package io.flowverdict.aws.inventory;

import io.flowverdict.aws.inventory.Calls.Call;
import io.flowverdict.aws.inventory.PartialReading.Unread;
import io.flowverdict.core.snapshot.Incomplete;
import io.flowverdict.core.snapshot.Listing;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The answers of the calls of one reading: all of them, or those that there are. Mutable: it
/// remembers what was not answered.
final class Answers {
  private final boolean all;
  private final Set<Listing> missing = EnumSet.noneOf(Listing.class);
  private final Map<String, RuntimeException> failures = new TreeMap<>();
  private boolean anyAnswer;

  /// @param all whether the reading fails with any call
  Answers(boolean all) {
    this.all = all;
  }

  /// {@return what a call lists; nothing where that was not answered and need not be}
  ///
  /// @param listing what is missing without it
  <T> List<T> of(Call<List<T>> call, Listing listing) {
    List<T> answer = of(call);
    if (answer == null) {
      missing.add(listing);
      return List.of();
    }
    return answer;
  }

  /// {@return what a call lists; null where that was not answered and need not be}
  <T> @Nullable List<T> of(Call<List<T>> call) {
    try {
      List<T> answer = call.answer();
      anyAnswer = true;
      return answer;
    } catch (AccountUnreadableException | InventoryException failed) {
      if (all || Thread.currentThread().isInterrupted()) {
        throw failed;
      }
      failures.putIfAbsent(call.name(), failed);
      return null;
    }
  }

  /// {@return whether a listing was not answered}
  boolean lacks(Listing listing) {
    return missing.contains(listing);
  }

  /// {@return what the reading lacks}
  ///
  /// @throws AccountUnreadableException when no call was answered, and one was refused
  /// @throws InventoryException when no call was answered
  Incomplete incomplete() {
    if (!anyAnswer && !failures.isEmpty()) {
      throw failures.values().iterator().next();
    }
    return new Incomplete(missing, Set.of(), Set.of());
  }

  /// {@return the calls that were not answered, by their names}
  List<Unread> unread() {
    List<Unread> unread = new ArrayList<>();
    failures.forEach((call, failed) -> unread.add(new Unread(call, why(failed))));
    return unread;
  }

  private static String why(RuntimeException failed) {
    return failed instanceof AccountUnreadableException refused
        ? refused.reason()
        : String.valueOf(failed.getMessage());
  }
}
