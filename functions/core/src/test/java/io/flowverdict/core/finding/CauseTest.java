package io.flowverdict.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.snapshot.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CauseTest {

  @ParameterizedTest(name = "\"{0}\" names {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          acl-1 ingress entry 100                  | acl-1 ingress entry 100 | true
          acl-1 ingress entry 100                  | acl-1 ingress entry 10  | false
          acl-1 ingress entry 100, sg-2            | sg-2                    | true
          acl-1 ingress entry 100, sg-22           | sg-2                    | false
          sgr-1, sgr-12                            | sgr-12                  | true
          """)
  void aRuleWhoseNameBeginsAlikeIsAnother(String rules, String label, boolean named) {
    assertThat(cause(rules).names(label)).isEqualTo(named);
  }

  @Test
  void aCauseWithoutRulesNamesNone() {
    assertThat(cause(null).rules()).isEmpty();
    assertThat(cause(null).names("null")).isFalse();
  }

  private static Cause cause(@Nullable String rules) {
    return new Cause(
        FindingKind.REJECTED_BY_BOTH,
        new Scope("111122223333", "eu-central-1"),
        "eni-1",
        rules,
        null,
        null,
        null);
  }
}
