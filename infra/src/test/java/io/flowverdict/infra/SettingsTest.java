package io.flowverdict.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @Test
  void withoutOptionsABucketIsCreatedAndThisRegionIsCaptured() {
    Settings settings = settings("");

    assertThat(settings.logs()).isEqualTo(new Settings.Logs("", "", "", "", 90));
    assertThat(settings.logs().keyPrefix()).isEqualTo("AWSLogs/");
    assertThat(settings.vpcs()).isEmpty();
    assertThat(settings.flowLogFormat()).isEqualTo("plain-text");
    assertThat(settings.scopes()).isEqualTo(new Settings.Scopes(List.of(), List.of(), "", ""));
    assertThat(settings.concurrency()).isEqualTo(new Settings.Concurrency(10, 10, true));
  }

  @Test
  void whatIsGivenIsTaken() {
    Settings settings =
        settings(
            "logBucket=central-logs;logBucketOwner=111122223333;logPrefix=network/;"
                + "vpcs=vpc-0a1b2c3d, vpc-0a1b2c3e,vpc-0a1b2c3d;flowLogFormat=parquet;"
                + "reserveConcurrency=false;captureMinutes=5");

    assertThat(settings.logs().keyPrefix()).isEqualTo("network/AWSLogs/");
    assertThat(settings.vpcs()).containsExactly("vpc-0a1b2c3d", "vpc-0a1b2c3e");
    assertThat(settings.flowLogFormat()).isEqualTo("parquet");
    assertThat(settings.concurrency().reserved()).isFalse();
    assertThat(settings.captureMinutes()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          logBucket=Upper                 | flow-verdict:logBucket is "Upper" where a bucket's name is expected
          logBucketOwner=111122223333     | flow-verdict:logBucketOwner is about an existing bucket; give flow-verdict:logBucket too
          logBucketKey=arn:aws:kms:eu-central-1:111122223333:key/k | flow-verdict:logBucketKey is about an existing bucket; give flow-verdict:logBucket too
          logBucket=b12;logBucketOwner=12 | flow-verdict:logBucketOwner is "12" where an account id of twelve digits is expected
          logBucket=b12;logBucketKey=k    | flow-verdict:logBucketKey is "k" where the ARN of a KMS key is expected
          logPrefix=network               | flow-verdict:logPrefix is "network" where folders with a slash at their end, such as network/ is expected
          logPrefix=AWSLogs/              | flow-verdict:logPrefix is what comes before AWSLogs/, without AWSLogs/ itself
          logKeptDays=0                   | flow-verdict:logKeptDays is "0" where a whole number from 1 to 9999 is expected
          logKeptDays=500                 | flow-verdict:hoursKeptDays is 400, less than flow-verdict:logKeptDays, 500: a log that is read again after its hours are forgotten would be counted again
          vpcs=vpc-0a1b2c3d,subnet-1      | flow-verdict:vpcs is "subnet-1" where a VPC's id such as vpc-0123456789abcdef0 is expected
          flowLogFormat=csv               | flow-verdict:flowLogFormat is "csv" where parquet or text is expected
          accounts=111122223333           | flow-verdict:accounts and flow-verdict:externalId go together: give both or neither
          externalId=secret               | flow-verdict:accounts and flow-verdict:externalId go together: give both or neither
          accounts=1;externalId=secret    | flow-verdict:accounts is "1" where an account id of twelve digits is expected
          accounts=111122223333;externalId=a b | flow-verdict:externalId is "a b" where an external id of 2 to 1224 letters, digits or +=,.@:/- is expected
          accountsFile=/no/such/file      | flow-verdict:accountsFile is "/no/such/file" where a file that can be read is expected
          organization=123                | flow-verdict:organization is "123" where an organization's id such as o-a1b2c3d4e5 is expected
          organization=o-a1b2c3d4e5       | flow-verdict:organization is about other accounts; give flow-verdict:accounts or flow-verdict:accountsFile too
          regions=Frankfurt               | flow-verdict:regions is "Frankfurt" where a Region such as eu-central-1 is expected
          captureMinutes=soon             | flow-verdict:captureMinutes is "soon" where a whole number from 1 to 1440 is expected
          analyzeConcurrency=1            | flow-verdict:analyzeConcurrency is "1" where a whole number from 2 to 1000 is expected
          backfillConcurrency=-1          | flow-verdict:backfillConcurrency is "-1" where a whole number from 1 to 1000 is expected
          reserveConcurrency=yes          | flow-verdict:reserveConcurrency is "yes" where false or true is expected
          hoursKeptDays=99999999999       | flow-verdict:hoursKeptDays is "99999999999" where a whole number from 1 to 9999 is expected
          functionLogsKeptDays=31         | flow-verdict:functionLogsKeptDays is "31" where one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731 is expected
          kmsKey=alias/own                | flow-verdict:kmsKey is "alias/own" where the ARN of a KMS key is expected
          alarmEmail=nobody               | flow-verdict:alarmEmail is "nobody" where a mail address is expected
          alarmTopic=alarms               | flow-verdict:alarmTopic is "alarms" where the ARN of an SNS topic is expected
          undecidedAlarmPercent=101       | flow-verdict:undecidedAlarmPercent is "101" where a whole number from 1 to 100 is expected
          lagAlarmMinutes=0               | flow-verdict:lagAlarmMinutes is "0" where a whole number from 1 to 10080 is expected
          silenceAlarmHours=169           | flow-verdict:silenceAlarmHours is "169" where a whole number from 0 to 168 is expected
          """)
  void whatIsWrongIsToldInASentence(String options, String sentence) {
    assertThatThrownBy(() -> settings(options))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1001 | eu-west-1                                         |                          | flow-verdict:accounts and flow-verdict:accountsFile name 1001 accounts; one deployment takes 1000
          900  | eu-west-1,eu-west-2,eu-west-3,eu-south-1,eu-south-2,eu-north-1 | | flow-verdict:accounts and flow-verdict:regions make 5406 pairs of an account and a Region; one deployment takes 5000
          200  | eu-west-1                                         | reserveConcurrency=false | flow-verdict:accounts and flow-verdict:regions make 201 pairs of an account and a Region; with flow-verdict:reserveConcurrency=false it takes 200
          """)
  void moreAccountsAndRegionsThanADeploymentTakesAreRefused(
      int accounts, String regions, @Nullable String more, String sentence) {
    String ids =
        IntStream.range(0, accounts)
            .mapToObj("1111222%05d"::formatted)
            .collect(Collectors.joining(","));

    assertThatThrownBy(() ->
            settings(
                "organization=o-a1b2c3d4e5;externalId=id;accounts=%s;regions=%s;%s"
                    .formatted(ids, regions, more == null ? "" : more)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage(sentence);
  }

  @Test
  void accountsAreReadFromAFileToo(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("accounts.txt"),
            "# those of the network\n222233334444\n\n  333344445555 # shared\n111122223333\n");

    assertThat(
            settings("accounts=111122223333;accountsFile=" + file + ";externalId=id")
                .scopes()
                .accounts())
        .containsExactly("111122223333", "222233334444", "333344445555");
  }

  @Test
  void aLineOfThatFileThatIsNoAccountIsRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("accounts.txt"), "222233334444\nnetwork\n");

    assertThatThrownBy(() -> settings("externalId=id;accountsFile=" + file))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage(
            "flow-verdict:accountsFile is \"network\" where an account id of twelve digits is"
                + " expected");
  }

  @Test
  void theReadmeListsEveryOptionWithItsDefault() throws IOException {
    Map<String, String> listed = new TreeMap<>();
    Matcher row =
        Pattern.compile("^\\| `([A-Za-z]+)` \\| (?:`([^`]*)`|[^|`]*) \\|", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("README.md")));
    while (row.find()) {
      listed.put(row.group(1), row.group(2) == null ? "" : row.group(2));
    }
    assertThat(listed)
        .containsExactlyInAnyOrderEntriesOf(
            Arrays.stream(Option.values())
                .collect(
                    Collectors.toMap(option -> option.optionName, option -> option.byDefault)));
  }

  /// @param options `name=value`, separated by semicolons
  private static Settings settings(String options) {
    Map<Option, String> values = new EnumMap<>(Option.class);
    Arrays.stream(options.split(";", -1))
        .filter(option -> !option.isEmpty())
        .map(option -> option.split("=", 2))
        .forEach(
            option -> values.put(Option.ofKey(Option.PREFIX + option[0]).orElseThrow(), option[1]));
    return Settings.of(new GivenOptions(values));
  }
}
