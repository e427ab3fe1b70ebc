package io.flowverdict.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.audit.AuditCheck;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.flowlog.RejectedReason;
import io.flowverdict.core.judge.Judge;
import io.flowverdict.core.judge.TestRecord;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.TestNetwork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which cause a judged record shows, and how records of one cause merge.
class CausesTest {

  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final String OBJECT = "s3://logs/object.log.gz";
  private static final Instant OBJECT_TIME = Instant.ofEpochSecond(3_600);

  /// A web server that the Internet may reach on 443 and 22, and a database behind a network ACL
  /// whose outbound entries forget the replies to the web server's subnet.
  private static final Snapshot NETWORK =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16
          subnet-web of vpc-1 has 10.0.1.0/24
          subnet-db of vpc-1 has 10.0.3.0/24
          acl-web of vpc-1 guards subnet-web
          acl-web in 90 deny tcp 23 from any
          acl-web in 100 allow all from any
          acl-web out 100 allow all to any
          acl-db of vpc-1 guards subnet-db
          acl-db in 100 allow tcp 5432 from 10.0.0.0/16
          acl-db out 100 allow tcp 443 to any
          eni-web of subnet-web has 10.0.1.10 carries sg-web
          eni-db of subnet-db has 10.0.3.10 carries sg-db
          eni-open of subnet-web has 10.0.1.20 carries sg-open
          sg-open of vpc-1
          sg-open in all from any
          sg-web of vpc-1
          sg-web in tcp 443 from any
          sg-web in tcp 22 from any
          sg-web out all to any
          sg-db of vpc-1
          sg-db in tcp 5432 from sg-web
          """);

  private final Judge judge = new Judge(NETWORK);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          # what happened                | record                                                                  | cause
          the web reaches the database   | eni-db tcp 10.0.1.10:40000 > 10.0.3.10:5432 syn ACCEPT                  | none
          the reply is forgotten         | eni-db tcp 10.0.3.10:5432 > 10.0.1.10:40000 syn-ack REJECT              | reply-rejected-by-network-acl HIGH eni-db [acl-db egress entry *] sg-web TCP 5432
          a port that nothing allows     | eni-db tcp 10.0.1.10:40000 > 10.0.3.10:3306 syn REJECT                  | rejected-by-both MEDIUM eni-db [acl-db ingress entry *, sg-db] sg-web TCP 3306
          a peer that nothing allows     | eni-db tcp 10.0.9.9:40000 > 10.0.3.10:5432 syn REJECT                   | rejected-by-security-group MEDIUM eni-db [sg-db] vpc-1 TCP 5432
          a peer of a known subnet       | eni-db tcp 10.0.1.77:40000 > 10.0.3.10:5432 syn REJECT                  | rejected-by-security-group MEDIUM eni-db [sg-db] subnet-web TCP 5432
          a private peer from elsewhere  | eni-web tcp 192.168.7.9:40000 > 10.0.1.10:3306 syn REJECT               | rejected-by-security-group MEDIUM eni-web [sg-web] 192.168.7.0/24 TCP 3306
          the Internet's noise           | eni-web tcp 198.51.100.7:40000 > 10.0.1.10:3306 syn REJECT              | rejected-by-security-group INFORMATIONAL eni-web [sg-web] internet - -
          the Internet at the border     | eni-web tcp 198.51.100.7:40000 > 10.0.1.10:23 syn REJECT                | rejected-by-both INFORMATIONAL eni-web [acl-web ingress entry 90, sg-web] internet - -
          the Internet is served         | eni-web tcp 198.51.100.7:40000 > 10.0.1.10:443 syn ACCEPT               | exposed-to-internet LOW eni-web [sgr-web-1] internet TCP 443
          the Internet administers       | eni-web tcp 198.51.100.7:40000 > 10.0.1.10:22 syn ACCEPT                | exposed-to-internet HIGH eni-web [sgr-web-2] internet TCP 22
          a reply to the Internet        | eni-web tcp 10.0.1.10:443 > 198.51.100.7:40000 syn-ack ACCEPT           | none
          a reject that no rule explains | eni-web tcp 198.51.100.7:40000 > 10.0.1.10:443 syn REJECT               | recorded-reject-unexplained MEDIUM eni-web [-] internet TCP 443
          an accept that no rule allows  | eni-web tcp 198.51.100.7:40000 > 10.0.1.10:3306 syn ACCEPT              | recorded-accept-unexplained MEDIUM eni-web [sg-web] internet TCP 3306
          Block Public Access            | eni-web tcp 198.51.100.7:40000 > 10.0.1.10:443 syn REJECT reason=BPA    | rejected-by-block-public-access INFORMATIONAL eni-web [-] internet - -
          encryption controls            | eni-web tcp 10.0.3.10:40000 > 10.0.1.10:443 syn REJECT reason=EC        | rejected-by-encryption-controls MEDIUM eni-web [-] sg-db TCP 443
          a late packet to a web server  | eni-db tcp 10.0.3.10:5432 > 10.0.1.10:443 rst REJECT                    | late-packet INFORMATIONAL eni-db [-] sg-web TCP 443
          a late packet to the server    | eni-db tcp 10.0.1.10:40000 > 10.0.3.10:5432 none REJECT                 | late-packet INFORMATIONAL eni-db [-] sg-web TCP 5432
          a late packet nobody allows    | eni-web tcp 10.0.3.10:5432 > 10.0.1.10:50222 fin REJECT                 | late-packet INFORMATIONAL eni-web [-] sg-db TCP 5432
          one that no port tells apart   | eni-web tcp 10.0.3.10:8080 > 10.0.1.10:20222 fin REJECT                 | late-packet INFORMATIONAL eni-web [-] sg-db TCP -
          one of the Internet            | eni-web tcp 198.51.100.7:443 > 10.0.1.10:50222 rst REJECT               | late-packet INFORMATIONAL eni-web [-] internet - -
          late, and the network ACL      | eni-db tcp 10.0.3.10:5432 > 10.0.1.10:40000 rst REJECT                  | reply-rejected-by-network-acl HIGH eni-db [acl-db egress entry *] sg-web TCP 5432
          an unknown interface           | eni-gone tcp 10.0.1.10:40000 > 10.0.3.10:5432 syn ACCEPT                | interface-unknown LOW eni-gone [-] - - -
          """)
  void aRecordShowsItsCause(String what, String record, String expected) {
    assertThat(observedBy(record)).describedAs(what).isEqualTo(expected);
  }

  private String observedBy(String... records) {
    return told(causes(records).observed());
  }

  private static String told(List<ObservedCause> observed) {
    if (observed.isEmpty()) {
      return "none";
    }
    Cause cause = observed.getFirst().cause();
    return "%s %s %s [%s] %s %s %s"
        .formatted(
            cause.kind().code(),
            observed.getFirst().severity(),
            cause.resource(),
            orDash(cause.rule()),
            orDash(cause.peerGroup()),
            orDash(cause.protocol()),
            orDash(cause.port()));
  }

  private static Object orDash(@Nullable Object value) {
    return value == null ? "-" : value;
  }

  private Causes causes(String... records) {
    Causes causes =
        new Causes(SCOPE, new Source(OBJECT, "fl-1"), OBJECT_TIME, NETWORK, null, new AuditCheck());
    for (String text : records) {
      FlowRecord record = TestRecord.of(text);
      causes.add(record, judge.judge(record));
    }
    return causes;
  }

  @Test
  void ofMoreCausesThanAdviceIsSoughtForTheMostSevereHaveIt() {
    List<String> records = new ArrayList<>();
    for (int peer = 0; peer < 12; peer++) {
      for (int port = 1; port <= 10; port++) {
        records.add(
            "eni-db tcp 10.7.%d.1:40000 > 10.0.3.10:%d syn at=0 REJECT".formatted(peer, port));
      }
    }
    records.add("eni-db tcp 10.0.3.10:5432 > 10.0.1.10:40001 syn-ack at=0 REJECT");

    List<ObservedCause> observed = causes(records.toArray(String[]::new)).observed();

    assertThat(observed).hasSize(121);
    assertThat(observed).filteredOn(each -> each.advice() != null).hasSize(Advisor.MOST);
    assertThat(observed)
        .filteredOn(each -> each.severity() == Severity.HIGH)
        .singleElement()
        .extracting(ObservedCause::advice)
        .isNotNull();
    assertThat(observed).isSortedAccordingTo(Comparator.comparing(each -> each.cause().id()));
  }

  @Test
  void recordsOfOneCauseAreOneEntryWithTheirFirstAndLatestSightingAndTheirHours() {
    List<ObservedCause> observed =
        causes(
                "eni-db tcp 10.0.3.10:5432 > 10.0.1.10:40001 syn-ack at=3500 until=3590 REJECT",
                "eni-db tcp 10.0.3.10:5432 > 10.0.1.10:40002 syn-ack at=100 until=160 REJECT",
                "eni-db tcp 10.0.3.10:5432 > 10.0.1.10:40003 syn-ack at=3600 until=3660 REJECT")
            .observed();

    assertThat(observed).hasSize(1);
    assertThat(observed.getFirst().first().at()).isEqualTo(Instant.ofEpochSecond(160));
    assertThat(observed.getFirst().latest().at()).isEqualTo(Instant.ofEpochSecond(3660));
    assertThat(observed.getFirst().hours().keySet())
        .containsExactly(Instant.EPOCH, Instant.ofEpochSecond(3600));
    assertThat(observed.getFirst().total().records()).isEqualTo(3);
    assertThat(observed.getFirst().topPorts()).containsExactly(5432);
  }

  /// Interfaces in one public subnet, of which a load balancer without groups serves.
  private static final Snapshot TYPES =
      TestNetwork.of(
          """
          vpc-1 has 10.0.0.0/16
          subnet-1 of vpc-1 has 10.0.1.0/24
          subnet-2 of vpc-1 has 10.0.2.0/24
          acl-1 of vpc-1 guards subnet-1 guards subnet-2
          acl-1 in 90 deny tcp 3389 from any
          acl-1 in 100 allow all from any
          acl-1 out 100 allow all to any
          eni-1 of subnet-1 has 10.0.1.10 carries sg-1
          eni-nat of subnet-1 has 10.0.1.20 type nat_gateway
          eni-tgw of subnet-2 has 10.0.2.30 type transit_gateway
          eni-gwlbe of subnet-1 has 10.0.1.40 type gateway_load_balancer_endpoint
          eni-fn of subnet-1 has 10.0.1.50 type lambda carries sg-1
          eni-nlb of subnet-1 has 10.0.1.60 type network_load_balancer
          eni-vpce of subnet-1 has 10.0.1.70 type vpc_endpoint carries sg-1
          sg-1 of vpc-1
          sg-1 in tcp 22 from any
          """);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # at what                        | record                                                              | cause
          an instance                      | eni-1 tcp 198.51.100.7:40000 > 10.0.1.10:22 syn ACCEPT              | exposed-to-internet HIGH eni-1 [sgr-1-1] internet TCP 22
          a NAT gateway                    | eni-nat tcp 198.51.100.7:40000 > 10.0.1.20:22 syn ACCEPT            | none
          a NAT gateway, without flags     | eni-nat tcp 198.51.100.7:40000 > 10.0.1.20:3306 ACCEPT              | none
          a NAT gateway, UDP               | eni-nat udp 198.51.100.7:40000 > 10.0.1.20:161 ACCEPT               | none
          a NAT gateway behind its border  | eni-nat tcp 198.51.100.7:40000 > 10.0.1.20:3389 syn REJECT          | rejected-by-network-acl INFORMATIONAL eni-nat [acl-1 ingress entry 90] internet - -
          a transit gateway attachment     | eni-tgw tcp 198.51.100.7:40000 > 10.0.2.30:22 syn ACCEPT            | none
          a Gateway Load Balancer endpoint | eni-gwlbe tcp 198.51.100.7:40000 > 10.0.1.40:22 syn ACCEPT          | none
          a Lambda function                | eni-fn tcp 198.51.100.7:40000 > 10.0.1.50:22 syn ACCEPT             | none
          a load balancer without groups   | eni-nlb tcp 198.51.100.7:40000 > 10.0.1.60:22 syn ACCEPT            | exposed-to-internet HIGH eni-nlb [acl-1 ingress entry 100] internet TCP 22
          an interface endpoint            | eni-vpce tcp 198.51.100.7:40000 > 10.0.1.70:22 syn ACCEPT           | exposed-to-internet HIGH eni-vpce [sgr-1-1] internet TCP 22
          """)
  void onlyWhatTakesConnectionsIsExposed(String what, String record, String expected) {
    Causes causes =
        new Causes(SCOPE, new Source(OBJECT, "fl-1"), OBJECT_TIME, TYPES, null, new AuditCheck());
    FlowRecord judged = TestRecord.of(record);
    causes.add(judged, new Judge(TYPES).judge(judged));

    assertThat(told(causes.observed())).describedAs(what).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"5432, 40000", "8080, 20000"})
  void latePacketsToManyPortsOfAClientAreOneCauseWithoutAdvice(int service, int firstPort) {
    String[] late =
        IntStream.range(0, 100)
            .mapToObj(i ->
                "eni-web tcp 10.0.3.10:%d > 10.0.1.10:%d %s REJECT"
                    .formatted(service, firstPort + i, i % 2 == 0 ? "fin" : "rst"))
            .toArray(String[]::new);

    assertThat(causes(late).observed())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.cause().kind()).isEqualTo(FindingKind.LATE_PACKET);
          assertThat(each.total().records()).isEqualTo(100);
          assertThat(each.advice()).isNull();
        });
  }

  @Test
  void aSynBesideLatePacketsIsStillBlamedOnTheGroup() {
    assertThat(
            causes(
                    "eni-db tcp 10.0.9.9:40000 > 10.0.3.10:5432 syn REJECT",
                    "eni-db tcp 10.0.9.9:40001 > 10.0.3.10:5432 fin REJECT")
                .observed())
        .extracting(each -> each.cause().kind())
        .containsExactlyInAnyOrder(FindingKind.REJECTED_BY_SECURITY_GROUP, FindingKind.LATE_PACKET);
  }

  @Test
  void theInternetsNoiseIsOneCauseWithItsTopPorts() {
    String[] noise =
        IntStream.range(0, 1_000)
            .mapToObj(i ->
                "eni-web tcp 198.51.100."
                    + i % 250
                    + ":40000 > 10.0.1.10:"
                    + (i % 3 == 0 ? 3389 : 1000 + i)
                    + " syn REJECT")
            .toArray(String[]::new);

    List<ObservedCause> observed = causes(noise).observed();

    assertThat(observed).hasSize(1);
    assertThat(observed.getFirst().total().records()).isEqualTo(1_000);
    assertThat(observed.getFirst().topPorts()).hasSize(ObservedCause.TOP).startsWith(3389);
  }

  @Test
  void aScanFromInsideIsBoundedAndNoRecordIsLost() {
    String[] scan =
        IntStream.rangeClosed(1, 2_000)
            .mapToObj(port -> "eni-db tcp 10.0.9.9:40000 > 10.0.3.10:" + port + " syn REJECT")
            .toArray(String[]::new);

    List<ObservedCause> observed = causes(scan).observed();

    assertThat(observed).hasSize(CauseBounds.MOST_PORTS + 1);
    assertThat(observed.stream().mapToLong(each -> each.total().records()).sum()).isEqualTo(2_000);
    assertThat(observed).extracting(each -> each.cause().id()).isSorted();
  }

  @Test
  void peerGroupsAreBoundedAndNoRecordIsLost() {
    String[] scan =
        IntStream.range(0, 200)
            .mapToObj(i -> "eni-db tcp 192.168." + i + ".9:40000 > 10.0.3.10:5432 syn REJECT")
            .toArray(String[]::new);

    List<ObservedCause> observed = causes(scan).observed();

    assertThat(observed).hasSize(CauseBounds.MOST_PEER_GROUPS + 1);
    assertThat(observed.stream().mapToLong(each -> each.total().records()).sum()).isEqualTo(200);
  }

  @Test
  void interfacesThatTheConfigurationLacksAreBoundedAndNoRecordIsLost() {
    String[] invented =
        IntStream.range(0, 2 * CauseBounds.MOST_UNKNOWN)
            .mapToObj(i -> "eni-x" + i % 1_500 + " tcp 10.0.9.9:40000 > 10.0.3.10:5432 syn REJECT")
            .toArray(String[]::new);

    List<ObservedCause> observed = causes(invented).observed();

    assertThat(observed).hasSize(CauseBounds.MOST_UNKNOWN + 1);
    assertThat(observed.stream().mapToLong(each -> each.total().records()).sum()).isEqualTo(2_000);
    assertThat(observed)
        .filteredOn(each -> each.cause().resource().equals("other-interfaces"))
        .singleElement()
        .satisfies(others -> {
          assertThat(others.cause().kind()).isEqualTo(FindingKind.INTERFACE_UNKNOWN);
          assertThat(others.total().records()).isEqualTo(500);
          assertThat(others.latest().sentence()).contains("This stands for 500 interfaces");
        });
  }

  @Test
  void interfacesThatTheConfigurationHasAreNoneOfTheOthers() {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < CauseBounds.MOST_UNKNOWN; i++) {
      records.add("eni-x" + i + " tcp 10.0.9.9:40000 > 10.0.3.10:5432 syn REJECT");
    }
    records.add("eni-db tcp 10.0.9.9:40000 > 10.0.3.10:5432 syn REJECT");

    assertThat(causes(records.toArray(String[]::new)).observed())
        .extracting(each -> each.cause().resource())
        .contains("eni-db")
        .doesNotContain("other-interfaces");
  }

  @Test
  void skippedRecordsOfInventedInterfacesAreBounded() {
    Causes causes = causes();
    for (int i = 0; i < 1_500; i++) {
      causes.add(
          new Gap(
              i + 1,
              Gap.Status.SKIPDATA,
              SCOPE.accountId(),
              "eni-x" + i,
              Instant.EPOCH,
              Instant.ofEpochSecond(60)));
    }

    assertThat(causes.observed())
        .hasSize(CauseBounds.MOST_UNKNOWN + 1)
        .anySatisfy(others -> {
          assertThat(others.cause())
              .isEqualTo(Cause.of(FindingKind.RECORDS_SKIPPED, SCOPE, "other-interfaces"));
          assertThat(others.total().records()).isEqualTo(500);
          assertThat(others.latest().sentence()).contains("This stands for 500 interfaces");
        });
  }

  @Test
  void skippedRecordsAreAFindingAndAQuietIntervalIsNone() {
    Causes causes = causes();
    causes.add(
        new Gap(
            4,
            Gap.Status.NODATA,
            SCOPE.accountId(),
            "eni-web",
            Instant.EPOCH,
            Instant.ofEpochSecond(60)));
    assertThat(causes.observed()).isEmpty();
    causes.add(
        new Gap(
            5,
            Gap.Status.SKIPDATA,
            SCOPE.accountId(),
            "eni-web",
            Instant.EPOCH,
            Instant.ofEpochSecond(60)));

    ObservedCause observed = causes.observed().getFirst();
    assertThat(observed.cause()).isEqualTo(Cause.of(FindingKind.RECORDS_SKIPPED, SCOPE, "eni-web"));
    assertThat(observed.latest().line()).isEqualTo(5);
  }

  @Test
  void aLineThatIsNoRecordNamesObjectLineAndField() {
    Causes causes = causes();
    causes.add(new RejectedLine(7, RejectedReason.BAD_PORT, "srcport", "2 … 99999 …"));

    ObservedCause observed = causes.observed().getFirst();
    assertThat(observed.cause().kind()).isEqualTo(FindingKind.UNREADABLE_RECORDS);
    assertThat(observed.latest().sentence())
        .isEqualTo(
            "Line 7 of s3://logs/object.log.gz is no flow-log record (bad-port, field srcport).");
    assertThat(observed.latest().at()).isEqualTo(OBJECT_TIME);
  }

  @Test
  void aTimeFarFromTheObjectsOwnIsTheObjects() {
    List<ObservedCause> observed =
        causes(
                "eni-db tcp 10.0.3.10:5432 > 10.0.1.10:40001 syn-ack until=2000000000 REJECT",
                "eni-db tcp 10.0.3.10:5432 > 10.0.1.10:40002 syn-ack until=7300 REJECT")
            .observed();

    assertThat(observed.getFirst().latest().at()).isEqualTo(OBJECT_TIME);
    assertThat(observed.getFirst().hours()).hasSize(1);
  }

  @Test
  void manyPortsTogetherMatterAsMuchWhicheverCameFirst() {
    String[] scan =
        IntStream.rangeClosed(1, 100)
            .mapToObj(port -> "eni-open tcp 198.51.100.7:40000 > 10.0.1.20:" + port + " syn ACCEPT")
            .toArray(String[]::new);

    assertThat(causes(scan).observed())
        .filteredOn(each -> each.cause().port() == null)
        .singleElement()
        .extracting(ObservedCause::severity)
        .isEqualTo(Severity.MEDIUM);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what happened              | record                                                     | advice
          a reply is forgotten         | eni-db tcp 10.0.3.10:5432 > 10.0.1.10:40000 syn-ack REJECT | add outbound entry
          a group allows nothing       | eni-db tcp 10.0.9.9:40000 > 10.0.3.10:5432 syn REJECT      | sg-db allow inbound
          both layers are in the way   | eni-db tcp 10.0.1.10:40000 > 10.0.3.10:3306 syn REJECT     | add inbound entry
          the Internet's noise         | eni-web tcp 198.51.100.7:40000 > 10.0.1.10:3306 syn REJECT | none
          the Internet is served       | eni-web tcp 198.51.100.7:40000 > 10.0.1.10:443 syn ACCEPT  | none
          no rule is to blame          | eni-web tcp 10.0.3.10:40000 > 10.0.1.10:443 syn REJECT     | none
          """)
  void whatWouldLetRejectedTrafficOfInsidersPassIsAdvised(
      String what, String record, String expected) {
    Advice advice = causes(record).observed().getFirst().advice();

    String told = advice == null ? "none" : advice.text();
    assertThat(told).describedAs(what).contains(expected);
    assertThat(advice == null ? List.of("aws ec2 ") : advice.commands())
        .allSatisfy(command -> assertThat(command).startsWith("aws ec2 "));
  }

  @Test
  void theAddressesByWhichAFindingIsFoundAreItsOwnAndThoseOfPeersInside() {
    assertThat(
            causes("eni-db tcp 10.0.9.9:40000 > 10.0.3.10:5432 syn REJECT")
                .observed()
                .getFirst()
                .addresses())
        .map(IpAddress::toString)
        .containsExactly("10.0.3.10", "10.0.9.9");
    assertThat(
            causes("eni-web tcp 198.51.100.7:40000 > 10.0.1.10:443 syn ACCEPT")
                .observed()
                .getFirst()
                .addresses())
        .map(IpAddress::toString)
        .containsExactly("10.0.1.10");
  }

  @Test
  void unreadableLinesBelongToTheirFlowLog() {
    Causes causes = causes();
    causes.add(new RejectedLine(7, RejectedReason.BAD_PORT, "srcport", "2 … 99999 …"));

    assertThat(causes.observed().getFirst().cause().resource()).isEqualTo("fl-1");
  }

  @Test
  void anIdIsStableAndTellsCausesApart() {
    Cause cause =
        causes("eni-db tcp 10.0.9.9:40000 > 10.0.3.10:5432 syn REJECT")
            .observed()
            .getFirst()
            .cause();

    assertThat(cause.id()).matches("[0-9a-f]{32}").isEqualTo("849342a1e45a133fe0eb4c2ad6dc49da");
    assertThat(Cause.of(cause.kind(), SCOPE, "eni-db").id()).isNotEqualTo(cause.id());
  }
}
