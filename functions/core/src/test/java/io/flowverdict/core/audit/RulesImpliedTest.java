package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.snapshot.TestNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesImpliedTest {

  private static final String PLACE =
      """
      vpc-1 has 10.0.0.0/16
      sg-1 of vpc-1; sg-2 of vpc-1
      eni-1 of subnet-1 has 10.0.1.10 carries sg-1 sg-2
      subnet-1 of vpc-1 has 10.0.1.0/24
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a wider block                        | sg-1 in tcp 22 from 10.1.0.0/16; sg-1 in tcp 22 from 10.0.0.0/8                                  | rule-implied sgr-1-1
          a wider range                        | sg-1 in tcp 22 from 10.0.0.0/8; sg-1 in tcp 20-25 from 10.0.0.0/8                                | rule-implied sgr-1-1
          another group of the interface       | sg-1 in tcp 22 from 10.1.0.0/16; sg-2 in tcp 22 from 10.0.0.0/8                                  | rule-implied sgr-1-1
          the same in another group            | sg-1 in tcp 22 from 10.0.0.0/8; sg-2 in tcp 22 from 10.0.0.0/8                                   | rule-duplicate sgr-1-1
          two halves of the Internet           | sg-1 in tcp 22 from any; sg-1 in tcp 22 from 0.0.0.0/1; sg-2 in tcp 22 from 128.0.0.0/1          | rule-implied sgr-1-1
          two halves of the ports              | sg-1 in tcp from any; sg-1 in tcp 0-999 from any; sg-2 in tcp 1000-65535 from any                | rule-implied sgr-1-2; rule-implied sgr-2-1
          halves with a gap                    | sg-1 in tcp 0-10 from any; sg-1 in tcp 0-4 from any; sg-2 in tcp 6-10 from any                   | rule-implied sgr-1-2; rule-implied sgr-2-1
          a range that two others hold         | sg-1 in tcp 5-14 from any; sg-1 in tcp 0-9 from any; sg-2 in tcp 10-19 from any                  | rule-implied sgr-1-1
          a range with a gap                   | sg-1 in tcp 5-14 from any; sg-1 in tcp 0-9 from any; sg-2 in tcp 11-19 from any                  | -
          another protocol                     | sg-1 in tcp 22 from any; sg-1 in udp from any                                                    | -
          all traffic                          | sg-1 in tcp 22 from any; sg-1 in all from any                                                    | rule-implied sgr-1-1
          the other family                     | sg-1 in tcp 22 from any; sg-1 in all from any6                                                   | -
          IPv6                                 | sg-1 in tcp 22 from 2600::/16; sg-1 in tcp 22 from any6                                          | rule-implied sgr-1-1
          the other direction                  | sg-1 in tcp 22 from any; sg-1 out all to any                                                     | -
          a prefix list inside a block         | sg-1 in tcp 22 from pl-1; sg-1 in tcp 22 from 10.0.0.0/8; pl-1 has 10.1.0.0/16 10.2.0.0/16        | rule-implied sgr-1-1
          a block inside a prefix list         | sg-1 in tcp 22 from 10.1.2.0/24; sg-1 in tcp 22 from pl-1; pl-1 has 10.1.0.0/16 10.2.0.0/16       | rule-implied sgr-1-1
          a prefix list without entries        | sg-1 in tcp 22 from pl-1; sg-1 in tcp 22 from any; pl-1                                          | -
          the same list without entries        | sg-1 in tcp 22 from pl-1; sg-1 in tcp 20-25 from pl-1; pl-1                                      | rule-implied sgr-1-1
          a reference inside the VPC's block   | sg-1 in tcp 22 from sg-2; sg-1 in tcp 22 from 10.0.0.0/8                                         | rule-implied sgr-1-1
          a reference, members now in a block  | sg-1 in tcp 22 from sg-2; sg-1 in tcp 22 from 10.0.1.0/24                                        | -
          a block of one member now            | sg-1 in tcp 22 from 10.0.1.10/32; sg-1 in tcp 22 from sg-2                                       | -
          a reference with more ports          | sg-1 in tcp 22 from sg-2; sg-1 in all from sg-2                                                  | rule-implied sgr-1-1
          """)
  void aRuleIsImpliedByTheUnionOfTheOthers(String name, String rules, String findings) {
    assertThat(Found.findings(new RulesImplied(), TestNetwork.of(PLACE + rules)))
        .map(finding -> finding.kind().code() + " " + finding.rule())
        .containsExactlyInAnyOrderElementsOf(Found.expected(findings));
  }

  @Test
  void aRuleThatOtherInterfacesNeedIsKept() {
    String network =
        PLACE
            + """
            eni-2 of subnet-1 has 10.0.1.20 carries sg-1
            sg-1 in tcp 22 from 10.1.0.0/16
            sg-2 in tcp 22 from 10.0.0.0/8
            """;

    assertThat(Found.findings(new RulesImplied(), TestNetwork.of(network)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).hasToString("INFORMATIONAL");
          assertThat(finding.sentence())
              .isEqualTo(
                  "Rule sgr-1-1 (inbound tcp 22 from 10.1.0.0/16) of sg-1 allows nothing of its"
                      + " own. On interfaces that carry sg-1+sg-2, sgr-2-1 of sg-2 (tcp 22 from"
                      + " 10.0.0.0/8) allows all of it.");
          assertThat(finding.fix().commands()).isEmpty();
        });
  }

  @Test
  void ofTwoRulesThatImplyEachOtherOneIsKept() {
    String network =
        PLACE
            + """
            sg-1 in tcp 22 from 10.0.0.0/8
            sg-1 in tcp 22 from pl-1
            pl-1 has 10.0.0.0/8
            """;

    assertThat(Found.findings(new RulesImplied(), TestNetwork.of(network))).hasSize(1);
  }
}
