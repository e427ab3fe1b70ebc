package io.flowverdict.core.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.audit.AuditCheck;
import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.judge.Role;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What lets a recorded packet pass at the interface that recorded it.
class PacketExplainerTest {

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @DisplayName("Record, place, its rules or entries, blockers, changes")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the reply gotcha: the server's network ACL forgets the client's ports
          eni-s egress reply tcp 10.0.2.5 443 10.0.1.5 45678 | acl-s out | 100 allow tcp 443 0.0.0.0/0 | reply NACL | In acl-s add outbound entry 200: allow tcp 1024-65535 to 10.0.1.5/32.
          eni-c ingress reply tcp 10.0.2.5 443 10.0.1.5 45678 | acl-c in | '' | reply NACL | In acl-c add inbound entry 100: allow tcp 32768-65535 from 10.0.2.5/32.
          # a client outside: all ports it may use; one seen beyond Linux's range: likewise
          eni-s egress reply tcp 10.0.2.5 443 198.51.100.7 45678 | acl-s out | '' | reply NACL | In acl-s add outbound entry 100: allow tcp 1024-65535 to 198.51.100.7/32.
          eni-s egress reply tcp 10.0.2.5 443 10.0.1.5 62000 | acl-s out | 100 allow tcp 32768-60999 0.0.0.0/0 | reply NACL | In acl-s add outbound entry 200: allow tcp 1024-65535 to 10.0.1.5/32.
          eni-s egress reply udp 10.0.2.5 123 10.0.1.5 123 | acl-s out | '' | reply NACL | In acl-s add outbound entry 100: allow udp 123 to 10.0.1.5/32.
          # a reply is never a security group's matter
          eni-s egress reply tcp 10.0.2.5 443 10.0.1.5 45678 | sg-s out | '' | '' | ''
          # requests
          eni-s ingress request tcp 10.0.1.5 45678 10.0.2.5 443 | sg-s in | '' | request SG | In sg-s allow inbound tcp 443 from sg-c.
          eni-c egress request tcp 10.0.1.5 45678 10.0.2.5 443 | sg-c out | '' | request SG | In sg-c allow outbound tcp 443 to sg-s.
          eni-s ingress request tcp 10.0.1.5 45678 10.0.2.5 443 | acl-s in | '' | request NACL | In acl-s add inbound entry 100: allow tcp 443 from 10.0.1.5/32.
          # the reply to a blocked request would be dropped too
          eni-s ingress request tcp 10.0.1.5 45678 10.0.2.5 443 | acl-s | '' | request NACL, reply NACL | In acl-s add inbound entry 100: allow tcp 443 from 10.0.1.5/32. In acl-s add outbound entry 100: allow tcp 1024-65535 to 10.0.1.5/32.
          eni-c egress request tcp 10.0.1.5 45678 10.0.2.5 443 | acl-c | '' | request NACL, reply NACL | In acl-c add outbound entry 100: allow tcp 443 to 10.0.2.5/32. In acl-c add inbound entry 100: allow tcp 32768-65535 from 10.0.2.5/32.
          # the reply passes to the port that was seen, and would not to each that the client may use
          eni-s ingress request tcp 198.51.100.7 45678 10.0.2.5 443 | acl-s | out 100 allow tcp 32768-65535 0.0.0.0/0 | request NACL | In acl-s add inbound entry 100: allow tcp 443 from 198.51.100.7/32. In acl-s add outbound entry 200: allow tcp 1024-32767 to 198.51.100.7/32.
          eni-s ingress request tcp 198.51.100.7 2000 10.0.2.5 443 | acl-s | out 100 allow tcp 32768-65535 0.0.0.0/0 | request NACL, reply NACL | In acl-s add inbound entry 100: allow tcp 443 from 198.51.100.7/32. In acl-s add outbound entry 200: allow tcp 1024-32767 to 198.51.100.7/32.
          # ICMP: no flow log records the type
          eni-s ingress request icmp 10.0.1.5 0 10.0.2.5 0 | sg-s in | '' | request SG | In sg-s allow inbound icmp all types from sg-c.
          eni-s egress reply icmp 10.0.2.5 0 10.0.1.5 0 | acl-s out | '' | reply NACL | In acl-s add outbound entry 100: allow icmp all types to 10.0.1.5/32.
          # an unknown role: it may be a reply, and one of many
          eni-s egress unknown tcp 10.0.2.5 443 10.0.1.5 45678 | acl-s out | '' | unknown NACL | In acl-s add outbound entry 100: allow tcp 1024-65535 to 10.0.1.5/32.
          # nothing blocks
          eni-s ingress request tcp 10.0.1.5 45678 10.0.2.5 443 | sg-s out | '' | '' | ''
          """)
  void theRemedyFitsTheRole(
      String record, String place, String lines, String blockers, String changes) {
    PacketExplanation remedy = remedy(Pair.inIpv4(place, lines), record);

    assertThat(
            remedy.blockers().stream()
                .map(each -> each.checkpoint().role() + " " + each.checkpoint().layer())
                .collect(Collectors.joining(", ")))
        .isEqualTo(blockers);
    assertThat(String.join(" ", Asked.changes(remedy.fixes()))).isEqualTo(changes);
    assertThat(remedy.obstacle()).isNull();
  }

  @Test
  void bothLayersAtOnce() {
    PacketExplanation remedy =
        remedy(
            World.of(Pair.ipv4(Pair.PLACES)),
            "eni-s ingress request tcp 10.0.1.5 45678 10.0.2.5 443");

    assertThat(Asked.changes(remedy.fixes()))
        .containsExactly(
            "In acl-s add inbound entry 100: allow tcp 443 from 10.0.1.5/32.",
            "In sg-s allow inbound tcp 443 from sg-c.",
            "In acl-s add outbound entry 100: allow tcp 1024-65535 to 10.0.1.5/32.");
  }

  @Test
  void anUnknownInterfaceIsRefused() {
    assertThatThrownBy(() ->
            remedy(
                World.of(Pair.ipv4(Pair.PLACES)),
                "eni-x ingress request tcp 10.0.1.5 1 10.0.2.5 443"))
        .isInstanceOf(UnanswerableException.class)
        .hasMessageContaining("eni-x");
  }

  private static PacketExplanation remedy(Snapshot snapshot, String record) {
    String[] words = record.split("\\s+", -1);
    Protocol protocol = Protocol.parse(words[3]);
    Packet packet =
        Packet.of(
            protocol,
            IpAddress.parse(words[4]),
            Integer.parseInt(words[5]),
            IpAddress.parse(words[6]),
            Integer.parseInt(words[7]));
    return new PacketExplainer(snapshot, new AuditCheck())
        .of(
            words[0],
            words[1].equals("ingress") ? Direction.INGRESS : Direction.EGRESS,
            packet,
            Role.valueOf(words[2].toUpperCase(Locale.ROOT)));
  }
}
