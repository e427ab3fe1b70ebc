package io.flowverdict.aws.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.snapshot.Scope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowLogObjectTest {

  private static final String FILE =
      "111122223333_vpcflowlogs_us-gov-west-1_fl-0a1b2c3d_20261120T1005Z_fe123456.log";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWSLogs/111122223333/vpcflowlogs/us-gov-west-1/2026/11/20/",
        "AWSLogs/111122223333/vpcflowlogs/us-gov-west-1/2026/11/20/10/",
        "any/prefix/AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=us-gov-west-1/year=2026/month=11/day=20/hour=10/",
        ""
      })
  void theNameTellsAccountRegionFlowLogAndTimeInEveryLayout(String folder) {
    for (String ending : new String[] {"", ".gz", ".parquet"}) {
      FlowLogObject object = FlowLogObject.of("logs", folder + FILE + ending).orElseThrow();

      assertThat(object.scope()).hasToString("111122223333/us-gov-west-1");
      assertThat(object.flowLogId()).isEqualTo("fl-0a1b2c3d");
      assertThat(object.time()).hasToString("2026-11-20T10:05:00Z");
      assertThat(object.name()).isEqualTo("s3://logs/" + folder + FILE + ending);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eu-central-1",
        "us-gov-west-1",
        "us-iso-east-1",
        "us-isob-east-1",
        "cn-north-1",
        "ap-southeast-7",
        "eusc-de-east-1"
      })
  void everyRegionsObjectIsOfAFlowLog(String region) {
    String key = FILE.replace("us-gov-west-1", region);

    assertThat(FlowLogObject.of("logs", key))
        .hasValueSatisfying(
            object -> assertThat(object.scope()).isEqualTo(new Scope("111122223333", region)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "copies/of/november/",
        "AWSLogs/111122223333/vpcflowlogs/us-gov-west-1/2026/11/20/",
        "AWSLogs/111122223333/vpcflowlogs/us-gov-west-1/2026/11/20/10/",
        "AWSLogs/111122223333/vpcflowlogs/us-gov-west-1/2026/11/21/",
        "AWSLogs/111122223333/vpcflowlogs/",
        "AWSLogs/o-a1b2c3d4e5/111122223333/vpcflowlogs/us-gov-west-1/2026/11/20/",
        "vpcflowlogs/444455556666/AWSLogs/111122223333/vpcflowlogs/us-gov-west-1/2026/11/20/",
        "AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=us-gov-west-1/year=2026/month=11/day=20/hour=10/"
      })
  void foldersThatSayTheSameOrNothingAgreeWithTheName(String folders) {
    assertThat(FlowLogObject.of("logs", folders + FILE))
        .hasValueSatisfying(object -> assertThat(object.agreesWithFolders()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWSLogs/444455556666/vpcflowlogs/us-gov-west-1/2026/11/20/",
        "AWSLogs/444455556666/",
        "AWSLogs/444455556666/AWSLogs/111122223333/vpcflowlogs/us-gov-west-1/2026/11/20/",
        "AWSLogs/111122223333/vpcflowlogs/us-gov-west-1/2026/11/20/AWSLogs/444455556666/",
        "AWSLogs/o-a1b2c3d4e5/444455556666/vpcflowlogs/us-gov-west-1/2026/11/20/",
        "444455556666/vpcflowlogs/us-gov-west-1/2026/11/20/",
        "AWSLogs/111122223333/vpcflowlogs/us-gov-east-1/2026/11/20/",
        "AWSLogs/111122223333/vpcflowlogs/us-gov-west-1/2026/11/22/",
        "AWSLogs/111122223333/vpcflowlogs/us-gov-west-1/2026/13/20/",
        "AWSLogs/aws-account-id=444455556666/aws-service=vpcflowlogs/aws-region=us-gov-west-1/year=2026/month=11/day=20/",
        "AWSLogs/aws-account-id=/aws-service=vpcflowlogs/aws-region=us-gov-west-1/year=2026/month=11/day=20/",
        "AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=us-gov-east-1/year=2026/month=11/day=20/",
        "AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=us-gov-west-1/year=2025/month=11/day=20/"
      })
  void foldersThatSaySomethingElseDisagreeWithTheName(String folders) {
    assertThat(FlowLogObject.of("logs", folders + FILE))
        .hasValueSatisfying(object -> assertThat(object.agreesWithFolders()).isFalse());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          another service's log   | 111122223333_CloudTrail_eu-west-1_20261120T1005Z_abc.json.gz
          a folder                | AWSLogs/111122223333/vpcflowlogs/
          a file of somebody      | AWSLogs/111122223333/vpcflowlogs/test_file.log.gz
          a day that is none      | 111122223333_vpcflowlogs_eu-west-1_fl-1_20261199T1005Z_abc.log.gz
          an hour that is none    | 111122223333_vpcflowlogs_eu-west-1_fl-1_20261120T2505Z_abc.log.gz
          an account of 11 digits | 11112222333_vpcflowlogs_eu-west-1_fl-1_20261120T1005Z_abc.log.gz
          another ending          | 111122223333_vpcflowlogs_eu-west-1_fl-1_20261120T1005Z_abc.log.zip
          a time before 1970      | 111122223333_vpcflowlogs_eu-west-1_fl-1_19691231T2359Z_abc.log.gz
          the first year there is | 111122223333_vpcflowlogs_eu-west-1_fl-1_00010101T0000Z_abc.log.gz
          records of before 1970  | 111122223333_vpcflowlogs_eu-west-1_fl-1_19700103T0000Z_abc.log.gz
          records of after 9999   | 111122223333_vpcflowlogs_eu-west-1_fl-1_99991231T2359Z_abc.log.gz
          a Region of one letter  | 111122223333_vpcflowlogs_x_fl-1_20261120T1005Z_abc.log.gz
          a Region without number | 111122223333_vpcflowlogs_eu-west_fl-1_20261120T1005Z_abc.log.gz
          a Region of no words    | 111122223333_vpcflowlogs_eu-1_fl-1_20261120T1005Z_abc.log.gz
          a zone for a Region     | 111122223333_vpcflowlogs_eu-west-1a_fl-1_20261120T1005Z_abc.log.gz
          a name inside a folder  | 111122223333_vpcflowlogs_eu-west-1_fl-1_20261120T1005Z_abc.log.gz/other
          """)
  void otherKeysAreNotOfAFlowLog(String what, String key) {
    assertThat(FlowLogObject.of("logs", key)).describedAs(what).isEmpty();
  }
}
