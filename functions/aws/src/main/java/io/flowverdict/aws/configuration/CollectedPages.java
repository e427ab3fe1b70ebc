package io.flowverdict.aws.configuration;

import io.flowverdict.core.snapshot.Listing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which listings the documents that were read so far go on with.
final class CollectedPages {
  private final SortedMap<ResourceKind, Pages> byKind = new TreeMap<>();
  private final SortedMap<String, Pages> byPrefixList = new TreeMap<>();

  void add(ResourceKind kind, String source, Collection<String> ids, boolean goesOn) {
    byKind.computeIfAbsent(kind, _ -> new Pages()).add(source, ids, goesOn);
  }

  /// Adds a document with the entries of a prefix list.
  void addEntries(String listId, String source, Collection<String> cidrs, boolean goesOn) {
    byPrefixList.computeIfAbsent(listId, _ -> new Pages()).add(source, cidrs, goesOn);
  }

  /// {@return the listings that are not whole}
  Set<Listing> listings() {
    Set<Listing> listings = EnumSet.noneOf(Listing.class);
    byKind.forEach((kind, pages) -> {
      if (!pages.goingOn().isEmpty()) {
        listings.add(kind.listing());
      }
    });
    return listings;
  }

  /// {@return the prefix lists whose entries are not whole}
  Set<String> prefixLists() {
    Set<String> lists = new TreeSet<>();
    byPrefixList.forEach((list, pages) -> {
      if (!pages.goingOn().isEmpty()) {
        lists.add(list);
      }
    });
    return lists;
  }

  /// {@return what to say of every document after which a listing goes on, and of entries of which
  /// there are several listings}
  List<Remark> warnings() {
    List<Remark> warnings = new ArrayList<>();
    byKind.forEach((kind, pages) ->
        pages
            .goingOn()
            .forEach(source ->
                warnings.add(Remark.goesOn(source, kind.listing().noun(), kind.listing().call()))));
    for (Map.Entry<String, Pages> each : byPrefixList.entrySet()) {
      String list = each.getKey();
      each.getValue()
          .goingOn()
          .forEach(source ->
              warnings.add(
                  Remark.goesOn(
                      source,
                      "entries of " + list,
                      "get-managed-prefix-list-entries --prefix-list-id " + list)));
      List<String> differing = each.getValue().differing();
      if (!differing.isEmpty()) {
        warnings.add(Remark.entriesDiffer(list, differing));
      }
    }
    return warnings;
  }
}
