package io.flowverdict.core.finding;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What a finding is about: something that logs show, or something that an audit of the
/// configuration finds.
public sealed interface Kind permits FindingKind, AuditKind {

  /// The stable code, in kebab case, which identifies the kind in the table, in the output and in
  /// the README.
  String code();

  /// {@return whether records of flow logs show it, which are counted; what an audit finds in a
  /// configuration, or that one cannot be read, happened in no traffic}
  default boolean isOfRecords() {
    return switch (this) {
      case FindingKind kind -> kind != FindingKind.ACCOUNT_UNREADABLE;
      case AuditKind _ -> false;
    };
  }

  /// {@return all kinds: those of logs first, in the order in which they are declared}
  static List<Kind> all() {
    return Stream.<Kind>concat(
            Arrays.stream(FindingKind.values()), Arrays.stream(AuditKind.values()))
        .toList();
  }

  /// {@return the kind with this code}
  ///
  /// @throws IllegalArgumentException when there is none
  static Kind ofCode(String code) {
    return all().stream()
        .filter(kind -> kind.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No finding kind has the code " + code));
  }
}
