package io.flowverdict.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {

  private static final String WEB = "i-0eb00000000000001";
  private static final String APP = "eni-0a990000000000001";
  private static final String DB = "10.0.3.10";

  private final Samples samples = Samples.open();

  @AfterEach
  void closeSamples() {
    samples.close();
  }

  @Test
  void aBlockedConnectionIsExplainedWithEveryFieldOfTheContract() {
    Run run = explain("--from", APP, "--to", DB, "--port", "5432", "--format", "json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    JsonNode answer = Run.json(run.out().getFirst());
    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactly(
            "verdict",
            "request",
            "reply",
            "blockers",
            "nearest",
            "fix",
            "durable",
            "undecided",
            "sentence");
    assertThat(answer.get("verdict").textValue()).isEqualTo("REJECT");
    assertThat(answer.get("request")).hasSize(4);
    assertThat(answer.get("blockers"))
        .containsExactly(
            Run.json(
                """
                {"layer":"NACL","direction":"egress","id":"acl-0db00000000000001","rule":"*",
                 "effect":"deny"}
                """));
    assertThat(answer.get("nearest").get("rule").intValue()).isEqualTo(100);
    assertThat(answer.get("nearest").get("field").textValue()).isEqualTo("port");
    assertThat(answer.get("fix"))
        .singleElement()
        .satisfies(fix -> {
          assertThat(fix.get("layer").textValue()).isEqualTo("NACL");
          assertThat(fix.get("id").textValue()).isEqualTo("acl-0db00000000000001");
          assertThat(fix.get("change").textValue()).isNotEmpty();
          assertThat(fix.get("opens").textValue()).isNotEmpty();
          assertThat(fix.get("kind").textValue()).isEqualTo("narrowest");
          assertThat(fix.get("commands").get(0).textValue())
              .startsWith("aws ec2 create-network-acl-entry");
          assertThat(fix.get("terraform").get(0).textValue())
              .startsWith("resource \"aws_network_acl_rule\"");
        });
    assertThat(answer.get("undecided")).isEmpty();
  }

  @Test
  void aConnectionThatIsLetThroughHasNothingToMend() {
    Run run = explain("--from", WEB, "--to", APP, "--port", "8080", "--format", "json");

    assertThat(run.exitCode()).isZero();
    JsonNode answer = Run.json(run.out().getFirst());
    assertThat(answer.get("verdict").textValue()).isEqualTo("ACCEPT");
    assertThat(answer.get("blockers")).isEmpty();
    assertThat(answer.get("nearest").isNull()).isTrue();
    assertThat(answer.get("fix")).isEmpty();
  }

  @Test
  void whatCannotBeToldIsNeitherABlockNorLetThrough() {
    Run run = explain("--from", APP, "--to", "198.51.100.200", "--port", "443", "--format", "json");

    assertThat(run.exitCode()).isEqualTo(4);
    JsonNode answer = Run.json(run.out().getFirst());
    assertThat(answer.get("verdict").textValue()).isEqualTo("UNDECIDED");
    assertThat(answer.get("undecided")).contains(Run.json("\"prefix-list-unknown\""));
  }

  @Test
  void forPeopleTheAnswerIsTheVerdictTheSentenceTheStepsAndTheFix() {
    Run run = explain("--from", APP, "--to", DB, "--port", "5432");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().getFirst()).isEqualTo("REJECT");
    assertThat(run.out())
        .contains(
            "request",
            "reply",
            "nearest  entry 100 of acl-0db00000000000001 (tcp 5432 to 10.0.2.0/24): only its port"
                + " fails",
            "fix (narrowest)")
        .anyMatch(line -> line.startsWith("  NACL  egress   deny      acl-0db00000000000001  *"))
        .anyMatch(line -> line.startsWith("    $ aws ec2 create-network-acl-entry "));
  }

  @Test
  void theNearestRuleIsToldWithTheNamesOfItsGroups() {
    List<String> answer = explain("--from", WEB, "--to", DB, "--port", "5432").out();

    assertThat(answer)
        .anyMatch(line ->
            line.matches(
                "nearest  sgr-[0-9a-f]+ of db sg-[0-9a-f]+ \\(tcp 5432 from app sg-[0-9a-f]+\\):"
                    + " only its peer fails"));
  }

  @Test
  void terraformIsShownWhenItIsWanted() {
    assertThat(explain("--from", APP, "--to", DB, "--port", "5432", "--terraform").out())
        .contains("      network_acl_id = \"acl-0db00000000000001\"", "      rule_number    = 200");
  }

  @Test
  void theProtocolMayBeANameOrANumber() {
    List<String> named = explain("--from", WEB, "--to", APP, "--protocol", "icmp").out();

    assertThat(explain("--from", WEB, "--to", APP, "--protocol", "1").out()).isEqualTo(named);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          nonsense,              10.0.3.10, tcp,  5432,  is no end
          i-0ffffffffffffffff,   10.0.3.10, tcp,  5432,  i-0ffffffffffffffff
          10.0.2.20,             ::1,       tcp,  5432,  famil
          10.0.2.20,             10.0.3.10, tcp,  70000, Port 70000
          10.0.2.20,             10.0.3.10, tcp,  x,     'Invalid value for option ''--port'''
          10.0.2.20,             10.0.3.10, ipx,  5432,  '''ipx'' is no protocol'
          10.0.2.20,             10.0.3.10, icmp, 5432,  has no ports
          """)
  void aQuestionThatCannotBePutIsOneLine(
      String from, String to, String protocol, String port, String message) {
    Run run = explain("--from", from, "--to", to, "--protocol", protocol, "--port", port);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).singleElement().asString().contains(message);
  }

  private Run explain(String... arguments) {
    List<Object> all = new ArrayList<>(List.of("explain", "--config", samples.configuration()));
    all.addAll(List.of(arguments));
    return Run.of(all.toArray());
  }
}
