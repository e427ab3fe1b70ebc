package io.flowverdict.core.judge;

import static io.flowverdict.core.judge.ConversationsTest.evidence;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What a record tells together with the other records of its connection. In each case the rows are
/// the records of an object in their order, each with its evidence.
class ConversationEvidenceTest {

  @Test
  void theSynOfAnEarlierIntervalMakesTheRestRequestsAndReplies() {
    assertEvidence(
        """
        tcp 198.51.100.4:40000 > 10.0.1.10:50000 syn     at=0  ACCEPT | request by FLAGS
        tcp 10.0.1.10:50000 > 198.51.100.4:40000 syn-ack at=1  ACCEPT | reply by FLAGS, established
        tcp 198.51.100.4:40000 > 10.0.1.10:50000 none    at=60 ACCEPT | request by CONVERSATION, established
        tcp 10.0.1.10:50000 > 198.51.100.4:40000 fin     at=60 ACCEPT | reply by CONVERSATION, established
        """);
  }

  @Test
  void oneSideWithFlagsIsEnough() {
    assertEvidence(
        """
        tcp 198.51.100.4:40000 > 10.0.1.10:50000 none at=0 ACCEPT | request by CONVERSATION
        tcp 10.0.1.10:50000 > 198.51.100.4:40000 syn-ack at=1 ACCEPT | reply by FLAGS, established
        """);
    assertEvidence(
        """
        tcp 198.51.100.4:40000 > 10.0.1.10:50000 syn at=0 ACCEPT | request by FLAGS
        tcp 10.0.1.10:50000 > 198.51.100.4:40000 none at=1 ACCEPT | reply by CONVERSATION, established
        """);
  }

  @Test
  void aLaterRecordInformsAnEarlierOne() {
    assertEvidence(
        """
        tcp 10.0.1.10:50000 > 198.51.100.4:40000 none at=0 ACCEPT | reply by CONVERSATION
        tcp 198.51.100.4:40000 > 10.0.1.10:50000 syn at=0 REJECT | request by FLAGS, established
        """);
  }

  @Test
  void theConversationOutweighsThePorts() {
    assertEvidence(
        """
        tcp 10.0.1.10:50000 > 198.51.100.4:443 none at=0 ACCEPT | reply by CONVERSATION
        tcp 198.51.100.4:443 > 10.0.1.10:50000 syn  at=1 ACCEPT | request by FLAGS, established
        """);
  }

  @Test
  void recordsOfOtherConnectionsTellNothing() {
    assertEvidence(
        """
        tcp 198.51.100.4:40000 > 10.0.1.10:50000 none at=9 ACCEPT | unknown
        tcp 198.51.100.4:40001 > 10.0.1.10:50000 syn at=0 ACCEPT  | request by FLAGS
        tcp 198.51.100.5:40000 > 10.0.1.10:50000 syn at=0 ACCEPT  | request by FLAGS
        tcp 198.51.100.4:40000 > 10.0.1.10:50001 syn at=0 ACCEPT  | request by FLAGS
        udp 10.0.1.10:50000 > 198.51.100.4:40000 at=0 ACCEPT      | unknown
        """);
    assertEvidence(
        "eni-2",
        """
        tcp 198.51.100.4:40000 > 10.0.1.10:50000 syn at=0 ACCEPT | request by FLAGS
        """,
        "tcp 10.0.1.10:50000 > 198.51.100.4:40000 none at=1 ACCEPT");
  }

  @Test
  void theAddressesOfThePacketIdentifyTheConnection() {
    assertEvidence(
        """
        tcp 10.0.1.5:40000 > 10.0.0.220:443 pkt-src=10.0.1.5 pkt-dst=203.0.113.5 syn at=0 ACCEPT | request by FLAGS
        tcp 10.0.0.220:443 > 10.0.1.5:40000 pkt-src=203.0.113.5 pkt-dst=10.0.1.5 none at=1 ACCEPT | reply by CONVERSATION, established
        """);
  }

  @Test
  void aRecordIsNoProofOfItself() {
    assertEvidence("tcp 198.51.100.4:40000 > 10.0.1.10:50000 none at=0 ACCEPT | unknown");
    assertEvidence("udp 198.51.100.4:40000 > 10.0.1.10:50000 at=0 ACCEPT | unknown");
    assertEvidence("tcp 198.51.100.4:40000 > 10.0.1.10:50000 syn at=0 ACCEPT | request by FLAGS");
  }

  @Test
  void aLatePacketBelongsToTheConnectionThatWasAccepted() {
    assertEvidence(
        """
        tcp 198.51.100.4:40000 > 10.0.1.10:443 syn+fin     at=0  ACCEPT | request by FLAGS, established
        tcp 10.0.1.10:443 > 198.51.100.4:40000 syn-ack+fin at=0  ACCEPT | reply by FLAGS, established
        tcp 198.51.100.4:40000 > 10.0.1.10:443 rst         at=20 REJECT | request by CONVERSATION, established
        """);
  }

  @Test
  void anAcceptedPacketOfItsOwnDirectionIsEnoughForATcpPacketThatOpensNothing() {
    assertEvidence(
        """
        tcp 198.51.100.4:40000 > 10.0.1.10:50000 none at=0  ACCEPT | unknown
        tcp 198.51.100.4:40000 > 10.0.1.10:50000 rst  at=20 REJECT | unknown, established
        """);
  }

  @Test
  void withoutFlagsItIsNot() {
    assertEvidence(
        """
        tcp 198.51.100.4:40000 > 10.0.1.10:50000 at=0  ACCEPT | unknown
        tcp 198.51.100.4:40000 > 10.0.1.10:50000 at=20 REJECT | unknown
        """);
  }

  @Test
  void aRejectedConnectionEstablishesNothing() {
    assertEvidence(
        """
        tcp 198.51.100.4:40000 > 10.0.1.10:50000 syn  at=0 REJECT | request by FLAGS
        tcp 10.0.1.10:50000 > 198.51.100.4:40000 none at=9 REJECT | reply by CONVERSATION
        """);
  }

  @Test
  void whatIsAcceptedLaterEstablishesNothingBefore() {
    assertEvidence(
        """
        udp 198.51.100.4:5060 > 10.0.1.10:5060 at=0  REJECT | unknown, rather request by ORDER
        udp 10.0.1.10:5060 > 198.51.100.4:5060 at=30 ACCEPT | unknown, rather request by ORDER
        udp 198.51.100.4:5060 > 10.0.1.10:5060 at=31 ACCEPT | unknown, rather reply by ORDER, established
        """);
  }

  @Test
  void anAcceptedUdpPacketEstablishesItsConnection() {
    assertEvidence(
        """
        udp 198.51.100.4:50000 > 10.0.1.10:53 at=0 ACCEPT | unknown, rather request by PORTS
        udp 10.0.1.10:53 > 198.51.100.4:50000 at=1 ACCEPT | unknown, rather reply by PORTS, established
        """);
  }

  @Test
  void aRejectedPacketThatEitherSideMayOpenBelongsToNoConnectionThatIsStillKnown() {
    assertEvidence(
        """
        udp 10.0.1.10:8301 > 10.0.2.10:8301 at=0 ACCEPT | unknown, rather request by ORDER
        udp 10.0.2.10:8301 > 10.0.1.10:8301 at=5 REJECT | unknown, rather reply by ORDER
        udp 10.0.2.10:8301 > 10.0.1.10:8301 at=9 ACCEPT | unknown, rather reply by ORDER, established
        """);
    assertEvidence(
        """
        50 10.0.1.10 > 10.0.2.10 at=0 ACCEPT | unknown
        50 10.0.2.10 > 10.0.1.10 at=5 REJECT | unknown, rather reply by ORDER
        """);
  }

  @Test
  void aRejectedPacketOfWhichNothingSuggestsWhoOpenedBelongsToNone() {
    assertEvidence(
        """
        tcp 10.0.1.10:179 > 10.0.2.10:179 at=0 ACCEPT | unknown
        tcp 10.0.2.10:179 > 10.0.1.10:179 at=5 REJECT | unknown
        """);
    assertEvidence(
        """
        udp 10.0.1.10:8301 > 10.0.2.10:8302 at=5 ACCEPT | unknown
        udp 10.0.2.10:8302 > 10.0.1.10:8301 at=5 REJECT | unknown
        """);
  }

  @Test
  void ofOthersARejectedPacketMayBeLate() {
    assertEvidence(
        """
        udp 10.0.1.10:8301 > 10.0.2.10:8302 at=0 ACCEPT | unknown
        udp 10.0.2.10:8302 > 10.0.1.10:8301 at=5 REJECT | unknown, rather reply by ORDER, established
        """);
    assertEvidence(
        """
        udp 10.0.1.10 > 10.0.2.10 at=0 ACCEPT | unknown
        udp 10.0.2.10 > 10.0.1.10 at=5 REJECT | unknown, rather reply by ORDER, established
        """);
  }

  @Test
  void recordsWithoutTimesInformEachOtherToo() {
    assertEvidence(
        """
        udp 198.51.100.4:50000 > 10.0.1.10:53 ACCEPT | unknown, rather request by PORTS, established
        udp 10.0.1.10:53 > 198.51.100.4:50000 ACCEPT | unknown, rather reply by PORTS, established
        """);
  }

  @Test
  void anAcceptedPingLetsNoPingOfTheOtherSidePass() {
    assertEvidence(
        """
        icmp 10.0.1.10 > 198.51.100.4 at=0 ACCEPT | unknown
        icmp 198.51.100.4 > 10.0.1.10 at=9 REJECT | unknown, rather reply by ORDER
        """);
  }

  @Test
  void ofTwoPingsTheOneThatWasAcceptedFirstOpened() {
    assertEvidence(
        """
        icmp 198.51.100.4 > 10.0.1.10 at=100 until=160 ACCEPT | unknown, rather request by ORDER
        icmp 10.0.1.10 > 198.51.100.4 at=101 until=161 ACCEPT | unknown, rather reply by ORDER
        icmp 198.51.100.4 > 10.0.1.10 at=160 until=220 ACCEPT | unknown, rather request by ORDER
        icmp 10.0.1.10 > 198.51.100.4 at=161 until=221 ACCEPT | unknown, rather reply by ORDER
        """);
  }

  @Test
  void aPingThatBeganInTheSameSecondTellsNothing() {
    assertEvidence(
        """
        icmp 198.51.100.4 > 10.0.1.10 at=100 ACCEPT | unknown
        icmp 10.0.1.10 > 198.51.100.4 at=100 ACCEPT | unknown
        """);
  }

  @Test
  void theOrderOfTcpIntervalsTellsNothing() {
    assertEvidence(
        """
        tcp 198.51.100.4:40000 > 10.0.1.10:50000 none at=100 ACCEPT | unknown
        tcp 10.0.1.10:50000 > 198.51.100.4:40000 none at=101 ACCEPT | unknown, established
        """);
  }

  @Test
  void aProtocolWithoutPortsIsOneConnectionPerPairOfAddresses() {
    assertEvidence(
        """
        50 10.0.1.10 > 198.51.100.4 at=0 ACCEPT | unknown, rather request by ORDER
        50 198.51.100.4 > 10.0.1.10 at=5 ACCEPT | unknown, rather reply by ORDER, established
        50 198.51.100.5 > 10.0.1.10 at=5 REJECT | unknown
        """);
  }

  @Test
  void aRecordThatDoesNotTellItsConnectionStandsAlone() {
    assertEvidence("tcp - > 10.0.1.10:443 syn at=0 | request by FLAGS");
    assertEvidence("- 198.51.100.4 > 10.0.1.10 at=0 ACCEPT | unknown");
  }

  private static void assertEvidence(String rows) {
    List<String[]> cases = rows.lines().map(row -> row.split("\\|", -1)).toList();
    String[] records = cases.stream().map(row -> "eni-1 " + row[0]).toArray(String[]::new);

    assertThat(evidence(100, records))
        .containsExactlyElementsOf(cases.stream().map(row -> row[1].strip()).toList());
  }

  /// As [#assertEvidence(String)], after a record of another interface.
  private static void assertEvidence(String otherInterface, String row, String record) {
    String[] parts = row.strip().split("\\|", -1);

    assertThat(evidence(100, otherInterface + " " + record, "eni-1 " + parts[0]))
        .last()
        .isEqualTo(parts[1].strip());
  }
}
