package io.flowverdict.core.bulk;

import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.judge.HistoryJudge;
import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// By which revisions the rows of columns are judged. For one thread.
final class Epochs {

  /// How many epochs there can be.
  static final int MOST = 64;

  private static final int MOST_REVISIONS = 8;
  private static final int MOST_WINDOWS = 1 << 14;

  private final HistoryJudge judge;
  private final Snapshot classified;
  private final Map<String, Equivalence> equivalences = new HashMap<>();
  private final Map<Key, Epoch> epochs = new HashMap<>();

  /// By start and end of records; what cannot be judged as an epoch is [Epoch#NONE].
  private final LongKeys<Epoch> windows = new LongKeys<>(MOST_WINDOWS);

  private FlowLogFormat format = FlowLogFormat.DEFAULT;
  private long start = Long.MIN_VALUE;
  private long end = Long.MIN_VALUE;
  private Epoch last = Epoch.NONE;

  /// What verdicts depend on beside the record's own values: the revisions, by their ids, and which
  /// fields are recorded.
  private record Key(List<String> revisions, FlowLogFormat format) {}

  /// Records that are judged by the same revisions.
  ///
  /// @param number below [#MOST]
  /// @param equivalences one for each revision; where there is none, that of the empty
  ///   configuration
  record Epoch(int number, List<Equivalence> equivalences) {
    private static final Epoch NONE = new Epoch(-1, List.of());
  }

  /// @param classified the configuration by which causes are told apart
  Epochs(HistoryJudge judge, Snapshot classified) {
    this.judge = judge;
    this.classified = classified;
  }

  /// {@return the epoch of a row; null when it is to be judged alone}
  @Nullable Epoch of(FlowColumns columns, int row) {
    if (columns.start[row] != start || columns.end[row] != end) {
      last = find(columns, row);
      start = columns.start[row];
      end = columns.end[row];
    }
    return last.number < 0 ? null : last;
  }

  /// Takes note that the next columns may have another format.
  void begin(FlowColumns columns) {
    if (!columns.format().equals(format)) {
      format = columns.format();
      windows.clear();
      start = Long.MIN_VALUE;
    }
  }

  private Epoch find(FlowColumns columns, int row) {
    Epoch known = windows.get(columns.start[row], columns.end[row], 0, 0);
    if (known != null) {
      return known;
    }
    Epoch found = epoch(judge.covering(columns.record(row)));
    if (windows.isFull()) {
      windows.clear();
    }
    windows.add(columns.start[row], columns.end[row], 0, 0, found);
    return found;
  }

  private Epoch epoch(List<Revision> revisions) {
    Key key = new Key(revisions.stream().map(Revision::id).toList(), format);
    Epoch known = epochs.get(key);
    if (known != null) {
      return known;
    }
    if (epochs.size() == MOST || equivalences.size() >= MOST_REVISIONS) {
      return Epoch.NONE;
    }
    Epoch made = new Epoch(epochs.size(), equivalences(revisions));
    epochs.put(key, made);
    return made;
  }

  private List<Equivalence> equivalences(List<Revision> revisions) {
    return revisions.isEmpty()
        ? List.of(new Equivalence(Snapshot.EMPTY, classified))
        : revisions.stream().map(this::equivalence).toList();
  }

  private Equivalence equivalence(Revision revision) {
    return equivalences.computeIfAbsent(
        revision.id(), _ -> new Equivalence(revision.snapshot(), classified));
  }
}
