package io.flowverdict.aws.findings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A ledger in memory, for tests and for a single run.
public final class InMemoryLedger implements ObjectLedger {

  private final Map<String, Entry> entries = new HashMap<>();

  @Override
  public synchronized Optional<Entry> find(String object) {
    return Optional.ofNullable(entries.get(object));
  }

  @Override
  public synchronized Basis begin(String object, Basis basis) {
    return entries.computeIfAbsent(object, _ -> new Entry(basis, false)).basis();
  }

  @Override
  public synchronized void done(String object) {
    entries.computeIfPresent(object, (_, entry) -> new Entry(entry.basis(), true));
  }
}
