package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.FlowLogEntry;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Traffic that either side may open: both use one port, or the protocol has none. The state that a
/// node's own packets open is short, so what the log says was rejected came without it.
class SymmetricTrafficTest {

  /// Two nodes that may send everything and take only the TCP of each other's gossip.
  private static final Snapshot NODES =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16
          subnet-1 of vpc-1 has 10.0.1.0/24
          subnet-2 of vpc-1 has 10.0.2.0/24
          acl-1 of vpc-1 guards subnet-1 guards subnet-2
          acl-1 in 90 deny udp 9000 from any
          acl-1 in 100 allow all from any
          acl-1 out 100 allow all to any
          eni-1 of subnet-1 has 10.0.1.10 carries sg-1
          eni-2 of subnet-2 has 10.0.2.10 carries sg-1
          sg-1 of vpc-1
          sg-1 in tcp 8300-8302 from sg-1
          sg-1 in udp 7946 from sg-1
          sg-1 in udp 6000 from pl-1
          sg-1 out all to any
          pl-1
          """);

  private static final String IN = "eni-2 %s 10.0.1.10%s > 10.0.2.10%s";
  private static final String OUT = "eni-2 %s 10.0.2.10%s > 10.0.1.10%s";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "gossip, udp, :8301",
    "key exchange, udp, :500",
    "key exchange through NAT, udp, :4500",
    "time, udp, :123",
    "between ephemeral ports, udp, :51820",
    "ESP, 50, ''",
    "ESP with ports of 0, 50, :0",
    "GRE, 47, ''",
    "IP in IP, 4, ''",
    "IPv6 in IP, 41, ''",
    "SCTP, 132, :36412",
  })
  void aRejectedPacketIsARequestThatTheGroupBlocksWhateverIsBeforeIt(
      String what, String protocol, String port) {
    for (int at : new int[] {0, 5, 120, 1_000}) {
      String in = IN.formatted(protocol, port, port) + " REJECT at=" + at;
      String out = OUT.formatted(protocol, port, port) + " ACCEPT at=120";

      Map<String, String> inFirst = verdicts(in, out);

      assertThat(inFirst.get(in))
          .startsWith("request by ")
          .endsWith(": REJECT acl-1 100 allow, sg-1 no-match");
      assertThat(inFirst.get(out)).contains(": ACCEPT ");
      assertThat(verdicts(out, in)).isEqualTo(inFirst);
    }
  }

  /// Nothing suggests who opened: the ports do not, and the log says neither order nor flags.
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "tunnels of two services, udp, 51821, 51820, 0",
    "media streams, udp, 50000, 40000, 0",
    "gossip of TCP without flags, tcp, 7946, 7946, 0",
    "gossip of TCP later, tcp, 7946, 7946, 120",
    "gossip of TCP earlier, tcp, 7946, 7946, -120",
    "two services of TCP, tcp, 9000, 9001, 120",
  })
  void whereNothingSuggestsWhoOpenedARejectedPacketIsARequest(
      String what, String protocol, int from, int to, int later) {
    String in = IN.formatted(protocol, ":" + from, ":" + to) + " REJECT at=" + (200 + later);
    String out = OUT.formatted(protocol, ":" + to, ":" + from) + " ACCEPT at=200";

    Map<String, String> verdicts = verdicts(in, out);

    assertThat(verdicts.get(in))
        .isEqualTo("request by ACTION: REJECT acl-1 100 allow, sg-1 no-match");
    assertThat(verdicts(out, in)).isEqualTo(verdicts);
  }

  @Test
  void whatWasAcceptedPassedByState() {
    assertThat(
            verdicts(
                OUT.formatted("udp", ":8301", ":8301") + " ACCEPT at=0",
                IN.formatted("udp", ":8301", ":8301") + " ACCEPT at=5"))
        .containsValue("reply by ORDER: ACCEPT acl-1 100 allow, sg-1 tracked");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | an accepted record | a rejected one after it | the verdict of that

          a rule allows it                     | eni-2 udp 10.0.2.10:7946 > 10.0.1.10:7946   | eni-2 udp 10.0.1.10:7946 > 10.0.2.10:7946   | reply by ORDER: ACCEPT acl-1 100 allow, sg-1 tracked
          only the network ACL certainly blocks | eni-2 udp 10.0.2.10:9000 > 10.0.1.10:9000  | eni-2 udp 10.0.1.10:9000 > 10.0.2.10:9000   | reply by ORDER: REJECT acl-1 90 deny, sg-1 tracked
          a rule that may allow it             | eni-2 udp 10.0.2.10:6000 > 10.0.1.10:6000   | eni-2 udp 10.0.1.10:6000 > 10.0.2.10:6000   | request by ACTION: UNDECIDED prefix-list-unknown pl-1
          a late answer of a name server       | eni-2 udp 10.0.2.10:40000 > 10.0.1.10:53    | eni-2 udp 10.0.1.10:53 > 10.0.2.10:40000    | reply by PORTS: ACCEPT acl-1 100 allow, sg-1 tracked
          a late answer to any other port      | eni-2 udp 10.0.2.10:40000 > 10.0.1.10:50000 | eni-2 udp 10.0.1.10:50000 > 10.0.2.10:40000 | reply by ORDER: ACCEPT acl-1 100 allow, sg-1 tracked
          """)
  void whereTheGroupIsNotCertainToBlockItIsNotBlamed(
      String name, String accepted, String rejected, String verdict) {
    String record = rejected + " REJECT at=5";

    assertThat(verdicts(accepted + " ACCEPT at=0", record)).containsEntry(record, verdict);
  }

  private static Map<String, String> verdicts(String... rows) {
    List<FlowLogEntry> records = new ArrayList<>();
    for (String row : rows) {
      records.add(TestRecord.of(row));
    }
    Judge judge = new Judge(NODES);
    Conversations conversations = new Conversations(records.iterator());
    Map<String, String> verdicts = new TreeMap<>();
    for (String row : rows) {
      FlowRecord record = (FlowRecord) conversations.next();
      verdicts.put(row, InWords.withRole(judge.judge(record, conversations.evidence(record))));
    }
    return verdicts;
  }
}
