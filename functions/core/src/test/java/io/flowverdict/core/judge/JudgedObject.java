package io.flowverdict.core.judge;

import io.flowverdict.core.flowlog.FlowLogEntry;
import io.flowverdict.core.flowlog.FlowLogReader;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.snapshot.TestNetwork;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A flow-log object, read and judged whole.
final class JudgedObject {

  private JudgedObject() {}

  /// {@return what is said of each line of an object but its header, the first one}
  ///
  /// @param network the rows of a [TestNetwork]
  static List<String> verdicts(String network, String... lines) {
    byte[] object = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    Judge judge = new Judge(TestNetwork.of(network));
    List<String> verdicts = new ArrayList<>();
    try (FlowLogReader reader = FlowLogReader.open(new ByteArrayInputStream(object))) {
      Conversations conversations = new Conversations(reader.iterator());
      while (conversations.hasNext()) {
        FlowLogEntry entry = conversations.next();
        verdicts.add(
            switch (entry) {
              case FlowRecord record ->
                  InWords.withRole(judge.judge(record, conversations.evidence(record)));
              case Gap gap -> gap.status().name();
              case RejectedLine line -> line.toString();
            });
      }
    }
    return verdicts;
  }
}
