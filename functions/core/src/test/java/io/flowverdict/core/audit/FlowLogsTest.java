package io.flowverdict.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.snapshot.FlowLog;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowLogsTest {

  private static final Snapshot NETWORK =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16
          subnet-1 of vpc-1 has 10.0.1.0/24
          subnet-2 of vpc-1 has 10.0.2.0/24
          eni-1 of subnet-1 has 10.0.1.10
          eni-2 of subnet-1 has 10.0.1.20
          eni-3 of subnet-2 has 10.0.2.10
          """);

  private static final String DEFAULT =
      "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport}"
          + " ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";
  private static final String FULL =
      DEFAULT + " ${tcp-flags} ${pkt-srcaddr} ${pkt-dstaddr} ${flow-direction}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing recorded             | -                            | MEDIUM vpc-1
          the VPC                      | vpc-1 ACTIVE                 | -
          the VPC no more              | vpc-1 INACTIVE               | MEDIUM vpc-1
          another VPC                  | vpc-9 ACTIVE                 | MEDIUM vpc-1
          one subnet                   | subnet-1 ACTIVE              | MEDIUM subnet-2; INFORMATIONAL vpc-1
          both subnets                 | subnet-1 ACTIVE; subnet-2 ACTIVE | INFORMATIONAL vpc-1
          one interface of a subnet    | eni-1 ACTIVE                 | MEDIUM eni-2; MEDIUM subnet-2; INFORMATIONAL vpc-1
          every interface              | eni-1 ACTIVE; eni-2 ACTIVE; eni-3 ACTIVE | INFORMATIONAL vpc-1
          """)
  void whatNoFlowLogRecordsIsToldAtTheWidest(String name, String logs, String findings) {
    List<FlowLog> given =
        Found.expected(logs).stream()
            .map(text -> text.split(" "))
            .map(words -> log("fl-" + words[0], words[0], "ALL", words[1], FULL))
            .toList();

    assertThat(Found.lines(run(new NotLogged(), given)))
        .containsExactlyElementsOf(Found.expected(findings));
  }

  @Test
  void aSubnetWithoutInterfacesMattersLess() {
    Snapshot empty = TestNetwork.of("vpc-1 has 10.0.0.0/16; subnet-1 of vpc-1 has 10.0.1.0/24");

    assertThat(Found.lines(Found.findings(new NotLogged(), empty))).containsExactly("LOW vpc-1");
  }

  @Test
  void withoutTheListOfFlowLogsNothingIsSaidAboutThem() {
    AuditInput input =
        new AuditInput(
            Found.SCOPE, NETWORK, EnumSet.complementOf(EnumSet.of(Section.FLOW_LOGS)), null);

    assertThat(Audits.run(List.of(new NotLogged(), new LogBlind()), input))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.kind()).isEqualTo(AuditKind.CONFIGURATION_INCOMPLETE);
          assertThat(finding.sentence())
              .isEqualTo(
                  "The configuration has no flow logs, so nothing is told about log-blind,"
                      + " not-logged.");
        });
  }

  @Test
  void theCommandOfTheFixDeliversWhereOtherLogsDo() {
    AuditFinding finding =
        run(new NotLogged(), List.of(log("fl-1", "subnet-1", "ALL", "ACTIVE", FULL))).getFirst();

    assertThat(finding.fix().commands())
        .singleElement()
        .asString()
        .startsWith(
            "aws ec2 create-flow-logs --resource-type Subnet --resource-ids subnet-2"
                + " --traffic-type ALL --log-destination-type s3 --log-destination"
                + " arn:aws:s3:::example-bucket --max-aggregation-interval 60 --log-format '${")
        .contains("${tcp-flags}", "${pkt-srcaddr}", "${flow-direction}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          everything recorded          | ALL full                   | -
          the default fields           | ALL default                | INFORMATIONAL fl-1 [fields]
          rejected traffic alone       | REJECT full                | MEDIUM fl-1 [traffic]
          accepted traffic alone       | ACCEPT full                | MEDIUM fl-1 [traffic]
          both halves in two logs      | ACCEPT full; REJECT full   | -
          a half and the whole         | ACCEPT full; ALL full      | -
          default fields beside full   | ALL default; ALL full      | -
          no ports                     | ALL portless               | HIGH fl-1 [fields]
          """)
  void aLogThatLacksSomethingIsBlind(String name, String logs, String findings) {
    List<String> texts = Found.expected(logs);
    List<FlowLog> given =
        Stream.iterate(0, i -> i + 1)
            .limit(texts.size())
            .map(i -> log("fl-" + (i + 1), "vpc-1", texts.get(i).split(" ")))
            .toList();

    assertThat(Found.lines(run(new LogBlind(), given)))
        .containsExactlyElementsOf(Found.expected(findings));
  }

  @Test
  void whatTheLossMeansIsSaid() {
    FlowLog log = log("fl-1", "vpc-1", "ALL", "portless");

    assertThat(run(new LogBlind(), List.of(log)))
        .singleElement()
        .extracting(AuditFinding::sentence)
        .asString()
        .startsWith("Flow log fl-1 of vpc-1 does not record dstport (records are undecided")
        .contains("; tcp-flags (who opened a connection is inferred, not known)");
  }

  @Test
  void failingDeliveryAndLongAggregationAreTold() {
    FlowLog log =
        new FlowLog(
            "fl-1",
            "vpc-1",
            "ALL",
            "ACTIVE",
            "FAILED",
            "Access error",
            FULL,
            "s3",
            "arn:aws:s3:::example-bucket",
            600);

    assertThat(Found.lines(run(new LogBlind(), List.of(log))))
        .containsExactly("HIGH fl-1 [delivery]", "INFORMATIONAL fl-1 [aggregation]");
  }

  @Test
  void logsThatDoNotArriveAreTold() {
    TreeMap<String, List<LogEvidence.Interval>> complete = new TreeMap<>();
    Instant from = Instant.parse("2026-11-20T00:00:00Z");
    Instant to = Instant.parse("2026-11-21T00:00:00Z");
    complete.put("eni-1", List.of(new LogEvidence.Interval(from, to)));
    complete.put("eni-2", List.of(new LogEvidence.Interval(from, from.plusSeconds(600))));
    LogEvidence evidence =
        new LogEvidence(from, to, complete, new TreeMap<>(), Set.of(), new TreeMap<>());
    FlowLog log = log("fl-1", "vpc-1", "ALL", "full");
    Snapshot snapshot = NETWORK.toBuilder().flowLogs(List.of(log)).build();

    assertThat(
            Audits.run(
                List.of(new LogBlind()),
                new AuditInput(Found.SCOPE, snapshot, EnumSet.allOf(Section.class), evidence)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.aspect()).isEqualTo("arrival");
          assertThat(finding.related()).containsExactly("eni-3");
        });
  }

  @Test
  void theWantedFieldsBeginWithTheDefaultOnes() {
    assertThat(LogBlind.WANTED_FORMAT).startsWith(DEFAULT);
  }

  private static List<AuditFinding> run(Audit audit, List<FlowLog> logs) {
    return Found.findings(audit, NETWORK.toBuilder().flowLogs(logs).build());
  }

  static FlowLog log(String id, String resource, String... words) {
    String format =
        switch (words[1]) {
          case "default" -> DEFAULT;
          case "portless" -> DEFAULT.replace(" ${dstport}", "");
          default -> FULL;
        };
    return log(id, resource, words[0], "ACTIVE", format);
  }

  static FlowLog log(String id, String resource, String traffic, String status, String format) {
    return new FlowLog(
        id,
        resource,
        traffic,
        status,
        "SUCCESS",
        null,
        format,
        "s3",
        "arn:aws:s3:::example-bucket",
        60);
  }
}
