package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsNearTest {

  @ParameterizedTest(name = "{0} rules: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          47 | sg-1 in tcp %d from 10.0.0.0/8        | -
          48 | sg-1 in tcp %d from 10.0.0.0/8        | INFORMATIONAL sg-1 [inbound IPv4 rules]
          60 | sg-1 in tcp %d from 10.0.0.0/8        | LOW sg-1 [inbound IPv4 rules]
          48 | sg-1 out tcp %d to 2600::/16          | INFORMATIONAL sg-1 [outbound IPv6 rules]
          48 | sg-1 in tcp %d from sg-2              | INFORMATIONAL sg-1 [inbound IPv4 rules]; INFORMATIONAL sg-1 [inbound IPv6 rules]
          14 | acl-1 in %d allow all from any        | -
          15 | acl-1 in %d allow all from any        | INFORMATIONAL acl-1 [inbound IPv4 entries]
          19 | acl-1 out %d allow all to any6        | LOW acl-1 [outbound IPv6 entries]
          """)
  void rulesAndEntriesCountPerDirectionAndFamily(int count, String row, String findings) {
    String network =
        IntStream.rangeClosed(1, count).mapToObj(row::formatted).collect(Collectors.joining("\n"));

    assertThat(Found.in(new LimitsNear(), network))
        .containsExactlyElementsOf(Found.expected(findings));
  }

  @Test
  void anInterfaceHasFiveGroupsAtTheMost() {
    assertThat(Found.in(new LimitsNear(), "eni-1 carries sg-1 sg-2 sg-3")).isEmpty();
    assertThat(Found.in(new LimitsNear(), "eni-1 carries sg-1 sg-2 sg-3 sg-4"))
        .containsExactly("INFORMATIONAL eni-1 [groups]");
  }

  @Test
  void aPrefixListCountsAsWhatItMayHold() {
    Snapshot rule = TestNetwork.of("sg-1 in tcp 443 from pl-1");
    List<Cidr> entries = List.of(Cidr.parse("203.0.113.0/24"));
    PrefixList ours = new PrefixList("pl-1", "offices", "111122223333", 1L, 50, entries);
    PrefixList aws =
        new PrefixList(
            "pl-1", "com.amazonaws.global.cloudfront.origin-facing", "AWS", null, null, entries);

    assertThat(List.of(ours, aws))
        .allSatisfy(list ->
            assertThat(
                    Found.lines(
                        Found.findings(
                            new LimitsNear(), rule.toBuilder().prefixLists(List.of(list)).build())))
                .containsExactly("INFORMATIONAL sg-1 [inbound IPv4 rules]"));
  }
}
