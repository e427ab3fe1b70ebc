package io.flowverdict.core.flowlog;

/// The TCP flags seen in a record's aggregation interval, OR-ed together.
///
/// Flow logs report FIN (1), SYN (2), RST (4) and, only as part of a SYN-ACK (18), ACK. Traffic in
/// the middle of a connection has the value 0 ([flow log
/// records](https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html)).
///
/// @param bits the bitmask, 0 to 255
public record TcpFlags(int bits) {

  private static final int FIN = 1;

  /// The bit of SYN.
  public static final int SYN = 2;

  private static final int RST = 4;
  private static final int ACK = 16;

  /// The bits of a SYN-ACK.
  public static final int SYN_ACK = SYN | ACK;

  public TcpFlags {
    if (bits < 0 || bits > 255) {
      throw new IllegalArgumentException("TCP flags " + bits + " are not in 0..255");
    }
  }

  /// {@return whether the sender ended its side of a connection}
  public boolean fin() {
    return (bits & FIN) != 0;
  }

  /// {@return whether a SYN was seen: of an opening or, with [#synAck()], of an answer}
  public boolean syn() {
    return (bits & SYN) != 0;
  }

  /// {@return whether the sender reset a connection}
  public boolean rst() {
    return (bits & RST) != 0;
  }

  /// {@return whether the sender answered an opening}
  public boolean synAck() {
    return (bits & SYN_ACK) == SYN_ACK;
  }

  /// {@return whether the sender opened a connection: SYN without ACK}
  public boolean opens() {
    return (bits & SYN_ACK) == SYN;
  }
}
