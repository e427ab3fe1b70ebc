package io.flowverdict.core.audit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.change.Check.Consequences;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What speaks against changes, and what does not although an audit finds it.
class AuditCheckTest {

  private static final String PLACE =
      """
      vpc-1 has 10.0.0.0/16 2600:1f14::/56
      subnet-1 of vpc-1 has 10.0.1.0/24 2600:1f14::/64
      acl-1 of vpc-1 guards subnet-1
      sg-1 of vpc-1; sg-2 of vpc-1 named clients
      """;

  private static final String SERVER =
      "eni-1 of subnet-1 has 10.0.1.10 2600:1f14::10 public 54.0.0.1 carries sg-1;";

  private static final String OPEN =
      "acl-1 in 100 allow all from any; acl-1 out 100 allow all to any;";

  private static final String REPLIES =
      "acl-1 in 110 allow icmp from any; acl-1 out 100 allow all to any;";

  /// The change is what the network after it has and the one before it has not, or the reverse.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SSH comes to be open to the Internet   | SERVER OPEN                                                   | + sg-1 in tcp 22 from any                 | open-to-internet of eni-1 (ipv4 administration) | -
          SSH comes to be open in the group only | SERVER acl-1 in 100 allow tcp 443 from any; REPLIES           | + sg-1 in tcp 22 from any                 | acl-blocks-group of sg-1; open-in-one-layer of sg-1 (ipv4 administration)              | -
          a service comes to be open inside      | SERVER OPEN                                                   | + sg-1 in tcp 443 from 10.0.0.0/16        | -                                               | -
          a group is left without a reference    | SERVER OPEN sg-1 in tcp 443 from sg-2                         | - sg-1 in tcp 443 from sg-2               | -                                               | group-unattached of sg-2
          traffic comes to need Path MTU messages | SERVER acl-1 out 100 allow all to any; sg-1 out tcp to any   | + acl-1 in 120 allow tcp 32768-65535 from any | -                                           | acl-blocks-path-mtu of acl-1 (ingress IPv4)
          replies to a NAT gateway hold RDP      | eni-2 of subnet-1 has 10.0.1.20 public 54.0.0.2 type nat_gateway; REPLIES | + acl-1 in 120 allow tcp 1024-65535 from any | -                             | open-in-one-layer of acl-1
          RDP where no reply was dropped         | SERVER REPLIES acl-1 in 120 allow tcp 1024-3388 from any; acl-1 in 130 allow tcp 3390-65535 from any | + acl-1 in 140 allow tcp 3389 from any | open-in-one-layer of acl-1 | -
          IPv6 comes to what is meant to be public | SERVER OPEN sg-1 in tcp 443 from any6; acl-1 out 101 allow all to any6 | + acl-1 in 101 allow all from any6 | -                                          | open-to-internet of eni-1 (ipv6 web)
          IPv6 comes to an administration port   | SERVER OPEN sg-1 in tcp 22 from any6; acl-1 out 101 allow all to any6 | + acl-1 in 101 allow all from any6 | open-to-internet of eni-1 (ipv6 administration) | -
          """)
  void whatAnAuditFindsMoreSpeaksAgainstAChangeUnlessItIsMeant(
      String name, String rows, String change, String introduced, String lessened) {
    String before =
        PLACE + rows.replace("SERVER", SERVER).replace("OPEN", OPEN).replace("REPLIES", REPLIES);
    boolean adds = change.startsWith("+");
    String row = change.substring(2);
    Snapshot with = TestNetwork.of(adds ? before + "\n" + row : before);
    Snapshot without = TestNetwork.of(adds ? before : before.replace(row, ""));

    Consequences consequences =
        new AuditCheck().of(adds ? without : with, changes(with, without, adds));

    assertThat(consequences.introduced().stream().map(AuditCheckTest::withoutRule))
        .containsExactlyElementsOf(Found.expected(introduced));
    assertThat(consequences.lessened().stream().map(AuditCheckTest::withoutRule))
        .containsExactlyElementsOf(Found.expected(lessened));
  }

  /// `KIND of RESOURCE RULE (ASPECT)` as `KIND of RESOURCE (ASPECT)`.
  private static String withoutRule(String subject) {
    return subject.replaceFirst("^(\\S+ of \\S+) [^(]*(?= \\(|$)", "$1");
  }

  private static List<Change> changes(Snapshot with, Snapshot without, boolean adds) {
    List<Change> changes = new ArrayList<>();
    with.securityGroups()
        .forEach((id, group) -> {
          List<SecurityGroupRule> more = new ArrayList<>(group.rules());
          more.removeAll(requireNonNull(without.securityGroups().get(id)).rules());
          more.forEach(
              rule -> changes.add(adds ? new Change.AddRule(rule) : new Change.RemoveRule(rule)));
        });
    with.networkAcls()
        .forEach((id, acl) -> {
          List<NetworkAclEntry> more = new ArrayList<>(acl.entries());
          more.removeAll(requireNonNull(without.networkAcls().get(id)).entries());
          more.forEach(entry ->
              changes.add(
                  new Change.PutEntries(id, List.of(new Change.PutEntries.Put(entry, false)))));
        });
    return changes;
  }
}
