package io.flowverdict.core.flowlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowLogFormatTest {

  @Test
  void theDefaultFormatIsThatOfVersion2() {
    assertThat(FlowLogFormat.DEFAULT)
        .hasToString(
            "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes"
                + " start end action log-status");
  }

  @ParameterizedTest
  @CsvSource({"2, 14", "3, 7", "4, 4", "5, 4", "6, 0", "7, 10", "8, 1", "9, 1", "10, 1", "11, 12"})
  void everyVersionBringsItsFields(int version, int fields) {
    assertThat(FlowLogField.values())
        .filteredOn(field -> field.version() == version)
        .hasSize(fields);
  }

  @ParameterizedTest
  @EnumSource(FlowLogField.class)
  void everyFieldIsFoundByItsNameInAHeader(FlowLogField field) {
    assertThat(FlowLogField.named(field.headerName())).contains(field);
  }

  @ParameterizedTest
  @CsvSource({
    "PKT_SRC_AWS_SERVICE, pkt-src-aws-service, pkt_src_aws_service",
    "INSTANCE_TAG_2, instance-tag-2, instance_tag_2",
    "SRCADDR, srcaddr, srcaddr"
  })
  void aFieldIsSpelledWithHyphensInTextAndUnderscoresInParquet(
      FlowLogField field, String header, String parquet) {
    assertThat(field.headerName()).isEqualTo(header);
    assertThat(field.parquetName()).isEqualTo(parquet);
  }

  @Test
  void aFormatKeepsTheOrderOfItsColumns() {
    FlowLogFormat format = FlowLogFormat.parse("dstaddr  action\tsrcaddr ");

    assertThat(format.columns()).containsExactly("dstaddr", "action", "srcaddr");
    assertThat(format.columnOf(FlowLogField.SRCADDR)).isEqualTo(2);
    assertThat(format.columnOf(FlowLogField.START)).isNull();
  }

  @Test
  void unknownColumnsAreKeptAsNames() {
    FlowLogFormat format = FlowLogFormat.parse("srcaddr colour-of-packet dstaddr");

    assertThat(format.columns()).containsExactly("srcaddr", "colour-of-packet", "dstaddr");
    assertThat(format.fields()).containsExactly(FlowLogField.SRCADDR, FlowLogField.DSTADDR);
  }

  @Test
  void theFormatThatTheEc2ApiTellsIsReadToo() {
    assertThat(FlowLogFormat.parse("${srcaddr} ${dstaddr} ${tcp-flags}"))
        .isEqualTo(FlowLogFormat.of(List.of("srcaddr", "dstaddr", "tcp-flags")));
  }

  /// As Athena, CloudWatch Logs Insights, data warehouses and programs name the fields.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          account_id srcaddr dstaddr log_status    | account-id srcaddr dstaddr log-status
          SRCADDR DSTADDR PKT_SRC_AWS_SERVICE      | srcaddr dstaddr pkt-src-aws-service
          accountId srcAddr dstAddr startTime      | account-id srcaddr dstaddr start
          sourceaddress destinationaddress endtime | srcaddr dstaddr end
          ${PKT-SRCADDR} ${pkt_dstaddr}            | pkt-srcaddr pkt-dstaddr
          srcaddr dstaddr start start_time         | srcaddr dstaddr start start_time
          srcaddr dstaddr Colour_of_packet         | srcaddr dstaddr Colour_of_packet
          """)
  void aFieldIsMeantByItsNameHoweverItIsSpelled(String header, String columns) {
    assertThat(FlowLogFormat.parse(header)).hasToString(columns);
    assertThat(FlowLogFormat.isHeader(header)).isTrue();
  }

  @Test
  void aTransitGatewayIsRecognisedHoweverItsFieldsAreSpelled() {
    assertRefused("TGW_ID srcaddr dstaddr", UnreadableReason.TRANSIT_GATEWAY_OBJECT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          metadata time class_uid category_uid src_endpoint dst_endpoint action | this is OCSF
          metadata time src-endpoint                                         | this is OCSF
          id name action colour                                              | most of them
          """)
  void columnsThatAreNoFlowLogsAreNotSaidToLackAField(String columns, String message) {
    assertThatExceptionOfType(FlowLogFormatException.class)
        .isThrownBy(() -> FlowLogFormat.parse(columns))
        .withMessageContaining(message)
        .satisfies(refusal -> {
          assertThat(refusal.reason()).isEqualTo(UnreadableReason.NOT_A_FLOW_LOG);
          assertThat(refusal.getMessage()).doesNotContain("create the flow log");
        });
  }

  @Test
  void formatsAreEqualWhenTheirColumnsAre() {
    FlowLogFormat format = FlowLogFormat.parse("srcaddr dstaddr");

    assertThat(format)
        .isEqualTo(FlowLogFormat.parse("srcaddr  dstaddr"))
        .hasSameHashCodeAs(FlowLogFormat.parse("srcaddr  dstaddr"))
        .isNotEqualTo(FlowLogFormat.parse("dstaddr srcaddr"));
  }

  @Test
  void everyFieldMakesAFormat() {
    assertThat(FlowLogFormat.ALL.fields())
        .containsExactlyElementsOf(Arrays.asList(FlowLogField.values()))
        .hasSize(54);
    assertThat(FlowLogFormat.parse(FlowLogFormat.ALL.toString())).isEqualTo(FlowLogFormat.ALL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          srcaddr dstaddr          | true
          pkt-srcaddr dstaddr      | true
          srcaddr pkt-dstaddr      | true
          pkt-srcaddr pkt-dstaddr  | true
          srcaddr action           | false
          pkt-dstaddr dstaddr      | false
          version account-id       | false
          """)
  void aFormatHasASourceAndADestination(String header, boolean usable) {
    if (usable) {
      assertThat(FlowLogFormat.parse(header)).hasToString(header);
    } else {
      assertRefused(header, UnreadableReason.HEADER_INCOMPLETE);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          srcaddr action      | no field is the destination address: create the flow log with dstaddr or pkt-dstaddr
          dstaddr             | no field is the source address: create the flow log with srcaddr or pkt-srcaddr
          srcaddr dstaddr end end | the field "end" is named twice: leave one of the two out
          srcaddr new dstaddr new | the field "new" is named twice: leave one of the two out
          """)
  void aRefusalNamesTheFieldAndTheRemedy(String header, String message) {
    assertThatExceptionOfType(FlowLogFormatException.class)
        .isThrownBy(() -> FlowLogFormat.parse(header))
        .withMessage(message);
  }

  @Test
  void aLongNameIsShortenedInTheRefusal() {
    String name = "x".repeat(1000);

    assertThatExceptionOfType(FlowLogFormatException.class)
        .isThrownBy(() -> FlowLogFormat.parse("srcaddr dstaddr " + name + " " + name))
        .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(150));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t \t"})
  void aFormatHasAColumn(String header) {
    assertRefused(header, UnreadableReason.HEADER_MISSING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version resource-type account-id tgw-id srcaddr dstaddr | true
          srcaddr dstaddr tgw-attachment-id                       | true
          srcaddr dstaddr interface-id tgw-src-eni                | true
          packets-lost-blackhole                                  | true
          resource-type srcaddr dstaddr                           | true
          resource-type srcaddr dstaddr action                    | false
          resource-type srcaddr dstaddr interface-id              | false
          srcaddr dstaddr tgw-of-a-later-version                  | false
          """)
  void transitGatewayFlowLogsAreRecognised(String header, boolean ofTransitGateway) {
    if (ofTransitGateway) {
      assertRefused(header, UnreadableReason.TRANSIT_GATEWAY_OBJECT);
    } else {
      assertThat(FlowLogFormat.parse(header)).hasToString(header);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          srcaddr dstaddr                   | true
          version                           | true
          new-1 new-2 srcaddr               | true
          tgw-id resource-type              | true
          srcaddr 42                        | false
          srcaddr - dstaddr                 | false
          10.0.0.1 dstaddr                  | false
          version 2001:db8::1               | false
          account interface                 | false
          "version,srcaddr,dstaddr"         | false
          """)
  void aHeaderNamesAFieldAndHasNoValue(String line, boolean header) {
    assertThat(FlowLogFormat.isHeader(line)).isEqualTo(header);
  }

  private static void assertRefused(String header, UnreadableReason reason) {
    assertThatExceptionOfType(FlowLogFormatException.class)
        .isThrownBy(() -> FlowLogFormat.parse(header))
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }
}
