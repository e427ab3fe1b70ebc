package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.snapshot.TestNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupReferencesAuditTest {

  private static final String PLACE =
      """
      vpc-1 has 10.0.0.0/16; vpc-2 has 10.2.0.0/16
      subnet-1 of vpc-1 has 10.0.1.0/24; subnet-2 of vpc-2 has 10.2.1.0/24
      sg-1 of vpc-1; sg-2 of vpc-1; sg-9 of vpc-2
      eni-1 of subnet-1 has 10.0.1.10 carries sg-1
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          members in the same VPC               | eni-2 of subnet-1 has 10.0.1.20 carries sg-2; sg-1 in tcp 22 from sg-2                                             | -
          a reference to itself                 | sg-1 in all from sg-1                                                                                              | -
          no members                            | sg-1 in tcp 22 from sg-2                                                                                           | reference-empty
          no members outbound                   | sg-1 out tcp 22 to sg-2                                                                                            | reference-empty
          no members of an unused group         | sg-2 in tcp 22 from sg-2                                                                                           | -
          a group the configuration lacks       | sg-1 in tcp 22 from sg-8                                                                                           | -
          a deleted peering connection          | sg-1 in tcp 22 from sg-9 of vpc-2 over pcx-1 deleted                                                               | reference-stale
          an inactive peering connection        | sg-1 in tcp 22 from sg-9 of vpc-2 over pcx-1; pcx-1 between vpc-1 vpc-2 is deleted                                 | reference-stale
          a stale reference of an unused group  | sg-2 in tcp 22 from sg-9 of vpc-2 over pcx-1 deleted                                                               | reference-stale
          an active peering connection          | eni-9 of subnet-2 has 10.2.1.9 carries sg-9; sg-1 in tcp 22 from sg-9 of vpc-2 over pcx-1 active; pcx-1 between vpc-1 vpc-2 is active | -
          members across no peering             | eni-9 of subnet-2 has 10.2.1.9 carries sg-9; sg-1 in tcp 22 from sg-9                                              | reference-unusable
          members on both sides                 | eni-9 of subnet-2 has 10.2.1.9 carries sg-9; eni-8 of subnet-1 has 10.0.1.8 carries sg-9; sg-1 in tcp 22 from sg-9 | -
          a transit gateway inbound             | eni-9 of subnet-2 has 10.2.1.9 carries sg-9; sg-1 in tcp 22 from sg-9; eni-t of subnet-1 has 10.0.1.4 type transit_gateway; eni-u of subnet-2 has 10.2.1.4 type transit_gateway | -
          a transit gateway outbound            | eni-9 of subnet-2 has 10.2.1.9 carries sg-9; sg-1 out tcp 22 to sg-9; eni-t of subnet-1 has 10.0.1.4 type transit_gateway; eni-u of subnet-2 has 10.2.1.4 type transit_gateway | reference-unusable
          """)
  void aReferenceShouldMatchSomething(String name, String rows, String findings) {
    assertThat(Found.findings(new GroupReferencesAudit(), TestNetwork.of(PLACE + rows)))
        .map(finding -> finding.kind().code())
        .containsExactlyElementsOf(Found.expected(findings));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          carried                      | sg-1 of vpc-1 named web; eni-1 of subnet-1 has 10.0.1.10 carries sg-1            | -
          not carried                  | sg-1 of vpc-1 named web                                                         | INFORMATIONAL sg-1
          referred to by another one   | sg-1 of vpc-1 named web; sg-2 of vpc-1; sg-2 in tcp 22 from sg-1                | -
          referred to by itself        | sg-1 of vpc-1 named web; sg-1 in tcp 22 from sg-1                               | INFORMATIONAL sg-1
          the default one              | sg-1 of vpc-1 named default                                                     | -
          """)
  void aGroupShouldBeCarriedOrReferredTo(String name, String rows, String findings) {
    assertThat(Found.in(new GroupUnattached(), rows))
        .containsExactlyElementsOf(Found.expected(findings));
  }
}
