package io.flowverdict.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How the two layers, the role and the recorded action make a verdict: the whole truth table.
///
/// Columns:
/// - *role*: what `tcp-flags` prove; *unknown*: nothing, so the record is judged as both.
/// - *NACL*: what the network ACL does: allow, deny, or it cannot be known.
/// - *SG*: what the security groups do with a new connection: allow it, have no rule, or it cannot
///   be known; *known*: no rule, but the connection is known, so that the packet passes by state.
/// - *likelier*: the role that ports or order suggest.
/// - *recorded*: the action in the record.
/// - *verdict*, *as*, *by*: the outcome, the role said and what it rests on.
/// - *because*: the steps that decided, or the doubts.
///
/// A cell may list several values, or *any*. Every combination is in exactly one row.
class LayersTruthTableTest {

  private static final String TABLE =
      """
      # role    | NACL    | SG             | likelier      | recorded    | verdict   | as      | by     | because

      # A proved request needs both layers. All blockers are named, and a block outweighs what is not known.
      request | allow   | allow          | any           | any         | ACCEPT    | request | FLAGS  | acl-1 100 allow, sg-1 sgr-1-1 allow
      request | allow   | known          | any           | any         | ACCEPT    | request | FLAGS  | acl-1 100 allow, sg-1 tracked
      request | allow   | no rule        | any           | any         | REJECT    | request | FLAGS  | acl-1 100 allow, sg-1 no-match
      request | allow   | unknown        | any           | any         | UNDECIDED | request | FLAGS  | prefix-list-unknown pl-1
      request | deny    | allow          | any           | any         | REJECT    | request | FLAGS  | acl-1 100 deny, sg-1 sgr-1-1 allow
      request | deny    | known          | any           | any         | REJECT    | request | FLAGS  | acl-1 100 deny, sg-1 tracked
      request | deny    | no rule        | any           | any         | REJECT    | request | FLAGS  | acl-1 100 deny, sg-1 no-match
      request | deny    | unknown        | any           | any         | REJECT    | request | FLAGS  | acl-1 100 deny
      request | unknown | allow, known   | any           | any         | UNDECIDED | request | FLAGS  | network-acl-unknown subnet-1
      request | unknown | no rule        | any           | any         | REJECT    | request | FLAGS  | sg-1 no-match
      request | unknown | unknown        | any           | any         | UNDECIDED | request | FLAGS  | network-acl-unknown subnet-1, prefix-list-unknown pl-1

      # A proved reply passes the security groups by state: only the network ACL can stop it.
      reply   | allow   | any            | any           | any         | ACCEPT    | reply   | FLAGS  | acl-1 100 allow, sg-1 tracked
      reply   | deny    | any            | any           | any         | REJECT    | reply   | FLAGS  | acl-1 100 deny, sg-1 tracked
      reply   | unknown | any            | any           | any         | UNDECIDED | reply   | FLAGS  | network-acl-unknown subnet-1

      # Both roles are accepted: certain, whichever it is. A rule that allows the request is named either way.
      unknown | allow   | allow          | none          | any         | ACCEPT    | unknown | NONE   | acl-1 100 allow, sg-1 sgr-1-1 allow
      unknown | allow   | allow          | request       | any         | ACCEPT    | request | PORTS  | acl-1 100 allow, sg-1 sgr-1-1 allow
      unknown | allow   | allow          | reply         | any         | ACCEPT    | reply   | PORTS  | acl-1 100 allow, sg-1 tracked
      unknown | allow   | known          | none          | any         | ACCEPT    | unknown | NONE   | acl-1 100 allow, sg-1 tracked
      unknown | allow   | known          | request       | any         | ACCEPT    | request | PORTS  | acl-1 100 allow, sg-1 tracked
      unknown | allow   | known          | reply         | any         | ACCEPT    | reply   | PORTS  | acl-1 100 allow, sg-1 tracked

      # Only a reply is accepted: the action tells which it was, and nothing else is believed instead.
      unknown | allow   | no rule        | any           | none        | UNDECIDED | unknown | NONE   | role-unknown
      unknown | allow   | no rule        | none, request | ACCEPT      | ACCEPT    | reply   | ACTION | acl-1 100 allow, sg-1 tracked
      unknown | allow   | no rule        | reply         | ACCEPT      | ACCEPT    | reply   | PORTS  | acl-1 100 allow, sg-1 tracked
      unknown | allow   | no rule        | none, reply   | REJECT      | REJECT    | request | ACTION | acl-1 100 allow, sg-1 no-match
      unknown | allow   | no rule        | request       | REJECT      | REJECT    | request | PORTS  | acl-1 100 allow, sg-1 no-match

      # A reply is accepted, a request may be: a recorded REJECT cannot have been a reply.
      unknown | allow   | unknown        | any           | none        | UNDECIDED | unknown | NONE   | role-unknown, prefix-list-unknown pl-1
      unknown | allow   | unknown        | none          | ACCEPT      | UNDECIDED | unknown | NONE   | role-unknown, prefix-list-unknown pl-1
      unknown | allow   | unknown        | request       | ACCEPT      | UNDECIDED | request | PORTS  | prefix-list-unknown pl-1
      unknown | allow   | unknown        | reply         | ACCEPT      | ACCEPT    | reply   | PORTS  | acl-1 100 allow, sg-1 tracked
      unknown | allow   | unknown        | none, reply   | REJECT      | UNDECIDED | request | ACTION | prefix-list-unknown pl-1
      unknown | allow   | unknown        | request       | REJECT      | UNDECIDED | request | PORTS  | prefix-list-unknown pl-1

      # The network ACL stops both: certain, and the groups are blamed only where it is likely a request.
      unknown | deny    | allow, no rule, unknown | none | any         | REJECT    | unknown | NONE   | acl-1 100 deny
      unknown | deny    | known          | none          | any         | REJECT    | unknown | NONE   | acl-1 100 deny, sg-1 tracked
      unknown | deny    | allow          | request       | any         | REJECT    | request | PORTS  | acl-1 100 deny, sg-1 sgr-1-1 allow
      unknown | deny    | known          | request       | any         | REJECT    | request | PORTS  | acl-1 100 deny, sg-1 tracked
      unknown | deny    | no rule        | request       | any         | REJECT    | request | PORTS  | acl-1 100 deny, sg-1 no-match
      unknown | deny    | unknown        | request       | any         | REJECT    | request | PORTS  | acl-1 100 deny
      unknown | deny    | any            | reply         | any         | REJECT    | reply   | PORTS  | acl-1 100 deny, sg-1 tracked

      # The network ACL is not known. Without a rule a request is stopped all the same.
      unknown | unknown | allow, known   | none          | any         | UNDECIDED | unknown | NONE   | network-acl-unknown subnet-1
      unknown | unknown | allow, known   | request       | any         | UNDECIDED | request | PORTS  | network-acl-unknown subnet-1
      unknown | unknown | allow, known   | reply         | any         | UNDECIDED | reply   | PORTS  | network-acl-unknown subnet-1
      unknown | unknown | unknown        | none          | any         | UNDECIDED | unknown | NONE   | network-acl-unknown subnet-1, prefix-list-unknown pl-1
      unknown | unknown | unknown        | request       | any         | UNDECIDED | request | PORTS  | network-acl-unknown subnet-1, prefix-list-unknown pl-1
      unknown | unknown | unknown        | reply         | any         | UNDECIDED | reply   | PORTS  | network-acl-unknown subnet-1
      unknown | unknown | no rule        | any           | none        | UNDECIDED | unknown | NONE   | role-unknown, network-acl-unknown subnet-1
      unknown | unknown | no rule        | none, request | ACCEPT      | UNDECIDED | reply   | ACTION | network-acl-unknown subnet-1
      unknown | unknown | no rule        | reply         | ACCEPT      | UNDECIDED | reply   | PORTS  | network-acl-unknown subnet-1
      unknown | unknown | no rule        | none          | REJECT      | UNDECIDED | unknown | NONE   | role-unknown, network-acl-unknown subnet-1
      unknown | unknown | no rule        | request       | REJECT      | REJECT    | request | PORTS  | sg-1 no-match
      unknown | unknown | no rule        | reply         | REJECT      | UNDECIDED | reply   | PORTS  | network-acl-unknown subnet-1
      """;

  private static final List<List<String>> INPUTS =
      List.of(
          List.of("request", "reply", "unknown"),
          List.of("allow", "deny", "unknown"),
          List.of("allow", "known", "no rule", "unknown"),
          List.of("none", "request", "reply"),
          List.of("ACCEPT", "REJECT", "none"));

  private static final int ROLE = 0;
  private static final int NACL = 1;
  private static final int SG = 2;
  private static final int LIKELIER = 3;
  private static final int RECORDED = 4;

  /// A row of the table: a cell for each input, then what is expected.
  private record Row(List<String> cells) {
    static Row parse(String line) {
      return new Row(Stream.of(line.split("\\|", -1)).map(String::strip).toList());
    }

    boolean holds(List<String> combination) {
      for (int i = 0; i < INPUTS.size(); i++) {
        if (!values(i).contains(combination.get(i))) {
          return false;
        }
      }
      return true;
    }

    private List<String> values(int input) {
      String cell = cells.get(input);
      return cell.equals("any") ? INPUTS.get(input) : List.of(cell.split(", ", -1));
    }

    /// {@return for example `request by FLAGS: REJECT acl-1 100 deny`}
    String expected() {
      return cells.get(6) + " by " + cells.get(7) + ": " + cells.get(5) + " " + cells.get(8);
    }
  }

  @Test
  void everyCombinationIsInExactlyOneRow() {
    List<Row> rows = rows();

    assertThat(combinations()).hasSize(3 * 3 * 4 * 3 * 3);
    assertThat(combinations())
        .allSatisfy(combination ->
            assertThat(rows.stream().filter(row -> row.holds(combination)).toList())
                .as("rows for %s", combination)
                .hasSize(1));
  }

  @Test
  void everyCellIsAValueOfItsColumn() {
    assertThat(rows())
        .allSatisfy(row -> {
          for (int i = 0; i < INPUTS.size(); i++) {
            assertThat(INPUTS.get(i)).containsAll(row.values(i));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void theTableHolds(List<String> combination) {
    Row row = rows().stream().filter(each -> each.holds(combination)).findFirst().orElseThrow();

    assertThat(InWords.withRole(judge(combination))).isEqualTo(row.expected());
  }

  static List<List<String>> combinations() {
    List<List<String>> combinations = List.of(List.of());
    for (List<String> values : INPUTS) {
      combinations =
          combinations.stream()
              .flatMap(shorter ->
                  values.stream()
                      .map(value -> {
                        List<String> longer = new ArrayList<>(shorter);
                        longer.add(value);
                        return List.copyOf(longer);
                      }))
              .toList();
    }
    return combinations;
  }

  private static List<Row> rows() {
    return TABLE
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Row::parse)
        .toList();
  }

  private static Verdict judge(List<String> combination) {
    String recorded = combination.get(RECORDED);
    FlowRecord record =
        TestRecord.of(
            "eni-1 in tcp 198.51.100.4:40000 > 10.0.1.10:50000"
                + (recorded.equals("none") ? "" : " " + recorded));
    return new Judge(network(combination.get(NACL), combination.get(SG)))
        .judge(record, evidence(combination));
  }

  private static Evidence evidence(List<String> combination) {
    boolean established = combination.get(SG).equals("known");
    Role role = role(combination.get(ROLE));
    return role == Role.UNKNOWN
        ? Evidence.leaning(role(combination.get(LIKELIER)), RoleBasis.PORTS, established)
        : Evidence.proved(role, RoleBasis.FLAGS, established);
  }

  private static Role role(String cell) {
    return switch (cell) {
      case "request" -> Role.REQUEST;
      case "reply" -> Role.REPLY;
      default -> Role.UNKNOWN;
    };
  }

  private static Snapshot network(String acl, String group) {
    String networkAcl = "acl-1 of vpc-1 guards subnet-1; acl-1 in 100 " + acl + " all from any";
    String rule =
        switch (group) {
          case "allow" -> "sg-1 in all from any";
          case "unknown" -> "sg-1 in all from pl-1";
          default -> "sg-1 out all to any";
        };
    return TestNetwork.of(
        """
        vpc-1 has 10.0.0.0/16
        subnet-1 of vpc-1 has 10.0.1.0/24
        eni-1 of subnet-1 has 10.0.1.10 carries sg-1
        """
            + (acl.equals("unknown") ? "" : networkAcl + "\n")
            + rule);
  }
}
