package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultGroupsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          empty and unused          | sg-1 of vpc-1 named default                                                          | -
          rules nobody needs        | sg-1 of vpc-1 named default; sg-1 in all from sg-1                                   | LOW sg-1
          outbound rules            | sg-1 of vpc-1 named default; sg-1 out all to any                                     | LOW sg-1
          empty and carried         | sg-1 of vpc-1 named default; eni-1 of subnet-1 has 10.0.1.10 carries sg-1            | LOW sg-1
          rules and carried         | sg-1 of vpc-1 named default; sg-1 in all from sg-1; eni-1 of subnet-1 carries sg-1   | MEDIUM sg-1; LOW sg-1
          another group             | sg-1 of vpc-1 named web; sg-1 in all from sg-1; eni-1 of subnet-1 carries sg-1       | -
          a group without a name    | sg-1 of vpc-1; sg-1 in all from sg-1                                                 | -
          """)
  void defaultGroupsShouldBeEmptyAndUnused(String name, String network, String findings) {
    assertThat(Found.in(new DefaultGroups(), network))
        .containsExactlyElementsOf(Found.expected(findings));
  }
}
