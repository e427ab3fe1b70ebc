package io.flowverdict.core.judge;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpFamily;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the VPC user guide says of network ACLs and security groups, taken literally: every number
/// is called out from 1 upwards and every row is looked at. It shares nothing with the judge but
/// the [Direction] and the [IpFamily], so that the two can be compared.
final class LiteralReading {

  /// The protocol that the EC2 API spells `-1`.
  static final int EVERY_PROTOCOL = -1;

  private LiteralReading() {}

  /// The addresses whose first bits are those of `first`.
  record Block(IpFamily family, BigInteger first, int bits) {
    boolean has(Header packet) {
      int rest = family.bits() - bits;
      return family == packet.family && first.shiftRight(rest).equals(packet.peer.shiftRight(rest));
    }
  }

  /// A row of a network ACL.
  record Entry(
      int number,
      Direction direction,
      boolean allow,
      int protocol,
      int fromPort,
      int toPort,
      Block peer) {}

  /// A row of a security group, with the blocks that its peer stands for.
  record Rule(
      String id, Direction direction, int protocol, int fromPort, int toPort, List<Block> peers) {}

  /// What rows look at in a packet.
  record Header(Direction direction, int protocol, int port, IpFamily family, BigInteger peer) {}

  /// {@return the row that decides, or null when it is the `*`}
  static @Nullable Entry deciding(List<Entry> rows, int lastNumber, Header packet) {
    for (int number = 1; number <= lastNumber; number++) {
      for (Entry row : rows) {
        if (row.number == number
            && row.direction == packet.direction
            && isAbout(row.protocol, row.fromPort, row.toPort, packet)
            && row.peer.has(packet)) {
          return row;
        }
      }
    }
    return null;
  }

  /// {@return the ids of the rows that allow the packet; none means that it is dropped}
  static Set<String> allowing(List<Rule> rows, Header packet) {
    Set<String> ids = new TreeSet<>();
    for (Rule row : rows) {
      for (Block peer : row.peers) {
        if (row.direction == packet.direction
            && isAbout(row.protocol, row.fromPort, row.toPort, packet)
            && peer.has(packet)) {
          ids.add(row.id);
        }
      }
    }
    return ids;
  }

  private static boolean isAbout(int protocol, int fromPort, int toPort, Header packet) {
    if (protocol == EVERY_PROTOCOL) {
      return true;
    }
    if (protocol != packet.protocol) {
      return false;
    }
    boolean hasPorts = protocol == 6 || protocol == 17;
    return !hasPorts || (!(packet.port < fromPort) && !(packet.port > toPort));
  }
}
