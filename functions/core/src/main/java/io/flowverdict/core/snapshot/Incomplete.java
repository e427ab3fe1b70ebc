package io.flowverdict.core.snapshot;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/// What a snapshot may lack, because a listing was not read to its last page: that a resource, rule
/// or entry is not in the snapshot means nothing there. What is in the snapshot is certain all the
/// same.
///
/// @param listings of which the snapshot may lack resources
/// @param groups the ids of security groups of which it may lack rules
/// @param prefixLists the ids of prefix lists of which it may lack entries
public record Incomplete(Set<Listing> listings, Set<String> groups, Set<String> prefixLists) {

  /// Every listing was read to its last page.
  public static final Incomplete NOTHING = new Incomplete(Set.of(), Set.of(), Set.of());

  public Incomplete {
    listings = Collections.unmodifiableSet(copy(listings));
    groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
    prefixLists = Collections.unmodifiableSortedSet(new TreeSet<>(prefixLists));
  }

  private static Set<Listing> copy(Collection<Listing> listings) {
    Set<Listing> copy = EnumSet.noneOf(Listing.class);
    copy.addAll(listings);
    return copy;
  }

  /// {@return what a snapshot lacks of which only these listings were not read to their ends}
  public static Incomplete of(Listing... listings) {
    return new Incomplete(Set.of(listings), Set.of(), Set.of());
  }

  /// {@return what this one and another one say together}
  public Incomplete and(Incomplete other) {
    return new Incomplete(
        union(listings, other.listings),
        union(groups, other.groups),
        union(prefixLists, other.prefixLists));
  }

  private static <T> Set<T> union(Set<T> one, Set<T> other) {
    Set<T> union = new HashSet<>(one);
    union.addAll(other);
    return union;
  }

  /// {@return whether the snapshot lacks nothing}
  public boolean isNothing() {
    return listings.isEmpty() && groups.isEmpty() && prefixLists.isEmpty();
  }

  /// {@return whether the snapshot may lack resources of this kind}
  public boolean has(Listing listing) {
    return listings.contains(listing);
  }
}
