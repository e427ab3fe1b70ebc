package io.flowverdict.aws.findings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A ledger in memory, for tests and for a single run.
public final class InMemoryLedger implements ObjectLedger {

  private final Map<String, Attempt> latest = new HashMap<>();

  @Override
  public synchronized Optional<Attempt> find(String object) {
    return Optional.ofNullable(latest.get(object));
  }

  @Override
  public synchronized Attempt begin(String object, Attempt attempt) {
    return latest.merge(
        object, attempt, (known, begun) -> begun.number() > known.number() ? begun : known);
  }

  @Override
  public synchronized boolean done(String object, int number) {
    Attempt known = latest.get(object);
    if (known == null || known.number() != number) {
      return false;
    }
    latest.put(object, new Attempt(number, known.version(), known.basis(), true));
    return true;
  }
}
