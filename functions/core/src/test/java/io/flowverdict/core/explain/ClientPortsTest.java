package io.flowverdict.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
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

  private static NetworkInterface networkInterface(String options) {
    Snapshot snapshot =
        World.of("subnet subnet-1 vpc-1 10.0.1.0/24", "eni eni-1 subnet-1 10.0.1.5 " + options);
    return snapshot.interfaces().firstEntry().getValue();
  }
}
