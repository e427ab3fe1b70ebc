package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a record tells of its role by itself.
class EvidenceTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | flags | role

          a SYN opens                                         | syn             | request
          a SYN-ACK answers, although it has the SYN bit too  | syn-ack         | reply
          a short connection's client                         | syn+fin         | request
          a short connection's server                         | syn-ack+fin     | reply
          a client that was reset                             | syn+rst         | request
          a server that resets                                | syn-ack+rst     | reply
          a server with every flag there is                   | syn-ack+fin+rst | reply
          the middle of a connection tells nothing            | none            | unknown
          nor does its end                                    | fin             | unknown
          nor a reset                                         | rst             | unknown
          """)
  void flagsProveWhoOpened(String name, String flags, String role) {
    Evidence evidence =
        Evidence.of(TestRecord.of("eni-1 tcp 198.51.100.4:40000 > 10.0.1.10:50000 " + flags));

    assertThat(evidence.role()).hasToString(role);
    assertThat(evidence.basis())
        .isEqualTo(role.equals("unknown") ? RoleBasis.NONE : RoleBasis.FLAGS);
    assertThat(evidence.established()).isFalse();
  }

  @Test
  void flagsOfAnotherProtocolProveNothing() {
    assertThat(
            Evidence.of(TestRecord.of("eni-1 udp 198.51.100.4:40000 > 10.0.1.10:50000 syn")).role())
        .isEqualTo(Role.UNKNOWN);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the case | source > destination | the role that is likelier

          an ephemeral port to a well-known one               | tcp 198.51.100.4:50000 > 10.0.1.10:443   | request
          a well-known port to an ephemeral one               | tcp 198.51.100.4:443 > 10.0.1.10:50000   | reply
          a NAT gateway's low client port to a well-known one | tcp 198.51.100.4:1024 > 10.0.1.10:443    | request
          a well-known port to a NAT gateway's client port    | udp 198.51.100.4:53 > 10.0.1.10:1024     | reply
          the boundary of well-known ports                    | tcp 198.51.100.4:1024 > 10.0.1.10:1023   | request
          an ephemeral port to a user port                    | tcp 198.51.100.4:32768 > 10.0.1.10:32767 | request
          a user port to an ephemeral one                     | tcp 198.51.100.4:5432 > 10.0.1.10:45000  | reply
          an ephemeral port to a node port                    | tcp 198.51.100.4:45000 > 10.0.1.10:30080 | request
          two ephemeral ports tell nothing                    | tcp 198.51.100.4:50000 > 10.0.1.10:50001 | unknown
          two user ports tell nothing                         | tcp 198.51.100.4:5060 > 10.0.1.10:9042   | unknown
          two well-known ports tell nothing                   | udp 198.51.100.4:123 > 10.0.1.10:123     | unknown
          a port that is not recorded tells nothing           | tcp 198.51.100.4 > 10.0.1.10:443         | unknown
          ICMP has no ports                                   | icmp 198.51.100.4 > 10.0.1.10            | unknown
          nor have other protocols                            | 47 198.51.100.4:50000 > 10.0.1.10:443    | unknown
          """)
  void portsMakeOneRoleLikelier(String name, String flow, String role) {
    Evidence evidence = Evidence.of(TestRecord.of("eni-1 " + flow));

    assertThat(evidence.role()).isEqualTo(Role.UNKNOWN);
    assertThat(evidence.leaning()).hasToString(role);
    assertThat(evidence.leaningBasis())
        .isEqualTo(role.equals("unknown") ? RoleBasis.NONE : RoleBasis.PORTS);
  }

  @Test
  void flagsOutweighPorts() {
    Evidence evidence =
        Evidence.of(TestRecord.of("eni-1 tcp 198.51.100.4:443 > 10.0.1.10:50000 syn"));

    assertThat(evidence.role()).isEqualTo(Role.REQUEST);
  }

  @Test
  void aRoleAlwaysRestsOnSomething() {
    assertThatThrownBy(() -> Evidence.proved(Role.REQUEST, RoleBasis.NONE, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NONE");
    assertThatThrownBy(
            () -> new Evidence(Role.UNKNOWN, RoleBasis.FLAGS, Role.UNKNOWN, RoleBasis.NONE, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyWhatIsNotRecordedIsInferred() {
    assertThat(RoleBasis.FLAGS.isInferred()).isFalse();
    assertThat(RoleBasis.NONE.isInferred()).isFalse();
    assertThat(RoleBasis.CONVERSATION.isInferred()).isTrue();
    assertThat(RoleBasis.ACTION.isInferred()).isTrue();
    assertThat(RoleBasis.ORDER.isInferred()).isTrue();
    assertThat(RoleBasis.PORTS.isInferred()).isTrue();
  }
}
