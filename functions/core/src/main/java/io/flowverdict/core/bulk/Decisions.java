package io.flowverdict.core.bulk;

import io.flowverdict.core.finding.Distinction;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is decided about records that are alike, and what tells records apart: good for every
/// object of one scope whose causes are told apart by one configuration. Bounded; for one thread.
final class Decisions {

  private static final int MOST = 1 << 15;
  private static final int MOST_REVISIONS = 8;

  /// Interfaces that a configuration lacks are not bounded by it.
  private static final int MOST_INTERFACES = 1 << 16;

  private final Scope scope;
  private final Snapshot classified;
  private final Map<String, Equivalence> equivalences = new HashMap<>();
  private final Map<Key, Epochs.Epoch> epochs = new HashMap<>();
  private final DecisionTable table = new DecisionTable(MOST);

  /// What all revisions of an epoch but the last see of a record.
  private final LongKeys seen = new LongKeys(MOST);

  /// How many numbers were given for what was seen and is forgotten.
  private int forgotten;

  /// The numbers of what tells causes apart.
  private final Map<Distinction, Integer> distinctions = new HashMap<>();

  /// What verdicts depend on beside what is seen of a record: the revisions, and which fields are
  /// recorded.
  private record Key(List<String> revisions, FlowLogFormat format) {

    /// When a revision was in force is told beside another one only.
    static Key of(List<Revision> revisions, FlowLogFormat format) {
      boolean several = revisions.size() > 1;
      return new Key(
          revisions.stream()
              .map(each ->
                  several
                      ? each.id() + " " + each.observedFrom() + " " + each.verifiedUntil()
                      : each.id())
              .toList(),
          format);
    }
  }

  /// @param classified the configuration by which causes are told apart
  Decisions(Scope scope, Snapshot classified) {
    this.scope = scope;
    this.classified = classified;
  }

  /// Whether they are good for an object of a scope whose causes this very snapshot tells apart.
  @SuppressWarnings("ReferenceEquality") // comparing large snapshots takes as long as it saves
  boolean isFor(Scope other, Snapshot snapshot) {
    return scope.equals(other) && classified == snapshot;
  }

  /// Gets ready for another object.
  void beginObject() {
    equivalences.values().forEach(Equivalence::beginObject);
  }

  /// Whether there is room for another object.
  boolean hasRoom() {
    return epochs.size() < Epochs.MOST / 2
        && distinctions.size() < MOST
        && equivalences.size() < MOST_REVISIONS / 2
        && equivalences.values().stream().allMatch(each -> each.interfaces() < MOST_INTERFACES);
  }

  /// {@return the epoch of records that these revisions judge; null when they are to be judged
  /// alone}
  Epochs.@Nullable Epoch epoch(List<Revision> revisions, FlowLogFormat format) {
    Key key = Key.of(revisions, format);
    Epochs.Epoch known = epochs.get(key);
    if (known != null) {
      return known;
    }
    if (epochs.size() == Epochs.MOST
        || equivalences.size() >= MOST_REVISIONS
        || revisions.size() > MOST_REVISIONS) {
      return null;
    }
    List<Equivalence> all = new ArrayList<>();
    revisions.forEach(revision -> all.add(equivalence(revision.id(), revision.snapshot())));
    Equivalence last = all.isEmpty() ? equivalence("", Snapshot.EMPTY) : all.removeLast();
    Epochs.Epoch made = new Epochs.Epoch(epochs.size(), all, last);
    epochs.put(key, made);
    return made;
  }

  private Equivalence equivalence(String id, Snapshot snapshot) {
    return equivalences.computeIfAbsent(id, _ -> new Equivalence(snapshot, classified));
  }

  /// {@return a number for what a revision sees of a record, and those before it saw}
  ///
  /// @param before the number of what those before it saw; 0 for the first one
  int seen(long where, long what, int before) {
    long whatAfter = what | (long) before << RowKeys.BEFORE;
    int known = seen.find(where, whatAfter);
    if (known == LongKeys.NONE && seen.isFull()) {
      forgotten += seen.size();
      seen.clear();
    }
    return 1 + forgotten + (known != LongKeys.NONE ? known : seen.add(where, whatAfter));
  }

  /// What is decided, by the keys of the records.
  DecisionTable table() {
    return table;
  }

  /// {@return the number of what tells the causes of records apart; 0 when they show none}
  int number(@Nullable Distinction causes) {
    return causes == null ? 0 : distinctions.computeIfAbsent(causes, _ -> distinctions.size());
  }

  /// Whether there is room for what these rows may need.
  boolean hasRoomFor(int rows) {
    return table.size() + rows <= MOST
        && forgotten + seen.size() + rows * MOST_REVISIONS < RowKeys.MOST_BEFORE
        && equivalences.values().stream()
            .allMatch(each -> each.interfaces() + rows <= RowKeys.MOST_PLACES);
  }

  /// Forgets every decision. The numbers of distinctions stay, of which there are fewer.
  void clear() {
    table.clear();
    seen.clear();
    forgotten = 0;
    equivalences.values().forEach(Equivalence::forgetInterfaces);
  }
}
