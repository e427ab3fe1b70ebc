package io.flowverdict.aws.configuration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The resources of one kind that were read so far, one for each id.
final class Collected<T> {
  private final Function<T, String> id;
  private final BinaryOperator<T> merge;
  private final SortedMap<String, Placed<T>> byId = new TreeMap<>();
  private final List<Superseded> superseded = new ArrayList<>();
  private int found;

  private record Placed<T>(T value, String place) {}

  /// A kind of which the later of two resources with one id counts.
  Collected(Function<T, String> id) {
    this(id, (earlier, later) -> later);
  }

  /// A kind of which two resources with one id complement each other.
  ///
  /// @param merge makes one of an earlier and a later resource
  Collected(Function<T, String> id, BinaryOperator<T> merge) {
    this.id = id;
    this.merge = merge;
  }

  /// Adds a resource. When one of its id is there and it matters which of the two comes last, they
  /// contradict each other, and that is noted.
  ///
  /// @param place where it was found
  /// @return its id
  String add(T added, String place) {
    found++;
    String key = id.apply(added);
    Placed<T> present = byId.get(key);
    if (present == null) {
      byId.put(key, new Placed<>(added, place));
      return key;
    }
    T merged = merge.apply(present.value, added);
    if (!merged.equals(merge.apply(added, present.value))) {
      superseded.add(new Superseded(key, present.place, place));
    }
    byId.put(key, new Placed<>(merged, place));
    return key;
  }

  /// Adds what another collection of this kind has, each from where it was found.
  void addAll(Collected<T> others) {
    others.byId.values().forEach(each -> add(each.value, each.place));
  }

  @Nullable T get(String wanted) {
    Placed<T> placed = byId.get(wanted);
    return placed == null ? null : placed.value;
  }

  /// {@return where the resource of this id was found}
  ///
  /// @throws IllegalArgumentException when there is none
  String place(String wanted) {
    Placed<T> placed = byId.get(wanted);
    if (placed == null) {
      throw new IllegalArgumentException("Nothing of id " + wanted + " was added");
    }
    return placed.place;
  }

  /// {@return the resources, sorted by id}
  List<T> values() {
    return byId.values().stream().map(Placed::value).toList();
  }

  /// {@return how many were added, copies and superseded ones included}
  int found() {
    return found;
  }

  Collection<Superseded> superseded() {
    return superseded;
  }
}
