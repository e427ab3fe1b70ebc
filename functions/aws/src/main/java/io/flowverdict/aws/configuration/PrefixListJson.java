package io.flowverdict.aws.configuration;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.snapshot.PrefixList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prefix lists: what `describe-managed-prefix-lists` and `describe-prefix-lists` show, and the
/// entries that `get-managed-prefix-list-entries` adds.
///
/// A stored list carries its entries itself, in the shape in which the last of the three shows
/// them: `"Entries": [{"Cidr": "10.0.0.0/8"}]`.
final class PrefixListJson {
  private static final String ENTRIES = "Entries";

  private PrefixListJson() {}

  static PrefixList read(Element list) {
    List<Cidr> entries = list.listOrNull(ENTRIES, PrefixListJson::readEntry);
    return new PrefixList(
        list.required("PrefixListId", Element::id),
        list.text("PrefixListName"),
        list.optional("OwnerId", Element::id),
        list.optional("Version", Element::count),
        list.optional("MaxEntries", each -> each.integer(0, Integer.MAX_VALUE)),
        entries == null ? list.listOrNull("Cidrs", Element::cidr) : entries);
  }

  static Cidr readEntry(Element entry) {
    return entry.object().required("Cidr", Element::cidr);
  }

  /// {@return what both say together; where both say something, what the later one says}
  static PrefixList merge(PrefixList earlier, PrefixList later) {
    return new PrefixList(
        later.id(),
        either(later.name(), earlier.name()),
        either(later.ownerId(), earlier.ownerId()),
        either(later.version(), earlier.version()),
        either(later.maxEntries(), earlier.maxEntries()),
        either(later.cidrs(), earlier.cidrs()));
  }

  private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
    return first == null ? second : first;
  }

  static Fields write(PrefixList list) {
    Fields fields =
        new Fields()
            .put("PrefixListId", list.id())
            .put("PrefixListName", list.name())
            .put("OwnerId", list.ownerId())
            .put("Version", list.version())
            .put("MaxEntries", list.maxEntries());
    return list.cidrs() == null ? fields : fields.putEach(ENTRIES, "Cidr", list.cidrs());
  }
}
