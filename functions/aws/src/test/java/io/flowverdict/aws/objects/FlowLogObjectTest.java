package io.flowverdict.aws.objects;

import static org.assertj.core.api.Assertions.assertThat;

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
          a name inside a folder  | 111122223333_vpcflowlogs_eu-west-1_fl-1_20261120T1005Z_abc.log.gz/other
          """)
  void otherKeysAreNotOfAFlowLog(String what, String key) {
    assertThat(FlowLogObject.of("logs", key)).describedAs(what).isEmpty();
  }
}
