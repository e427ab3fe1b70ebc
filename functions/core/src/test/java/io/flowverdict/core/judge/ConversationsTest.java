package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.flowlog.FlowLogEntry;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Reading ahead. What the records tell of each other is in [ConversationEvidenceTest].
class ConversationsTest {

  @Test
  void everyEntryIsReturnedOnceAndInOrder() {
    List<FlowLogEntry> entries = new ArrayList<>();
    IntStream.range(0, 25)
        .forEach(i ->
            entries.add(
                i % 3 == 0
                    ? new Gap(i, Gap.Status.NODATA, null, null, null, null)
                    : TestRecord.of("eni-1 tcp 198.51.100.4:4" + i + " > 10.0.1.10:443")));

    for (int window : new int[] {1, 2, 7, 24, 25, 26, 100}) {
      List<FlowLogEntry> returned = new ArrayList<>();
      new Conversations(entries.iterator(), window, 1).forEachRemaining(returned::add);
      assertThat(returned).isEqualTo(entries);
    }
  }

  @Test
  void aRecordIsInformedByItsWindowAndTheOneBefore() {
    String syn = "eni-1 tcp 198.51.100.4:40000 > 10.0.1.10:50000 syn ACCEPT";
    String data = "eni-1 tcp 198.51.100.4:40000 > 10.0.1.10:50000 none ACCEPT";
    String other = "eni-1 tcp 198.51.100.9:40000 > 10.0.1.10:50000 none REJECT";

    assertThat(evidence(2, syn, other, data))
        .last()
        .isEqualTo("request by CONVERSATION, established");
    assertThat(evidence(2, syn, other, other, other, data)).last().isEqualTo("unknown");
    assertThat(evidence(2, data, syn)).first().isEqualTo("request by CONVERSATION, established");
    assertThat(evidence(1, data, syn)).first().isEqualTo("unknown");
    assertThat(evidence(1, syn, data)).last().isEqualTo("request by CONVERSATION, established");
  }

  @Test
  void onlyAWindowIsReadAhead() {
    List<FlowLogEntry> read = new ArrayList<>();
    Iterator<FlowLogEntry> endless =
        Stream.generate(() -> (FlowLogEntry) TestRecord.of("eni-1 udp 10.0.0.9:1 > 10.0.1.10:2"))
            .peek(read::add)
            .iterator();
    Conversations conversations = new Conversations(endless, 10, 1);

    conversations.next();
    assertThat(read).hasSize(10);
    IntStream.range(0, 10).forEach(_ -> conversations.next());
    assertThat(read).hasSize(20);
  }

  @Test
  void aDamagedObjectFailsAfterTheEntriesBeforeTheDamage() {
    FlowRecord record = TestRecord.of("eni-1 tcp 198.51.100.4:40000 > 10.0.1.10:443 syn ACCEPT");
    UncheckedIOException damage = new UncheckedIOException(new java.io.IOException("damaged"));
    Iterator<FlowLogEntry> damaged =
        Stream.of(1, 2, 3)
            .map(i -> {
              if (i == 3) {
                throw damage;
              }
              return (FlowLogEntry) record;
            })
            .iterator();
    Conversations conversations = new Conversations(damaged, 100, 1);

    assertThat(conversations.next()).isSameAs(record);
    assertThat(conversations.next()).isSameAs(record);
    assertThat(conversations.hasNext()).isTrue();
    assertThatThrownBy(conversations::next).isSameAs(damage);
    assertThatThrownBy(conversations::next).isSameAs(damage);
  }

  @Test
  void afterTheLastEntryThereIsNone() {
    Conversations conversations = new Conversations(List.<FlowLogEntry>of().iterator());

    assertThat(conversations.hasNext()).isFalse();
    assertThatThrownBy(conversations::next).isInstanceOf(NoSuchElementException.class);
  }

  /// {@return what is known of each record when it is returned}
  static List<String> evidence(int window, String... records) {
    Conversations conversations =
        new Conversations(Stream.of(records).map(TestRecord::of).toList().iterator(), window, 1);
    List<String> evidence = new ArrayList<>();
    while (conversations.hasNext()) {
      if (conversations.next() instanceof FlowRecord record) {
        evidence.add(InWords.of(conversations.evidence(record)));
      }
    }
    return evidence;
  }
}
