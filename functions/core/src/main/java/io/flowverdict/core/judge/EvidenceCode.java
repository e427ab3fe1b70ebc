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

  /// @param role [#REQUEST], [#REPLY] or 0 for none
  static int of(int basis, int role, boolean established) {
    return basis * 6 + role * 2 + (established ? 1 : 0);
  }

  /// {@return the role that the ports of TCP or UDP suggest, as [Evidence] has it; 0 for none}
  static int roleByPorts(int source, int destination) {
    int byRank = rank(source) - rank(destination);
    return byRank == 0 ? 0 : byRank > 0 ? REQUEST : REPLY;
  }

  /// In which of three ranges a port is: the higher one is the client's.
  private static int rank(int port) {
    return (port >= Evidence.FIRST_USER_PORT ? 1 : 0)
        + (port >= Evidence.FIRST_EPHEMERAL_PORT ? 1 : 0);
  }
}
