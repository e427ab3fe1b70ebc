package io.flowverdict.core.judge;

import java.util.ArrayList;
import java.util.List;

/// [Evidence] as a small number, for columns of records.
public final class EvidenceCode {

  /// How many codes there are: they are 0 up to this.
  public static final int COUNT = 24;

  static final int REQUEST = 1;
  static final int REPLY = 2;

  static final int BY_FLAGS = 0;
  static final int BY_CONVERSATION = 1;
  static final int BY_PORTS = 2;
  static final int BY_ORDER = 3;

  private static final List<Evidence> MEANINGS = meanings();

  private EvidenceCode() {}

  private static List<Evidence> meanings() {
    List<Evidence> meanings = new ArrayList<>();
    for (int code = 0; code < COUNT; code++) {
      meanings.add(meaning(code / 6, code / 2 % 3, code % 2 == 1));
    }
    return List.copyOf(meanings);
  }

  private static Evidence meaning(int basis, int role, boolean established) {
    Role named =
        switch (role) {
          case REQUEST -> Role.REQUEST;
          case REPLY -> Role.REPLY;
          default -> Role.UNKNOWN;
        };
    boolean proves = named != Role.UNKNOWN && (basis == BY_FLAGS || basis == BY_CONVERSATION);
    return switch (basis) {
      case BY_FLAGS, BY_CONVERSATION ->
          proves
              ? Evidence.proved(
                  named, basis == BY_FLAGS ? RoleBasis.FLAGS : RoleBasis.CONVERSATION, established)
              : Evidence.leaning(Role.UNKNOWN, RoleBasis.NONE, established);
      case BY_PORTS -> Evidence.leaning(named, RoleBasis.PORTS, established);
      default -> Evidence.leaning(named, RoleBasis.ORDER, established);
    };
  }

  /// {@return the evidence of a code}
  public static Evidence meaning(int code) {
    return MEANINGS.get(code);
  }

  /// How many bits [#indications] has.
  static final int INDICATION_BITS = 8;

  /// Of [#indications] those that records of TCP have.
  static final int OF_TCP = 0xFF;

  /// Of [#indications] those that records of any protocol with ports have.
  static final int OF_PORTS = 0xC0;

  /// The code by [#indications], without order.
  private static final byte[] INDICATED = indicated();

  private static byte[] indicated() {
    byte[] codes = new byte[1 << INDICATION_BITS];
    for (int indications = 0; indications < codes.length; indications++) {
      int own = (indications >> 2) & 3;
      int other = (indications >> 4) & 3;
      int byConversation = own | ((other & PackedSide.OPENS) << 1) | (other >> 1);
      codes[indications] = (byte) indicated(indications & 3, byConversation, indications >> 6);
    }
    return codes;
  }

  /// @param byConversation both [#REQUEST] and [#REPLY] where the records contradict each other
  private static int indicated(int byFlags, int byConversation, int byPorts) {
    if (byFlags != 0) {
      return of(BY_FLAGS, byFlags, false);
    }
    return byConversation == REQUEST || byConversation == REPLY
        ? of(BY_CONVERSATION, byConversation, false)
        : of(byPorts != 0 ? BY_PORTS : BY_ORDER, byPorts, false);
  }

  /// {@return what indicates a record's role, as bits for [#of(int)]}
  ///
  /// @param record what the record tells by itself, as [PackedSide] has it
  /// @param own what all records of its direction tell
  /// @param other what those of the other direction tell
  /// @param byPorts of [#rolesByPorts]
  static int indications(long record, long own, long other, int byPorts) {
    return ((int) record & 3) | (((int) own & 3) << 2) | (((int) other & 3) << 4) | (byPorts << 6);
  }

  /// {@return the code of a record of a connection that is not established}
  ///
  /// @param indications of [#indications]
  static int of(int indications) {
    return INDICATED[indications];
  }

  /// {@return whether a code proves or suggests a role}
  static boolean hasRole(int code) {
    return code / 2 % 3 != 0;
  }

  /// @param role [#REQUEST], [#REPLY] or 0 for none
  static int of(int basis, int role, boolean established) {
    return basis * 6 + role * 2 + (established ? 1 : 0);
  }

  /// Finds the roles that the ports suggest, as [Evidence] has them: 0 for none, and where a port
  /// is absent. Of TCP and UDP only is that of use.
  ///
  /// The compiler makes vector instructions of this, as it does not where a port is read once.
  static void rolesByPorts(int[] source, int[] destination, int[] roles, int rows) {
    for (int row = 0; row < rows; row++) {
      int higher = rank(source[row]) - rank(destination[row]);
      int role = ((higher >>> 31) << 1) | (-higher >>> 31);
      roles[row] = role & ~((source[row] | destination[row]) >> 31);
    }
  }

  /// In which of three ranges a port is: the higher one is the client's.
  private static int rank(int port) {
    return ((Evidence.FIRST_USER_PORT - 1 - port) >>> 31)
        + ((Evidence.FIRST_EPHEMERAL_PORT - 1 - port) >>> 31);
  }
}
