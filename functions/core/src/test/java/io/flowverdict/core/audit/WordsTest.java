package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Traffic;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void packetsAreNamedWithJustTheirPeers() {
    TrafficSet set =
        tcp(22, "10.0.0.0/8").union(tcp(80, "192.0.2.0/24")).union(tcp(443, "10.0.0.0/8"));

    assertThat(Words.packets(set, Direction.INGRESS))
        .isEqualTo("TCP 22, 443 from 10.0.0.0/8; TCP 80 from 192.0.2.0/24");
  }

  private static TrafficSet tcp(int port, String peers) {
    return TrafficSet.of(
        new Traffic.Ports(Protocol.TCP, PortRange.of(port)), AddressSet.of(Cidr.parse(peers)));
  }
}
