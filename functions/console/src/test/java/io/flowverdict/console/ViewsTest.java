package io.flowverdict.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowverdict.core.audit.AuditFinding;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each query shows of the shop.
class ViewsTest {

  private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");

  private final SampleWorld sample = new SampleWorld();
  private final ConsoleWorld world = sample.world;

  private Document page(String parameters) throws IOException {
    return Jsoup.parse(world.page(parameters));
  }

  private List<String> ids(String event) throws IOException {
    return StreamSupport.stream(world.ask(event).path("findings").spliterator(), false)
        .map(finding -> finding.path("id").asText())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                                          | reply rejected
          "severity":"high"                               | reply
          "kind":"rejected-by-security-group"             | rejected
          "vpc":"vpc-0a000000000000001"                   | reply rejected
          "vpc":"vpc-1"                                   |
          "interface":"eni-0db00000000000001"             | reply
          "address":"10.0.2.20"                           | reply
          "address":"198.51.100.9"                        |
          "port":"5432"                                   | reply
          "port":5432                                     | reply
          "text":"SG-0A99"                                | reply
          "text":"nothing of the kind"                    |
          "new":"true"                                    | reply
          "status":"suppressed"                           |
          "severity":"high","port":"80"                   |
          """)
  void filtersTellWhichFindingsAreListed(String filters, String expected) throws IOException {
    String event = "{\"query\":\"findings\"" + (filters == null ? "" : "," + filters) + "}";
    List<String> wanted = new ArrayList<>();
    for (String name : expected == null ? new String[0] : expected.split(" ", -1)) {
      wanted.add(name.equals("reply") ? sample.reply : sample.rejected);
    }
    assertThat(ids(event)).isEqualTo(wanted);
  }

  @Test
  void pagesTogetherAreTheWholeListAndEachSaysHowTheNextIsAskedFor() throws IOException {
    for (int port = 1; port <= 60; port++) {
      world.reject("eni-1", port, Severity.LOW, NINE);
    }
    List<String> seen = new ArrayList<>();
    JsonNode answer = world.ask("{\"query\":\"findings\"}");
    while (true) {
      answer.path("findings").forEach(finding -> seen.add(finding.path("id").asText()));
      if (answer.path("next").isNull()) {
        break;
      }
      assertThat(answer.path("findings")).hasSize(25);
      answer = world.ask("{\"query\":\"findings\",\"page\":" + answer.path("next") + "}");
    }
    assertThat(seen).hasSize(62).doesNotHaveDuplicates();

    Document page = page("\"query\":\"findings\",\"severity\":\"low\"");
    Element next = page.select("a:containsOwn(Next page) + cwdb-action").first();
    assertThat(next == null ? "" : next.text())
        .contains("\"severity\":\"low\"", "\"page\":\"1_2026-11-20T09_", "\"forms\":\"ignore\"");
  }

  @Test
  void theFormHoldsWhatWasAskedFor() throws IOException {
    Document page = page("\"query\":\"findings\",\"port\":\"5432\",\"severity\":\"high\"");
    assertThat(page.select("input[name=port]").val()).isEqualTo("5432");
    assertThat(page.select("select[name=severity] option[selected]").text()).isEqualTo("high");
    assertThat(page.select("select[name=kind] option")).hasSizeGreaterThan(30);
  }

  @Test
  void aFindingIsShownWithItsPathItsFixItsEvidenceAndTheWaysToItsResources() throws IOException {
    Document page = page("\"query\":\"finding\",\"id\":\"" + sample.reply + "\"");

    assertThat(page.text())
        .contains("drops the outbound reply", "s3://logs/object.log.gz line 7", "3 records")
        .contains(
            "By the newest configuration", "✖ blocked", "In acl-0db00000000000001 add outbound");
    assertThat(page.select("code").text())
        .contains("aws ec2 create-network-acl-entry --network-acl-id acl-0db00000000000001");
    assertThat(page.select(".fv-box.fv-reject.fv-deciding").text()).contains("BLOCKS");
    assertThat(page.select("a[href]"))
        .extracting(link -> link.attr("href"))
        .contains(
            "https://eu-central-1.console.aws.amazon.com/ec2/home?region=eu-central-1"
                + "#NetworkInterface:networkInterfaceId=eni-0db00000000000001")
        .contains(
            "https://eu-central-1.console.aws.amazon.com/vpcconsole/home?region=eu-central-1"
                + "#NetworkAclDetails:networkAclId=acl-0db00000000000001");
    assertThat(page.select("svg.fv-chart rect")).isNotEmpty();
    assertThat(page.select("cwdb-action[endpoint=" + ConsoleWorld.SUPPRESSOR + "]").text())
        .contains("\"query\":\"suppress\"", sample.reply);
  }

  private static final AuditFinding OPEN =
      new AuditFinding(
          AuditKind.OPEN_TO_INTERNET,
          Severity.HIGH,
          ConsoleWorld.SCOPE,
          SampleWorld.WEB,
          "sgr-0eb00000000000022",
          "ipv4 administration",
          List.of("sg-0eb00000000000001"),
          "TCP 22 from the whole IPv4 Internet is let in.",
          List.of(Fix.of("Remove the rules.")),
          List.of("AWS Security Hub EC2.13"),
          List.of());

  @Test
  void whatAnAuditFoundHappenedInNoTraffic() throws IOException {
    String id = world.audit(OPEN, Instant.parse("2026-11-18T06:00:00Z"));
    world.audit(OPEN, Instant.parse("2026-11-20T06:00:00Z"));

    Document page = page("\"query\":\"finding\",\"id\":\"" + id + "\"");
    assertThat(page.select("th"))
        .extracting(Element::text)
        .contains("Resource", "Rule", "About", "In the configuration", "Evidence")
        .doesNotContain("Peer", "Traffic", "Counted", "Seen");
    assertThat(page.text())
        .contains("ipv4 administration", "configuration:0258be", "sgr-0eb00000000000022")
        .containsPattern("In the configuration Nov 18, 2026, 6:00.* – Nov 20, 2026, 6:00")
        .doesNotContain("record", "packet", "byte", " line ", "What the other end shows");
    assertThat(page.select("svg")).isEmpty();

    JsonNode answer = world.ask("{\"query\":\"finding\",\"id\":\"" + id + "\"}");
    assertThat(answer.path("aspect").asText()).isEqualTo("ipv4 administration");
    for (String key : List.of("peer", "protocol", "port", "records", "packets", "bytes")) {
      assertThat(answer.path(key).isNull()).as(key).isTrue();
    }
    assertThat(answer.at("/evidence/line").isNull()).isTrue();
    assertThat(answer.path("hours")).isEmpty();
    assertThat(answer.path("related")).isEmpty();
    assertThat(answer.path("first").asText()).isEqualTo("2026-11-18T06:00:00Z");
    assertThat(answer.path("last").asText()).isEqualTo("2026-11-20T06:00:00Z");
  }

  @Test
  void aListSaysSinceWhenAnAuditsFindingIsInTheConfiguration() throws IOException {
    world.audit(OPEN, Instant.parse("2026-11-18T06:00:00Z"));

    Document page = page("\"query\":\"findings\",\"kind\":\"open-to-internet\"");

    assertThat(page.select("p").eachText())
        .anyMatch(
            text -> text.matches("open-to-internet · .* in the configuration since Nov 18, 2026.*"))
        .noneMatch(text -> text.contains("last seen") || text.contains("record"));
  }

  @Test
  void withoutAFunctionThatSuppressesThePageSaysSo() throws IOException {
    String event = "{\"query\":\"finding\",\"id\":\"" + sample.reply + "\",\"widgetContext\":{}}";
    Document page = Jsoup.parse(Invocation.of(world.console(""), event).asText());
    assertThat(page.select("input")).isEmpty();
    assertThat(page.text()).contains("cannot be suppressed from here");
  }

  @Test
  void aFindingAsJsonHasItsTraceAndWhatTheNewestConfigurationSays() throws IOException {
    JsonNode answer = world.ask("{\"query\":\"finding\",\"id\":\"" + sample.reply + "\"}");
    assertThat(answer.path("trace")).hasSize(2);
    assertThat(answer.at("/hours/0/records").asLong()).isEqualTo(3);
    assertThat(answer.at("/today/verdict").asText()).isEqualTo("REJECT");
    assertThat(answer.at("/today/fix/0/id").asText()).isEqualTo("acl-0db00000000000001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"query":"finding"}                                          | id      | missing
          {"query":"finding","id":"x"}                                 | id      | 32 hexadecimal
          {"query":"finding","id":"00000000000000000000000000000000"}  | id      | no finding
          {"query":"findings","severity":"huge"}                       | severity | CRITICAL
          {"query":"findings","kind":"x"}                              | kind    | a kind
          {"query":"findings","port":"99999"}                          | port    | 0 to 65535
          {"query":"findings","address":"10.0.0"}                      | address | IPv4
          {"query":"findings","interface":"10.0.0.1"}                  | interface | eni-
          {"query":"findings","page":"2"}                              | page    | what the page before
          {"query":"findings","new":"yes"}                             | new     | true or false
          {"query":"ask","from":"10.0.0.1"}                            | to      | missing
          {"query":"ask","from":"me","to":"10.0.0.1"}                  | from    | no end
          {"query":"ask","from":"10.0.0.1","to":"10.0.0.2","protocol":"x"} | protocol | tcp, udp
          {"query":"ask","from":"10.0.0.1","to":"10.0.0.2","protocol":"icmp","port":1} | port | no ports
          {"query":"rules","group":"sg-0"}                             | group   | has no sg-0
          {"query":"rules","group":"sg-0","acl":"acl-0"}               | acl     | one of them
          """)
  void whatCannotBeAskedIsToldByTheParametersName(String event, String parameter, String expected)
      throws IOException {
    JsonNode answer = world.ask(event);
    assertThat(answer.at("/error/parameter").asText()).isEqualTo(parameter);
    assertThat(answer.at("/error/message").asText()).contains(expected);
  }

  @Test
  void whatIsBlockedIsAnsweredWithEveryBlockerTheFixAndWhatWasSeen() throws IOException {
    String question =
        "\"query\":\"ask\",\"from\":\"i-0a990000000000001\",\"to\":\"10.0.3.10\",\"port\":";
    JsonNode answer = world.ask("{" + question + "5432}");
    assertThat(answer.path("verdict").asText()).isEqualTo("REJECT");
    assertThat(answer.at("/fix/0/commands/0").asText())
        .startsWith("aws ec2 create-network-acl-entry");
    assertThat(answer.at("/observed/0/id").asText()).isEqualTo(sample.reply);

    Document page = page(question + "\"5432\"");
    assertThat(page.text()).contains("✖ blocked", "does not get through");
    assertThat(page.select(".fv-path")).hasSize(2);
    assertThat(page.select(".fv-box.fv-deciding")).hasSize(1);
    assertThat(page.select("input[name=port]").val()).isEqualTo("5432");
  }

  @Test
  void whatIsAllowedIsAnsweredWithTheRulesThatLetItPass() throws IOException {
    String question =
        "\"query\":\"ask\",\"from\":\"203.0.113.9\",\"to\":\""
            + SampleWorld.WEB
            + "\",\"port\":443";
    assertThat(world.ask("{" + question + "}").path("verdict").asText()).isEqualTo("ACCEPT");
    Document page = page(question);
    assertThat(page.text()).contains("✔ passes");
    assertThat(page.select(".fv-box.fv-reject")).isEmpty();
    assertThat(page.select(".fv-box.fv-accept")).hasSizeGreaterThan(2);
  }

  @Test
  void aQuestionIsAboutTheTimeThatIsLookedAt() throws IOException {
    String context =
        """
        "timeRange":{"mode":"absolute","start":1763541600000,"end":1763632800000}
        """;
    assertThat(
            Jsoup.parse(
                    world.page(
                        "\"query\":\"ask\",\"from\":\"10.0.2.20\",\"to\":\"10.0.3.10\"", context))
                .select("input[name=at]")
                .val())
        .isEqualTo("2025-11-20T10:00:00Z");
    assertThat(
            page("\"query\":\"ask\",\"from\":\"10.0.2.20\",\"to\":\"10.0.3.10\"")
                .select("input[name=at]")
                .val())
        .isEmpty();
  }

  @Test
  void rulesAreShownWithWhatUsedThemAndWhatIsNotKnown() throws IOException {
    String query = "\"query\":\"rules\",\"group\":\"" + SampleWorld.DATABASE_GROUP + "\"";
    JsonNode answer = world.ask("{" + query + "}");
    assertThat(answer.path("complete").asBoolean()).isFalse();
    assertThat(answer.at("/notLogged/0").asText()).isEqualTo(SampleWorld.DATABASE);
    JsonNode used =
        StreamSupport.stream(answer.path("rules").spliterator(), false)
            .filter(rule -> !rule.path("lastUsed").isNull())
            .findFirst()
            .orElseThrow();
    assertThat(used.at("/uses/0/highestPeer").asText()).isEqualTo("10.0.2.31");
    assertThat(page(query).text()).contains("10.0.2.20 – 10.0.2.31", "not known", "not complete");
  }

  @Test
  void withoutAGroupOrNetworkAclThoseThatThereAreAreListed() throws IOException {
    assertThat(world.ask("{\"query\":\"rules\"}").path("owners"))
        .extracting(JsonNode::asText)
        .contains(SampleWorld.DATABASE_GROUP, "acl-0db00000000000001");
    assertThat(page("\"query\":\"rules\",\"acl\":\"acl-0db00000000000001\"").text())
        .contains("outbound", "denials are findings");
  }

  @Test
  void anActionFollowsWhatIsClicked() throws IOException {
    for (String query : List.of("overview", "findings", "ask", "rules")) {
      Document page = page("\"query\":\"" + query + "\"");
      assertThat(page.select("cwdb-action")).isNotEmpty().isEqualTo(page.select("a + cwdb-action"));
      assertThat(page.select("cwdb-action"))
          .allMatch(action -> action.attr("action").equals("call"))
          .allMatch(action -> action.attr("display").equals("widget"));
    }
  }
}
