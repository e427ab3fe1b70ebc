package io.flowverdict.aws.inventory;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.snapshot.PrefixList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;

/// What `DescribeManagedPrefixLists` and `GetManagedPrefixListEntries` answer.
final class PrefixListAnswer {
  private static final Set<String> WITHOUT_ENTRIES =
      Set.of("create-in-progress", "create-failed", "delete-in-progress", "delete-complete");

  private PrefixListAnswer() {}

  /// {@return whether the list is there, and has entries to ask for}
  static boolean hasEntries(ManagedPrefixList list) {
    return list.stateAsString() == null || !WITHOUT_ENTRIES.contains(list.stateAsString());
  }

  static String id(ManagedPrefixList list) {
    return Given.required(list.prefixListId(), null, "PrefixListId");
  }

  /// @param entries null when the list has none to ask for
  static PrefixList of(ManagedPrefixList list, @Nullable List<Cidr> entries) {
    return new PrefixList(
        id(list),
        list.prefixListName(),
        Given.word(list.ownerId()),
        list.version(),
        list.maxEntries(),
        entries);
  }

  static Cidr entry(ManagedPrefixList list, PrefixListEntry entry) {
    return Given.cidr(entry.cidr(), list.prefixListId(), "Cidr");
  }
}
