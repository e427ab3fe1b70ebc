package io.flowverdict.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How many accounts and Regions a deployment takes.
class LimitsTest {
  private static final Limits IN_AWS = new Limits("aws");
  private static final String ORGANIZATION = "o-a1b2c3d4e5";

  /// Accounts beside the own one, Regions, and what is given of the organization.
  @ParameterizedTest
  @CsvSource({"0, 1, ''", "138, 1, ''", "99, 2, ''", "1000, 3, " + ORGANIZATION})
  void everyPairOfAnAccountAndARegionFits(
      int accounts, int regions, String organization, @TempDir Path folder) throws Exception {
    Synthesized synthesized = Synthesized.of(options(accounts, regions, organization, folder));

    assertThat(IN_AWS.measure(synthesized.folder()))
        .hasSizeGreaterThan(40)
        .noneMatch(Limits.Measured::isTooMuch);
    assertThat(synthesized.resources("Functions").count()).isBetween(40L, 60L);
  }

  @Test
  void anOrganizationIsMeasuredWellBelowTheLimits(@TempDir Path folder) throws Exception {
    Map<String, Integer> largest =
        IN_AWS.measure(Synthesized.of(options(1000, 3, ORGANIZATION, folder)).folder()).stream()
            .collect(Collectors.toMap(Limits.Measured::unit, Limits.Measured::size, Math::max));

    assertThat(largest.get("bytes of environment")).isLessThan(1024);
    assertThat(largest.get("characters of inline policies")).isLessThan(5000);
    assertThat(largest.get("bytes of bucket policy")).isLessThan(5000);
    assertThat(largest.get("bytes")).isLessThan(200_000);
  }

  @Test
  void accountsThatDoNotFitIntoThePoliciesThatNameThemAreRefusedInASentence(@TempDir Path folder)
      throws Exception {
    Map<Option, String> options = options(199, 1, "", folder);

    assertThatThrownBy(() -> Synthesized.of(options))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageMatching(
            "FlowVerdict-Functions/AnalyzeFunctionRole\\w+ has 1\\d{4} characters of inline"
                + " policies, and AWS takes 10240; give flow-verdict:organization or fewer"
                + " flow-verdict:accounts");
  }

  private static Map<Option, String> options(
      int accounts, int regions, String organization, Path folder) throws java.io.IOException {
    Map<Option, String> options = new EnumMap<>(Option.class);
    if (accounts > 0) {
      Path file =
          Files.write(
              folder.resolve("accounts.txt"),
              IntStream.range(0, accounts)
                  .mapToObj(account -> "%012d # a comment".formatted(111_100_000_000L + account))
                  .toList());
      options.put(Option.ACCOUNTS_FILE, file.toString());
      options.put(Option.EXTERNAL_ID, "an-external-id");
    }
    options.put(
        Option.REGIONS,
        IntStream.rangeClosed(1, regions)
            .mapToObj("ap-southeast-%d"::formatted)
            .collect(Collectors.joining(",")));
    options.put(Option.ORGANIZATION, organization);
    return options;
  }

  /// What one of a kind takes, and how many of them are one too many.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          500  | resources                     | {"Resources": {%s}}                         | "r%05d": {}
          200  | parameters                    | {"Parameters": {%s}}                        | "p%05d": {}
          200  | outputs                       | {"Outputs": {%s}}                           | "o%05d": {}
          512  | bytes of environment          | {"Resources": {"r": {"Type": "AWS::Lambda::Function", "Properties": {"Environment": {"Variables": {%s}}}}}} | "v%05d": "67"
          170  | characters of inline policies | {"Resources": {"r": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyDocument": {"Statement": [%s]}}]}}}} | "%05d and fifty more characters, with the quotation marks"
          34   | characters of trust policy    | {"Resources": {"r": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": [%s]}}}}} | "%05d and fifty more characters, with the quotation marks"
          170  | characters of inline policies | {"Resources": {"r": {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {"Statement": [%s]}}}}} | "%05d and fifty more characters, with the quotation marks"
          102  | characters of managed policy  | {"Resources": {"r": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Statement": [%s]}}}}} | "%05d and fifty more characters, with the quotation marks"
          341  | bytes of bucket policy        | {"Resources": {"r": {"Type": "AWS::S3::BucketPolicy", "Properties": {"PolicyDocument": {"Statement": [%s]}}}}} | "%05d and fifty more characters, with the quotation marks"
          """)
  void oneTooManyIsTooMuch(int most, String unit, String template, String one, @TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("FlowVerdict-Example.template.json");

    Files.writeString(file, template.formatted(many(one, most - 3)));
    assertThatCode(() -> IN_AWS.check(folder)).doesNotThrowAnyException();

    Files.writeString(file, template.formatted(many(one, most + 3)));
    assertThatThrownBy(() -> IN_AWS.check(folder))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageStartingWith("FlowVerdict-Example")
        .hasMessageContaining(" " + unit + ", and AWS takes ");
  }

  @Test
  void aLongerPartitionTakesFewerAccounts(@TempDir Path folder) throws Exception {
    Path assembly = Synthesized.of(options(138, 1, "", folder)).folder();

    IN_AWS.check(assembly);
    assertThatThrownBy(() -> new Limits("aws-us-gov").check(assembly))
        .hasMessageContaining(" characters of inline policies, and AWS takes 10240;");
  }

  private static String many(String one, int count) {
    return IntStream.range(0, count).mapToObj(one::formatted).collect(Collectors.joining(","));
  }

  @Test
  void aTemplateOfMoreThanAMegabyteIsTooMuch(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("FlowVerdict-Example.template.json");
    Files.writeString(file, "{}" + " ".repeat(1_000_000));

    assertThatThrownBy(() -> IN_AWS.check(folder))
        .hasMessageStartingWith("FlowVerdict-Example has 1000002 bytes, and AWS takes 1000000;");
  }
}
