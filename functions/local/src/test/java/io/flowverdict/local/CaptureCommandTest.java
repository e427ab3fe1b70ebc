package io.flowverdict.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.flowverdict.aws.configuration.ConfigurationFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `capture` as a process of its own, with the environment of a shell.
class CaptureCommandTest {

  private static final Map<String, String> CREDENTIALS =
      Map.of("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY", "secret");

  private static @Nullable MotoAccount moto;

  @TempDir private Path folder;
  private Path out;

  @BeforeAll
  static void start() throws IOException {
    moto = MotoAccount.startWhereInstalled();
  }

  @AfterAll
  static void stop() {
    if (moto != null) {
      moto.close();
    }
  }

  @BeforeEach
  void nameAFolder() {
    out = folder.resolve("made").resolve("configuration");
  }

  @ParameterizedTest
  @CsvSource({"AWS_REGION,", "AWS_DEFAULT_REGION,", "UNUSED,--region"})
  void theLiveConfigurationIsJudgedBy(String variable, @Nullable String option) throws Exception {
    List<String> command = new ArrayList<>(List.of("capture", "--out", out.toString()));
    if (option != null) {
      command.addAll(List.of(option, "eu-central-1"));
    }

    Run run = run(with(CREDENTIALS, Map.of(variable, "eu-central-1"), endpoint()), command);

    assertThat(run.err().getFirst())
        .startsWith("Reading the configuration of 123456789012/eu-central-1");
    assertThat(run.err().getLast())
        .matches(".*configuration.json: 1 interfaces, \\d+ security groups with \\d+ rules, .*");
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isZero();
    Run explained =
        Run.of(
            "explain", "--config", out, "--from", "192.0.2.7", "--to", "10.20.1.10", "--port", 443);
    assertThat(explained.out()).first().isEqualTo("ACCEPT");
    Run other =
        Run.of(
            "explain", "--config", out, "--from", "192.0.2.7", "--to", "10.20.1.10", "--port", 22);
    assertThat(other.out()).first().isEqualTo("REJECT");
  }

  private static Map<String, String> endpoint() {
    if (moto == null) {
      String reason =
          "SKIPPED: moto_server is not on the PATH, so capture is not tested against moto; install"
              + " it with: pip install 'moto[ec2,server]'";
      System.err.println(reason);
      abort(reason);
      return Map.of();
    }
    return Map.of("AWS_ENDPOINT_URL", moto.endpoint().toString());
  }

  @Test
  void withoutCredentialsThereIsOneLine() throws Exception {
    assertThat(refusal(Map.of("AWS_REGION", "eu-central-1")))
        .startsWith("There are no AWS credentials; log in with aws sso login");
  }

  @Test
  void aProfileThatIsNoneIsNamed() throws Exception {
    assertThat(refusal(Map.of("AWS_REGION", "eu-central-1", "AWS_PROFILE", "nobody")))
        .startsWith("There are no AWS credentials of profile nobody (");
  }

  @Test
  void withoutARegionThereIsOneLine() throws Exception {
    assertThat(refusal(CREDENTIALS))
        .isEqualTo("No Region is set; name one with --region, or set AWS_REGION");
  }

  @Test
  void whatIsNoRegionIsNotAskedFor() throws Exception {
    assertThat(refusal(CREDENTIALS, "--region", "example.com/x"))
        .isEqualTo("\"example.com/x\" is no Region; name one such as eu-central-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          403 | InvalidClientTokenId | cannot be read: GetCallerIdentity is refused (InvalidClientTokenId
          403 | ExpiredToken         | the credentials have expired (ExpiredToken); renew them
          """)
  void refusedCredentialsAreOneLine(int status, String code, String message) throws Exception {
    try (RefusingAws aws = RefusingAws.start(status, code)) {
      Map<String, String> environment =
          with(
              CREDENTIALS,
              Map.of("AWS_REGION", "eu-central-1"),
              Map.of("AWS_ENDPOINT_URL", aws.endpoint().toString()));

      assertThat(refusal(environment))
          .startsWith("The configuration of this account/eu-central-1 ")
          .contains(message);
    }
  }

  @Test
  void oneRefusalIsOneLineThatSaysWhatToGrantAndThatThereIsAnotherWay() throws Exception {
    try (SilentAws aws = SilentAws.refusing("DescribeNetworkAcls")) {
      assertThat(refusal(with(CREDENTIALS, aws.environment())))
          .isEqualTo(
              "The configuration of 111122223333/eu-central-1 cannot be read: DescribeNetworkAcls"
                  + " is refused (UnauthorizedOperation: No.); grant the caller the IAM action"
                  + " ec2:DescribeNetworkAcls; or write what can be read, with --partial. Nothing"
                  + " was written");
    }
  }

  @Test
  void whatIsRefusedIsNotKnownInAPartialCapture() throws Exception {
    try (SilentAws aws = SilentAws.refusing("DescribeNetworkAcls", "DescribeFlowLogs")) {
      Run run =
          run(
              with(CREDENTIALS, aws.environment()),
              List.of("capture", "--partial", "--out", out.toString()));

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .contains(
              "Not read, and unknown in what is written: DescribeFlowLogs is refused"
                  + " (UnauthorizedOperation: No.); grant the caller the IAM action"
                  + " ec2:DescribeFlowLogs.",
              "Not read, and unknown in what is written: DescribeNetworkAcls is refused"
                  + " (UnauthorizedOperation: No.); grant the caller the IAM action"
                  + " ec2:DescribeNetworkAcls.");
    }

    Run audit = Run.of("audit", "--config", out, "--format", "json");
    assertThat(audit.err())
        .singleElement()
        .asString()
        .contains(
            "says that not all was read, and what is missing is not known: network ACLs, flow");
    assertThat(audit.json())
        .extracting(finding -> finding.get("sentence").textValue())
        .singleElement()
        .asString()
        .startsWith("The configuration has no network ACLs, flow logs, so nothing is told about");
  }

  @Test
  void whatIsNotRefusedIsWholeInAPartialCapture() throws Exception {
    try (SilentAws aws = SilentAws.refusing()) {
      Run run =
          run(
              with(CREDENTIALS, aws.environment()),
              List.of("capture", "--partial", "--out", out.toString()));

      assertThat(run.exitCode()).isZero();
      assertThat(run.err()).hasSize(2);
    }
    assertThat(ConfigurationFolder.read(out).snapshot().incomplete().isNothing()).isTrue();
  }

  @Test
  void whereEverythingIsRefusedNothingIsWrittenEitherWay() throws Exception {
    String[] all = {
      "DescribeVpcs",
      "DescribeSubnets",
      "DescribeNetworkInterfaces",
      "DescribeSecurityGroups",
      "DescribeSecurityGroupRules",
      "DescribeSecurityGroupVpcAssociations",
      "DescribeNetworkAcls",
      "DescribeManagedPrefixLists",
      "DescribeVpcPeeringConnections",
      "DescribeFlowLogs"
    };
    try (SilentAws aws = SilentAws.refusing(all)) {
      assertThat(refusal(with(CREDENTIALS, aws.environment()), "--partial"))
          .contains("is refused (UnauthorizedOperation: No.)");
    }
  }

  @Test
  void aConfigurationThatIsThereIsKeptAndNothingIsAsked() throws Exception {
    Files.createDirectories(out);
    Path other = Files.writeString(out.resolve("vpcs.json"), "{}");

    assertThat(refusal(Map.of())).contains("holds *.json files already; name a folder");
    assertThat(other).hasContent("{}");
  }

  private String refusal(Map<String, String> environment, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("capture", "--out", out.toString()));
    command.addAll(List.of(options));
    Run run = run(environment, command);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(out.resolve("configuration.json")).doesNotExist();
    assertThat(run.err())
        .filteredOn(line -> !line.startsWith("Reading the configuration of "))
        .hasSize(1);
    return run.err().getLast();
  }

  /// Runs the program in an environment that holds nothing else of AWS.
  private Run run(Map<String, String> environment, List<String> arguments) throws Exception {
    Path written = folder.resolve("out");
    Path problems = folder.resolve("err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(FlowVerdict.class.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(written.toFile())
            .redirectError(problems.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.environment().put("AWS_CONFIG_FILE", folder.resolve("no-config").toString());
    builder
        .environment()
        .put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("no-credentials").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(120, SECONDS)).isTrue();
    return new Run(process.exitValue(), Files.readAllLines(written), Files.readAllLines(problems));
  }

  @SafeVarargs
  private static Map<String, String> with(Map<String, String>... parts) {
    Map<String, String> all = new HashMap<>();
    for (Map<String, String> part : parts) {
      all.putAll(part);
    }
    return all;
  }
}
