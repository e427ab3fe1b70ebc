package io.flowverdict.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.judge.Decision;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.PortRange;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A network ACL that lets replies pass to some of the client's ports only.
class PartlyOpenRangeTest {

  @ParameterizedTest(name = "{0}; {1}")
  @DisplayName(
      "Outbound entries of the server, open and closed client ports, verdict, entries to add")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # a Linux client uses 32768-60999, and audits demand what any client uses
          eni-c | 100 allow tcp 49152-65535 0.0.0.0/0 | 49152-60999 | 32768-49151 | REJECT | tcp 1024-49151 to 10.0.1.5/32
          eni-c | 100 allow tcp 32768-60999 0.0.0.0/0 | 32768-60999 | ''          | ACCEPT | ''
          eni-c | 100 allow tcp 1024-5000 0.0.0.0/0   | ''          | 32768-60999 | REJECT | tcp 5001-65535 to 10.0.1.5/32
          eni-c | 100 allow tcp 32768-60998 0.0.0.0/0 | 32768-60998 | 60999       | REJECT | tcp 1024-65535 to 10.0.1.5/32
          # a hole in the middle
          eni-c | 90 deny tcp 40000-40010 0.0.0.0/0; 100 allow all * 0.0.0.0/0 | 32768-39999 40011-60999 | 40000-40010 | REJECT | tcp 40000-40010 to 10.0.1.5/32
          # two holes: an entry for each, for the denies do something else in part
          eni-c | 80 deny tcp 33000 0.0.0.0/0; 90 deny tcp 35000 0.0.0.0/0; 100 allow all * 0.0.0.0/0 | 32768-32999 33001-34999 35001-60999 | 33000 35000 | REJECT | tcp 33000 to 10.0.1.5/32; tcp 35000 to 10.0.1.5/32
          # the lower number wins where entries overlap
          eni-c | 90 allow tcp 40000-50000 0.0.0.0/0; 100 deny tcp 32768-60999 0.0.0.0/0 | 40000-50000 | 32768-39999 50001-60999 | REJECT | tcp 32768-60999 to 10.0.1.5/32
          eni-c | 90 deny tcp 32768-60999 0.0.0.0/0; 100 allow tcp 40000-50000 0.0.0.0/0 | '' | 32768-60999 | REJECT | tcp 32768-60999 to 10.0.1.5/32; tcp 1024-65535 to 10.0.1.5/32
          # entries for other protocols, peers and families do not cut
          eni-c | 90 deny udp 40000 0.0.0.0/0; 91 deny tcp 41000 192.0.2.0/24; 92 deny tcp 42000 ::/0; 100 allow tcp * 0.0.0.0/0 | 32768-60999 | '' | ACCEPT | ''
          # a client outside may use 1024-65535
          198.51.100.7 | 100 allow tcp 1024-65535 0.0.0.0/0  | 1024-65535  | ''         | ACCEPT    | ''
          198.51.100.7 | 100 allow tcp 32768-65535 0.0.0.0/0 | 32768-65535 | 1024-32767 | UNDECIDED | tcp 1024-32767 to 198.51.100.7/32
          198.51.100.7 | 100 allow tcp 49152-65535 0.0.0.0/0 | 49152-65535 | 1024-49151 | UNDECIDED | tcp 1024-49151 to 198.51.100.7/32
          # none of the ports that common systems use is open
          198.51.100.7 | 100 allow tcp 1024-4999 0.0.0.0/0   | 1024-4999   | 5000-65535 | REJECT    | tcp 5000-65535 to 198.51.100.7/32
          198.51.100.7 | 100 allow tcp 443 0.0.0.0/0         | ''          | 1024-65535 | REJECT    | tcp 1024-65535 to 198.51.100.7/32
          """)
  void theOpenAndClosedPortsAreToldExactly(
      String client,
      String entries,
      String open,
      String closed,
      Verdict.Outcome outcome,
      String added) {
    Explanation explanation =
        Asked.explain(Pair.with("acl-s out", entries), client + " eni-s tcp 443");
    Passage acl = explanation.reply().get(1);

    assertThat(text(acl.ports(Decision.Outcome.PASS))).isEqualTo(open);
    assertThat(text(acl.ports(Decision.Outcome.BLOCK))).isEqualTo(closed);
    assertThat(explanation.outcome()).isEqualTo(outcome);
    assertThat(Asked.narrowest(explanation.fixes()))
        .extracting(fix -> ((Change.PutEntries) fix.change()).added().text())
        .containsExactlyElementsOf(added.isEmpty() ? List.of() : List.of(added.split("; ", -1)));
  }

  private static String text(List<PortRange> ports) {
    return ports.stream().map(PortRange::toString).collect(Collectors.joining(" "));
  }
}
