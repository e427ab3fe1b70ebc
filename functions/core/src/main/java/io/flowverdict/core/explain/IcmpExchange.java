package io.flowverdict.core.explain;

import io.flowverdict.core.judge.Packet.IcmpMessage;
import io.flowverdict.core.net.Protocol;
import java.util.Arrays;
import java.util.Optional;

/// The ICMP messages that ask for an answer, with the type of the answer (RFC 792, RFC 950, RFC
/// 4443).
enum IcmpExchange {
  ECHO(8, 0),
  ECHO_V6(128, 129),
  TIMESTAMP(13, 14),
  INFORMATION(15, 16),
  ADDRESS_MASK(17, 18);

  private final int requestType;
  private final int replyType;

  IcmpExchange(int requestType, int replyType) {
    this.requestType = requestType;
    this.replyType = replyType;
  }

  /// {@return the request, as a message of this protocol's family}
  IcmpMessage request(Protocol protocol) {
    IcmpExchange of = this == ECHO && protocol.equals(Protocol.ICMPV6) ? ECHO_V6 : this;
    return new IcmpMessage(of.requestType, 0);
  }

  /// {@return the same message in the other family, if it is the echo request of this one}
  static IcmpMessage translate(IcmpMessage message, Protocol to) {
    boolean echo = message.code() == 0 && (message.type() == 8 || message.type() == 128);
    return echo ? ECHO.request(to) : message;
  }

  /// {@return the answer to a message; empty when none is expected}
  static Optional<IcmpMessage> reply(Protocol protocol, IcmpMessage message) {
    boolean v6 = protocol.equals(Protocol.ICMPV6);
    return Arrays.stream(values())
        .filter(each -> (each == ECHO_V6) == v6 && each.requestType == message.type())
        .findFirst()
        .map(each -> new IcmpMessage(each.replyType, 0));
  }
}
