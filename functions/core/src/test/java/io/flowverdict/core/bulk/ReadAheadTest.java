package io.flowverdict.core.bulk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.flowlog.ColumnReader;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.flowlog.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {

  private static final int MANY = 50;

  /// Gives columns whose first lines count up, then ends or fails.
  private static final class Counting implements ColumnReader {
    private final int last;
    private final @Nullable Throwable failure;
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    Counting(int last, @Nullable Throwable failure) {
      this.last = last;
      this.failure = failure;
    }

    @Override
    public boolean read(FlowColumns columns) {
      int number = read.incrementAndGet();
      if (number <= last) {
        columns.begin(new Names(), FlowLogFormat.DEFAULT, number);
        return true;
      }
      return switch (failure) {
        case null -> false;
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        default -> throw new IllegalArgumentException("Not thrown by readers", failure);
      };
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }

  private static List<Long> lines(ColumnSource source) {
    List<Long> lines = new ArrayList<>();
    for (FlowColumns next = source.next(); next != null; next = source.next()) {
      lines.add(next.firstLine());
    }
    return lines;
  }

  @Test
  void columnsComeInTheirOrderAndThenNone() {
    Counting reader = new Counting(MANY, null);
    try (ColumnSource source = new ReadAhead(reader)) {
      assertThat(lines(source)).hasSize(MANY).isSorted().startsWith(1L).endsWith((long) MANY);
      assertThat(source.next()).isNull();
    }
    assertThat(reader.closed).isTrue();
  }

  @Test
  void whatReadingThrowsIsThrownAfterTheColumnsBefore() {
    for (Throwable failure : List.of(new IllegalStateException("cut"), new OutOfMemoryError("x"))) {
      try (ColumnSource source = new ReadAhead(new Counting(2, failure))) {
        assertThat(source.next()).isNotNull();
        assertThat(source.next()).isNotNull();
        assertThatThrownBy(source::next).isSameAs(failure);
      }
    }
  }

  @Test
  void columnsThatWereGivenAreNotReadIntoUntilTheNextAreAskedFor() throws InterruptedException {
    Counting reader = new Counting(MANY, null);
    try (ColumnSource source = new ReadAhead(reader)) {
      FlowColumns given = requireNonNull(source.next());
      while (reader.read.get() < 3) {
        Thread.sleep(1);
      }
      Thread.sleep(20);
      assertThat(given.firstLine()).isEqualTo(1);
      assertThat(reader.read.get()).isEqualTo(3);
    }
  }

  @Test
  void closingInTheMiddleEndsTheThreadAndClosesTheReader() {
    Counting reader = new Counting(Integer.MAX_VALUE, null);
    ColumnSource source = new ReadAhead(reader);
    assertThat(source.next()).isNotNull();

    source.close();

    assertThat(reader.closed).isTrue();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("flow-log-reader"));
  }
}
