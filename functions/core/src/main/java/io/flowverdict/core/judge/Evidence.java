package io.flowverdict.core.judge;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.TcpFlags;
import io.flowverdict.core.net.Protocol;

/// What is known of a record's role and connection before any rule is looked at.
///
/// @param role what `tcp-flags` prove, of this record or of another one of its connection
/// @param basis where the role comes from
/// @param leaning the likelier role where none is proved
/// @param leaningBasis what the leaning rests on
/// @param established whether an accepted record shows that the interface knows the connection, so
///   that this packet passes the security groups by state
public record Evidence(
    Role role, RoleBasis basis, Role leaning, RoleBasis leaningBasis, boolean established) {

  /// The first port that the common systems hand out to clients (semantics of Linux; Windows begins
  /// higher).
  static final int FIRST_EPHEMERAL_PORT = 32_768;

  static final int FIRST_USER_PORT = 1_024;

  public Evidence {
    requireNonNull(basis, "basis is null");
    requireNonNull(leaningBasis, "leaningBasis is null");
    if ((role == Role.UNKNOWN) != (basis == RoleBasis.NONE)) {
      throw new IllegalArgumentException("Role " + role + " rests on " + basis);
    }
  }

  /// {@return what the record tells by itself}
  public static Evidence of(FlowRecord record) {
    Role proved = byFlags(record);
    if (proved != Role.UNKNOWN) {
      return proved(proved, RoleBasis.FLAGS, false);
    }
    return leaning(byPorts(record), RoleBasis.PORTS, false);
  }

  static Evidence proved(Role role, RoleBasis basis, boolean established) {
    return new Evidence(role, basis, role, basis, established);
  }

  static Evidence leaning(Role leaning, RoleBasis basis, boolean established) {
    return new Evidence(
        Role.UNKNOWN,
        RoleBasis.NONE,
        leaning,
        leaning == Role.UNKNOWN ? RoleBasis.NONE : basis,
        established);
  }

  /// {@return the role that the record's own flags prove}
  static Role byFlags(FlowRecord record) {
    TcpFlags flags = record.tcpFlags();
    if (flags == null || !Protocol.TCP.equals(record.protocol())) {
      return Role.UNKNOWN;
    }
    if (flags.synAck()) {
      return Role.REPLY;
    }
    return flags.syn() ? Role.REQUEST : Role.UNKNOWN;
  }

  /// {@return the role that the ports suggest: the side with the ephemeral port is the client}
  static Role byPorts(FlowRecord record) {
    Integer source = record.sourcePort();
    Integer destination = record.destinationPort();
    Protocol protocol = record.protocol();
    if (source == null || destination == null || protocol == null || !protocol.hasPorts()) {
      return Role.UNKNOWN;
    }
    for (int boundary : new int[] {FIRST_USER_PORT, FIRST_EPHEMERAL_PORT}) {
      if (source >= boundary != destination >= boundary) {
        return source >= boundary ? Role.REQUEST : Role.REPLY;
      }
    }
    return Role.UNKNOWN;
  }
}
