package io.flowverdict.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The ports on which clients take replies.
class ClientPortsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          type=interface                       | 32768-60999 | true
          type=branch                          | 32768-60999 | true
          type=nat_gateway                     | 1024-65535  | true
          type=lambda                          | 1024-65535  | true
          type=network_load_balancer           | 1024-65535  | true
          description=ELB_app/web/0123         | 1024-65535  | true
          description=AWS_Lambda_VPC_ENI-fn    | 1024-65535  | true
          description=RDSNetworkInterface      | 32768-60999 | true
          # one that forwards does not tell whose ports it forwards
          type=interface forwards=yes          | 1024-65535  | false
          type=transit_gateway forwards=yes    | 1024-65535  | false
          """)
  void theRangeDependsOnWhatTheInterfaceIs(String options, String range, boolean known) {
    ClientPorts ports = ClientPorts.of(networkInterface(options));

    assertThat(ports.range()).hasToString(range);
    assertThat(ports.known()).isEqualTo(known);
  }

  @ParameterizedTest(name = "{0} seen using {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          type=interface   | 40000 | 32768-60999 | 32768-60999 | true
          # a Windows client
          type=interface   | 62000 | 1024-65535  | 62000       | false
          type=nat_gateway | 2000  | 1024-65535  | 1024-65535  | true
          # no port for clients: NTP answers to its own port
          type=interface   | 123   | 123         | 123         | false
          """)
  void aPortThatWasSeenCounts(
      String options, int port, String range, String likely, boolean known) {
    ClientPorts ports = ClientPorts.of(networkInterface(options)).seenUsing(port);

    assertThat(ports.range()).hasToString(range);
    assertThat(ports.likely()).hasToString(likely);
    assertThat(ports.known()).isEqualTo(known);
  }

  @ParameterizedTest(name = "{0} {1}, outbound entries {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # NTP: a client sends from a port for clients, or from 123
          eni-c | udp 123  | 100 allow udp 32768-60999 0.0.0.0/0; 110 allow udp 123 0.0.0.0/0 | ACCEPT    | -
          eni-c | udp 123  | 100 allow udp 32768-60999 0.0.0.0/0 | UNDECIDED | udp 123 to 10.0.1.5/32
          eni-c | udp 123  | 100 allow udp 123 0.0.0.0/0         | UNDECIDED | udp 1024-65535 to 10.0.1.5/32
          eni-c | udp 123  | 100 allow udp 53 0.0.0.0/0          | REJECT    | udp 123 to 10.0.1.5/32; udp 1024-65535 to 10.0.1.5/32
          198.51.100.7 | udp 123  | 100 allow udp 1024-65535 0.0.0.0/0 | UNDECIDED | udp 123 to 198.51.100.7/32
          # IKE: from its own port; a client outside may be behind address translation
          eni-c | udp 500  | 100 allow udp 500 0.0.0.0/0          | ACCEPT    | -
          eni-c | udp 500  | 100 allow udp 32768-60999 0.0.0.0/0  | REJECT    | udp 500 to 10.0.1.5/32
          eni-c | udp 4500 | 100 allow udp 32768-60999 0.0.0.0/0  | REJECT    | udp 4500 to 10.0.1.5/32
          198.51.100.7 | udp 500  | 100 allow udp 500 0.0.0.0/0   | UNDECIDED | udp 1024-65535 to 198.51.100.7/32
          198.51.100.7 | udp 4500 | 100 allow udp 1024-5000 0.0.0.0/0 | UNDECIDED | udp 5001-65535 to 198.51.100.7/32
          # the same port of TCP, and any other service, as usual
          eni-c | tcp 123  | 100 allow tcp 32768-60999 0.0.0.0/0  | ACCEPT    | -
          eni-c | udp 53   | 100 allow udp 32768-60999 0.0.0.0/0  | ACCEPT    | -
          198.51.100.7 | udp 53   | 100 allow udp 1024-5000 0.0.0.0/0 | REJECT | udp 5001-65535 to 198.51.100.7/32
          """)
  void aServiceThatIsAskedFromItsOwnPortGetsItsReplyThere(
      String client, String service, String entries, Verdict.Outcome outcome, String added) {
    Explanation explanation =
        Asked.explain(Pair.with("acl-s out", entries), client + " eni-s " + service);

    assertThat(explanation.outcome()).isEqualTo(outcome);
    assertThat(
            explanation.fixes().stream()
                .limit(1)
                .flatMap(narrowest -> narrowest.changes().stream())
                .map(change -> ((Change.PutEntries) change).added().text())
                .collect(Collectors.joining("; ")))
        .isEqualTo(added.equals("-") ? "" : added);
  }

  @Test
  void aNatGatewayTranslatesThePort() {
    NetworkInterface nat = networkInterface("type=nat_gateway");
    Endpoint client = new Endpoint.Inside(nat, nat.addresses().getFirst());

    assertThat(ClientPorts.of(client, Protocol.UDP, 123)).isEqualTo(ClientPorts.of(nat));
  }

  @Test
  void thatTheServicesOwnPortMayBeUsedIsSaid() {
    assertThat(Asked.explain(Pair.with("acl-s out", ""), "eni-c eni-s udp 123").sentence())
        .contains(
            "A Linux client by default may use ports 32768–60999, or send from the service's own"
                + " port 123 as some do.");
  }

  private static NetworkInterface networkInterface(String options) {
    Snapshot snapshot =
        World.of("subnet subnet-1 vpc-1 10.0.1.0/24", "eni eni-1 subnet-1 10.0.1.5 " + options);
    return snapshot.interfaces().firstEntry().getValue();
  }
}
