package io.flowverdict.core.bulk;

import io.flowverdict.core.flowlog.ColumnReader;
import io.flowverdict.core.flowlog.FlowColumns;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Reads columns ahead in a thread of its own, into a few that are used in turn.
final class ReadAhead implements ColumnSource {

  private static final int WINDOWS = 3;

  private final ColumnReader reader;
  private final BlockingQueue<FlowColumns> free = new ArrayBlockingQueue<>(WINDOWS);
  private final BlockingQueue<Read> read = new ArrayBlockingQueue<>(WINDOWS + 1);
  private final Thread thread;
  private @Nullable FlowColumns given;

  /// What reading gave.
  private sealed interface Read {
    record Filled(FlowColumns columns) implements Read {}

    record Ended() implements Read {}

    record Failed(RuntimeException failure) implements Read {}

    record Broken(Error error) implements Read {}
  }

  ReadAhead(ColumnReader reader) {
    this.reader = reader;
    for (int i = 0; i < WINDOWS; i++) {
      free.add(new FlowColumns());
    }
    thread = Thread.ofPlatform().daemon().name("flow-log-reader").start(this::readAll);
  }

  private void readAll() {
    try {
      Read last;
      do {
        last = readNext();
        read.put(last);
      } while (last instanceof Read.Filled);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private Read readNext() throws InterruptedException {
    FlowColumns columns = free.take();
    try {
      return reader.read(columns) ? new Read.Filled(columns) : new Read.Ended();
    } catch (RuntimeException failure) {
      return new Read.Failed(failure);
    } catch (Error error) {
      return new Read.Broken(error);
    }
  }

  @Override
  public @Nullable FlowColumns next() {
    if (given != null) {
      free.add(given);
      given = null;
    }
    try {
      given =
          switch (read.take()) {
            case Read.Filled(FlowColumns columns) -> columns;
            case Read.Ended ended -> {
              read.add(ended);
              yield null;
            }
            case Read.Failed(RuntimeException failure) -> throw failure;
            case Read.Broken(Error error) -> throw error;
          };
      return given;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while an object was read", interrupted);
    }
  }

  /// Ends the thread, which finishes what it reads at the moment, and closes the reader.
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    reader.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
