package io.flowverdict.core.flowlog;

import static io.flowverdict.core.flowlog.FlowLogObject.RECORD;
import static io.flowverdict.core.flowlog.FlowLogObject.entries;
import static io.flowverdict.core.flowlog.FlowLogObject.ofDefaultFormat;
import static io.flowverdict.core.flowlog.FlowLogObject.onlyEntry;
import static io.flowverdict.core.flowlog.FlowLogObject.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What single lines become.
class LineParserTest {

  @Test
  void everyKeptFieldIsReadFromItsOwnColumn() {
    String header =
        "pkt-dst-aws-service reject-reason flow-direction new-in-version-12 traffic-path"
            + " pkt-dstaddr pkt-srcaddr tcp-flags type instance-id subnet-id vpc-id dstaddr srcaddr"
            + " resource-id interface-type pkt-src-aws-service dstport srcport end start bytes"
            + " packets action interface-id account-id protocol";
    FlowRecord expected =
        FlowRecord.builder(2, FlowLogFormat.parse(header))
            .packetDestinationService("S3")
            .rejectReason("BPA")
            .flowDirection(Direction.EGRESS)
            .trafficPath(8)
            .packetDestination(IpAddress.parse("198.51.100.9"))
            .packetSource(IpAddress.parse("10.0.1.50"))
            .tcpFlags(new TcpFlags(19))
            .instanceId("i-01")
            .subnetId("subnet-02")
            .vpcId("vpc-03")
            .destination(IpAddress.parse("198.51.100.8"))
            .source(IpAddress.parse("10.0.1.5"))
            .resourceId("nat-04")
            .interfaceType("nat_gateway")
            .packetSourceService("EC2")
            .destinationPort(443)
            .sourcePort(50000)
            .end(Instant.ofEpochSecond(1700000060))
            .start(Instant.ofEpochSecond(1700000000))
            .bytes(4249L)
            .packets(20L)
            .action(Action.REJECT)
            .interfaceId("eni-05")
            .accountId("unknown")
            .protocol(Protocol.UDP)
            .build();

    assertThat(
            entries(
                text(
                    header
                        + "\nS3 BPA egress x 8 198.51.100.9 10.0.1.50 19 IPv4 i-01 subnet-02 vpc-03"
                        + " 198.51.100.8 10.0.1.5 nat-04 nat_gateway EC2 443 50000 1700000060"
                        + " 1700000000 4249 20 REJECT eni-05 unknown 17\n")))
        .containsExactly(expected);
  }

  @Test
  void everyFieldMayBeAbsent() {
    String line = "- ".repeat(FlowLogField.values().length);

    assertThat(entries(text(FlowLogFormat.ALL + "\n" + line + "\n")))
        .containsExactly(FlowRecord.builder(2, FlowLogFormat.ALL).build());
  }

  @Test
  void theFormatTellsAnAbsentValueFromAnAbsentField() {
    FlowRecord record = record("srcaddr dstaddr tcp-flags", "10.0.0.1 10.0.0.2 -");

    assertThat(record.tcpFlags()).isNull();
    assertThat(record.action()).isNull();
    assertThat(record.format().has(FlowLogField.TCP_FLAGS)).isTrue();
    assertThat(record.format().has(FlowLogField.ACTION)).isFalse();
  }

  @Test
  void anIpv6AddressIsTheSameInEverySpelling() {
    FlowRecord record = record("srcaddr dstaddr", "2001:db8:0:0:0:0:0:1 2001:0DB8::0001");

    assertThat(record.source()).isEqualTo(record.destination());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NODATA   | 2 111122223333 eni-1 - - - - - - - 1700000000 1700000060 - NODATA
          SKIPDATA | 2 111122223333 eni-1 - - - - - - - 1700000000 1700000060 - SKIPDATA
          NODATA   | 2 111122223333 eni-1 192.0.2.1 x 80 - 8080 - - 1700000000 1700000060 - NODATA
          """)
  void aRowWithoutDataIsAGap(Gap.Status status, String line) {
    assertThat(entries(ofDefaultFormat(line)))
        .containsExactly(
            new Gap(
                2,
                status,
                "111122223333",
                "eni-1",
                Instant.ofEpochSecond(1700000000),
                Instant.ofEpochSecond(1700000060)));
  }

  @Test
  void aRowWithoutDataOfAFormatWithoutTimesIsAGap() {
    assertThat(entries(text("srcaddr dstaddr log-status\n- - SKIPDATA\n")))
        .containsExactly(new Gap(2, Gap.Status.SKIPDATA, null, null, null, null));
  }

  @ParameterizedTest
  @CsvSource({"OK", "-"})
  void aRowOfAnotherStatusIsARecord(String status) {
    assertThat(onlyEntry(text("srcaddr dstaddr log-status\n10.0.0.1 10.0.0.2 " + status + "\n")))
        .isInstanceOf(FlowRecord.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0,             1970-01-01T00:00:00Z",
    "1700000000,    2023-11-14T22:13:20Z",
    "2147483647,    2038-01-19T03:14:07Z",
    "2147483648,    2038-01-19T03:14:08Z",
    "4102444800,    2100-01-01T00:00:00Z",
    "99999999999,   5138-11-16T09:46:39Z",
    "100000000000,  1973-03-03T09:46:40Z",
    "1700000000000, 2023-11-14T22:13:20Z",
    "1700000000999, 2023-11-14T22:13:20Z",
    "253402300799000, 9999-12-31T23:59:59Z"
  })
  void timesAreSecondsOrMilliseconds(String time, Instant expected) {
    FlowRecord record =
        record("srcaddr dstaddr start end", "10.0.0.1 10.0.0.2 " + time + " " + time);

    assertThat(record.start()).isEqualTo(expected);
    assertThat(record.end()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {1}: {2} {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          srcaddr        | 10.0.0.256          | bad-address
          srcaddr        | fe80::1%eth0        | bad-address
          dstaddr        | host.example        | bad-address
          pkt-srcaddr    | 10.0.0              | bad-address
          pkt-dstaddr    | 10.0.0.1/32         | bad-address
          dstaddr        | 2001:db8::1         | mixed-address-families
          srcport        | 65536               | bad-port
          srcport        | -1                  | bad-port
          dstport        | https               | bad-port
          dstport        | +80                 | bad-port
          protocol       | 256                 | bad-protocol
          protocol       | tcp                 | bad-protocol
          packets        | -5                  | bad-number
          packets        | 9223372036854775808 | bad-number
          bytes          | 1e3                 | bad-number
          bytes          | ٣                   | bad-number
          tcp-flags      | 256                 | bad-number
          traffic-path   | 2147483648          | bad-number
          start          | yesterday           | bad-time
          start          | 253402300799001     | bad-time
          end            | 99999999999999999999| bad-time
          end            | 1699999999          | bad-time
          action         | accept              | bad-action
          action         | DROP                | bad-action
          flow-direction | INGRESS             | bad-direction
          log-status     | ok                  | bad-log-status
          """)
  void aBadValueIsNamedWithItsFieldAndReason(String field, String value, String code) {
    String header =
        "srcaddr dstaddr pkt-srcaddr pkt-dstaddr srcport dstport protocol packets bytes tcp-flags"
            + " traffic-path start end action flow-direction log-status";
    List<String> values =
        new ArrayList<>(
            List.of("10.0.0.1", "10.0.0.2", "-", "-", "-", "-", "-", "-", "-", "-", "-"));
    values.addAll(List.of("1700000000", "-", "-", "-", "-"));
    values.set(FlowLogFormat.parse(header).columns().indexOf(field), value);
    String line = String.join(" ", values);

    FlowLogEntry entry = onlyEntry(text(header + "\n" + line + "\n"));

    assertThat(entry).isInstanceOf(RejectedLine.class);
    RejectedLine rejected = (RejectedLine) entry;
    assertThat(rejected.reason().code()).isEqualTo(code);
    assertThat(rejected.field()).isEqualTo(field);
    assertThat(rejected.text()).isEqualTo(line);
    assertThat(rejected.line()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "srcport 0",
    "srcport 65535",
    "protocol 0",
    "protocol 255",
    "packets 0",
    "packets 9223372036854775807",
    "tcp-flags 0",
    "tcp-flags 255",
    "traffic-path 2147483647",
    "srcport 00080"
  })
  void theFirstAndLastNumberOfARangeAreRead(String fieldAndValue) {
    String[] parts = fieldAndValue.split(" ", -1);

    assertThat(onlyEntry(text("srcaddr dstaddr " + parts[0] + "\n- - " + parts[1] + "\n")))
        .isInstanceOf(FlowRecord.class);
  }

  @Test
  void aGapWithABadTimeIsRejected() {
    assertRejected(
        "2 111122223333 eni-1 - - - - - - - 1700000060 1700000000 - NODATA",
        RejectedReason.BAD_TIME,
        "end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"  ", "\t", " \t "})
  void runsOfBlanksSeparateOnce(String blanks) {
    FlowLogEntry entry = onlyEntry(ofDefaultFormat(blanks + RECORD.replace(" ", blanks) + blanks));

    assertThat(entry).isEqualTo(onlyEntry(ofDefaultFormat(RECORD)));
  }

  private static void assertRejected(String line, RejectedReason reason, @Nullable String field) {
    assertThat(entries(ofDefaultFormat(line)))
        .containsExactly(new RejectedLine(2, reason, field, line));
  }

  private static FlowRecord record(String header, String line) {
    return (FlowRecord) onlyEntry(text(header + "\n" + line + "\n"));
  }
}
