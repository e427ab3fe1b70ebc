package io.flowverdict.core.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A row of a [TestNetwork]: the resource it is about, plain words, and clauses that begin with a
/// word of their own.
///
/// @param words what stands before the first clause
/// @param clauses the words of each clause by the one that begins it
record TestRow(String id, List<String> words, Map<String, List<String>> clauses) {

  private static final Set<String> CLAUSES =
      Set.of(
          "between",
          "carries",
          "delegates",
          "from",
          "guards",
          "has",
          "is",
          "named",
          "of",
          "over",
          "public",
          "to",
          "type");

  static TestRow parse(String text) {
    List<String> all = List.of(text.strip().split("\\s+", -1));
    List<String> words = new ArrayList<>();
    Map<String, List<String>> clauses = new HashMap<>();
    List<String> current = words;
    for (String word : all.subList(1, all.size())) {
      if (CLAUSES.contains(word)) {
        current = clauses.computeIfAbsent(word, _ -> new ArrayList<>());
      } else {
        current.add(word);
      }
    }
    return new TestRow(all.getFirst(), words, clauses);
  }

  /// {@return the words of a clause; empty when the row lacks it}
  List<String> all(String clause) {
    return clauses.getOrDefault(clause, List.of());
  }

  /// {@return a word of a clause, or null when the row lacks it}
  @Nullable String word(String clause, int index) {
    List<String> all = all(clause);
    return index < all.size() ? all.get(index) : null;
  }
}
