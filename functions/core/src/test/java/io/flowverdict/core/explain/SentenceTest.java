package io.flowverdict.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a tired person reads.
class SentenceTest {

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eni-c eni-s tcp 443 | acl-s out | 100 allow tcp 443 0.0.0.0/0; 200 allow udp 53 0.0.0.0/0 | TCP from eni-c (10.0.1.5) to eni-s (10.0.2.5) port 443 does not get through. Network ACL acl-s (subnet-s) drops the reply: outbound entries 100–200 allow no TCP ports 32768–60999 to 10.0.1.5, so the closing entry * denies it. A Linux client by default uses ports 32768–60999. Routing is not modelled.
          eni-c eni-s tcp 443 | acl-s out | 100 allow tcp 443 0.0.0.0/0 | TCP from eni-c (10.0.1.5) to eni-s (10.0.2.5) port 443 does not get through. Network ACL acl-s (subnet-s) drops the reply: outbound entry 100 allows no TCP ports 32768–60999 to 10.0.1.5, so the closing entry * denies it. A Linux client by default uses ports 32768–60999. Routing is not modelled.
          eni-c eni-s tcp 443 | acl-s out | '' | TCP from eni-c (10.0.1.5) to eni-s (10.0.2.5) port 443 does not get through. Network ACL acl-s (subnet-s) drops the reply: it has no outbound IPv4 entry of its own, so the closing entry * denies it. A Linux client by default uses ports 32768–60999. Routing is not modelled.
          eni-c eni-s tcp 443 | acl-s out | 110 allow tcp 49152-65535 0.0.0.0/0 | TCP from eni-c (10.0.1.5) to eni-s (10.0.2.5) port 443 does not get through. Network ACL acl-s (subnet-s) drops a part of the replies to 10.0.1.5: outbound entry * denies TCP ports 32768–49151, entry 110 allows TCP ports 49152–60999. A Linux client by default uses ports 32768–60999. Routing is not modelled.
          eni-c eni-s tcp 443 | acl-s in  | 90 deny tcp 443 10.0.1.0/24; 100 allow all * 0.0.0.0/0 | TCP from eni-c (10.0.1.5) to eni-s (10.0.2.5) port 443 does not get through. Network ACL acl-s (subnet-s) drops the request: inbound entry 90 (tcp 443 from 10.0.1.0/24) denies it. Routing is not modelled.
          eni-c eni-s tcp 443 | acl-c out | 100 allow tcp 80 0.0.0.0/0 | TCP from eni-c (10.0.1.5) to eni-s (10.0.2.5) port 443 does not get through. Network ACL acl-c (subnet-c) drops the request: outbound entry 100 allows no TCP port 443 to 10.0.2.5, so the closing entry * denies it. Routing is not modelled.
          eni-c eni-s icmp    | acl-s out | 100 allow tcp 80 0.0.0.0/0 | ICMP echo request from eni-c (10.0.1.5) to eni-s (10.0.2.5) does not get through. Network ACL acl-s (subnet-s) drops the reply: outbound entry 100 allows no ICMP echo reply to 10.0.1.5, so the closing entry * denies it. Routing is not modelled.
          eni-c eni-s tcp 443 | sg-s in   | tcp 80 0.0.0.0/0 | TCP from eni-c (10.0.1.5) to eni-s (10.0.2.5) port 443 does not get through. No inbound rule of security group sg-s (on eni-s) allows the request. Routing is not modelled.
          eni-c eni-s tcp     | sg-s in   | tcp 80 0.0.0.0/0; tcp 8080 0.0.0.0/0 | It cannot be told whether TCP from eni-c (10.0.1.5) to eni-s (10.0.2.5) gets through: the question names no port, and rules ask for 80, 8080. Routing is not modelled.
          eni-c 10.0.2.9 tcp 443 | sg-s in | '' | It cannot be told whether TCP from eni-c (10.0.1.5) to 10.0.2.9 port 443 gets through: no interface of the configuration owns 10.0.2.9 in vpc-1. Routing is not modelled.
          eni-c eni-s tcp 443 | sg-s in   | tcp 443 sg-c | Security groups and network ACLs let TCP from eni-c (10.0.1.5) to eni-s (10.0.2.5) port 443 pass, request and reply. Routing is not modelled.
          eni-c eni-s icmp 3/4 | sg-s in  | icmp * sg-c | Security groups and network ACLs let ICMP type 3 code 4 from eni-c (10.0.1.5) to eni-s (10.0.2.5) pass. Routing is not modelled.
          eni-c 10.0.0.2 udp 53 | sg-c out | '' | Neither security groups nor network ACLs filter traffic with the Amazon DNS resolver. Routing is not modelled.
          eni-c 198.51.100.7 tcp 443 | sg-s in | '' | Security groups and network ACLs let TCP from eni-c (10.0.1.5) to 198.51.100.7 port 443 pass, request and reply. eni-c has no public IPv4 address: it reaches the Internet only through a NAT gateway or the like. Routing is not modelled.
          198.51.100.7 eni-s tcp 443 | acl-s out | 100 allow tcp 32768-65535 0.0.0.0/0 | It cannot be told whether TCP from 198.51.100.7 to eni-s (10.0.2.5) port 443 gets through: the network ACL lets replies pass to some client ports only, and which ports the client uses is not known (acl-s). Network ACL acl-s (subnet-s) drops a part of the replies to 198.51.100.7: outbound entry * denies TCP ports 1024–32767, entry 100 allows TCP ports 32768–65535. A client outside the configuration may use ports 1024–65535. Routing is not modelled.
          # entries that are for other peers are not blamed for their ports
          eni-c eni-s tcp 443 | acl-s out | 100 allow tcp 1024-65535 10.0.3.0/24 | TCP from eni-c (10.0.1.5) to eni-s (10.0.2.5) port 443 does not get through. Network ACL acl-s (subnet-s) drops the reply: outbound entry 100 (tcp 1024-65535 to 10.0.3.0/24) is for another destination: not 10.0.1.5, so the closing entry * denies it. A Linux client by default uses ports 32768–60999. Routing is not modelled.
          eni-c eni-s tcp 443 | acl-s out | 100 allow tcp 1024-65535 10.0.3.0/24; 110 allow udp 53 0.0.0.0/0 | TCP from eni-c (10.0.1.5) to eni-s (10.0.2.5) port 443 does not get through. Network ACL acl-s (subnet-s) drops the reply: outbound entries 100–110 allow no TCP ports 32768–60999 to 10.0.1.5; the nearest, entry 100 (tcp 1024-65535 to 10.0.3.0/24) is for another destination; the closing entry * denies it. A Linux client by default uses ports 32768–60999. Routing is not modelled.
          eni-c eni-s tcp 443 | acl-s in | 100 allow tcp 443 10.0.3.0/24 | TCP from eni-c (10.0.1.5) to eni-s (10.0.2.5) port 443 does not get through. Network ACL acl-s (subnet-s) drops the request: inbound entry 100 (tcp 443 from 10.0.3.0/24) is for another source: not 10.0.1.5, so the closing entry * denies it. Routing is not modelled.
          """)
  void theAnswerSaysWhatDropsThePacketAndWhatWasAssumed(
      String question, String place, String lines, String sentence) {
    assertThat(Asked.explain(Pair.with(place, lines), question).sentence()).isEqualTo(sentence);
  }
}
