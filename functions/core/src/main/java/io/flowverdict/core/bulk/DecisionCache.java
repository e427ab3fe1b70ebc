package io.flowverdict.core.bulk;

import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/// What was decided for objects before, for others that the same configuration judges: then only
/// what is new in an object is judged anew. Bounded; may be shared by threads, each of which takes
/// out what it uses.
public final class DecisionCache {

  /// How many configurations there are room for: each holds what tells its addresses, ports and
  /// interfaces apart.
  private static final int MOST = 4;

  /// What is not in use, that of the last object first.
  private final Deque<Decisions> idle = new ArrayDeque<>();

  /// {@return decisions that nobody else uses until they are put back}
  ///
  /// @param classified the very snapshot by which the causes of the object are told apart
  synchronized Decisions take(Scope scope, Snapshot classified) {
    for (Iterator<Decisions> each = idle.iterator(); each.hasNext(); ) {
      Decisions found = each.next();
      if (found.isFor(scope, classified)) {
        each.remove();
        found.beginObject();
        return found;
      }
    }
    return new Decisions(scope, classified);
  }

  /// Takes decisions that were used for an object and are not used any more.
  synchronized void put(Decisions used) {
    if (used.hasRoom()) {
      idle.addFirst(used);
      if (idle.size() > MOST) {
        idle.removeLast();
      }
    }
  }
}
