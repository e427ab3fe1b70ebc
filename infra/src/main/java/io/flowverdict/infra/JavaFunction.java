package io.flowverdict.infra;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.ILayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// A function of this project: its zip, its log, and a role that may do what is listed and no more.
final class JavaFunction extends Construct {

  /// @param name the function's module, for example `analyze`
  /// @param handler the class of the handler
  /// @param memory in MiB; 1,769 are one whole processor
  /// @param reservedConcurrency null to take what the account has left
  /// @param published whether people invoke it, by the alias [#ALIAS] of a published version, which
  ///   starts from a snapshot
  /// @param layers what the function finds in `/opt`
  record Shape(
      String name,
      String handler,
      int memory,
      Duration timeout,
      @Nullable Integer reservedConcurrency,
      boolean published,
      List<ILayerVersion> layers) {

    Shape {
      layers = List.copyOf(layers);
    }

    /// {@return a function that events invoke}
    static Shape of(
        String name,
        String handler,
        int memory,
        Duration timeout,
        @Nullable Integer reservedConcurrency) {
      return new Shape(name, handler, memory, timeout, reservedConcurrency, false, List.of());
    }

    /// {@return a function that people invoke}
    static Shape published(String name, String handler, int memory, Duration timeout) {
      return new Shape(name, handler, memory, timeout, null, true, List.of());
    }

    /// {@return the same with layers}
    Shape with(List<ILayerVersion> layers) {
      return new Shape(name, handler, memory, timeout, reservedConcurrency, published, layers);
    }
  }

  /// Every function there is.
  static final List<String> NAMES =
      List.of(
          AnalyzeFunction.NAME,
          CaptureFunction.NAME,
          AuditFunction.NAME,
          ConsoleFunctions.NAME,
          ConsoleFunctions.SUPPRESS);

  /// The alias of a function that people invoke.
  static final String ALIAS = "live";

  /// The variable of the environment in which the runtime looks for options of Java.
  static final String RUNTIME_OPTIONS = "JAVA_TOOL_OPTIONS";

  private final Function function;
  private final Role role;

  JavaFunction(
      Construct scope,
      Path zip,
      Shape shape,
      Settings settings,
      Map<String, String> environment,
      List<PolicyStatement> permissions) {
    super(scope, "Function");
    LogGroup log =
        LogGroup.Builder.create(this, "Log")
            .logGroupName("/aws/lambda/" + nameOf(shape.name()))
            .retention(retention(settings.functionLogsKeptDays()))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    role =
        role(
            shape.name(),
            Stream.concat(permissions.stream(), Stream.of(Permissions.writeLog(log))));
    function =
        Function.Builder.create(this, "Resource")
            .functionName(nameOf(shape.name()))
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .code(Code.fromAsset(zip.toString()))
            .layers(shape.layers())
            .handler(shape.handler())
            .memorySize(shape.memory())
            .timeout(shape.timeout())
            .reservedConcurrentExecutions(shape.reservedConcurrency())
            .environment(environment)
            .logGroup(log)
            .snapStart(shape.published() ? SnapStartConf.ON_PUBLISHED_VERSIONS : null)
            .role(role)
            .build();
    if (shape.published()) {
      Annotations.of(function)
          .acknowledgeWarning(
              "@aws-cdk/aws-lambda:snapStartRequirePublish", "People invoke the alias below");
      Alias.Builder.create(this, "Alias")
          .aliasName(ALIAS)
          .version(function.getCurrentVersion())
          .build();
    }
  }

  /// Keeps what was asked of the function asynchronously and failed three times, or waited for six
  /// hours: Lambda would drop it. The function's role must be allowed to send to the queue.
  void keepFailedInvocations(Queue failed) {
    CfnEventInvokeConfig.Builder.create(this, "Asynchronous")
        .functionName(function.getFunctionName())
        .qualifier("$LATEST")
        .maximumRetryAttempts(2)
        .maximumEventAgeInSeconds(Duration.hours(6).toSeconds())
        .destinationConfig(
            CfnEventInvokeConfig.DestinationConfigProperty.builder()
                .onFailure(
                    CfnEventInvokeConfig.OnFailureProperty.builder()
                        .destination(failed.getQueueArn())
                        .build())
                .build())
        .build();
  }

  private Role role(String name, Stream<PolicyStatement> permissions) {
    return Role.Builder.create(this, "Role")
        .roleName(roleNameOf(name, Aws.REGION))
        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
        .inlinePolicies(
            Map.of(
                "what-the-function-does",
                PolicyDocument.Builder.create().statements(permissions.toList()).build()))
        .build();
  }

  /// {@return what a function is called in AWS}
  static String nameOf(String name) {
    return "flow-verdict-" + name;
  }

  /// {@return the ARN of the alias of a function that people invoke}
  static String publishedArn(String name) {
    return "arn:%s:lambda:%s:%s:function:%s:%s"
        .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, nameOf(name), ALIAS);
  }

  /// {@return what a function's role is called; roles are shared by all Regions}
  static String roleNameOf(String name, String region) {
    return nameOf(name) + "-" + region;
  }

  private static RetentionDays retention(int days) {
    return switch (days) {
      case 1 -> RetentionDays.ONE_DAY;
      case 3 -> RetentionDays.THREE_DAYS;
      case 5 -> RetentionDays.FIVE_DAYS;
      case 7 -> RetentionDays.ONE_WEEK;
      case 14 -> RetentionDays.TWO_WEEKS;
      case 30 -> RetentionDays.ONE_MONTH;
      case 60 -> RetentionDays.TWO_MONTHS;
      case 90 -> RetentionDays.THREE_MONTHS;
      case 120 -> RetentionDays.FOUR_MONTHS;
      case 150 -> RetentionDays.FIVE_MONTHS;
      case 180 -> RetentionDays.SIX_MONTHS;
      case 365 -> RetentionDays.ONE_YEAR;
      case 400 -> RetentionDays.THIRTEEN_MONTHS;
      case 545 -> RetentionDays.EIGHTEEN_MONTHS;
      case 731 -> RetentionDays.TWO_YEARS;
      default ->
          throw new IllegalArgumentException("CloudWatch Logs cannot keep " + days + " days");
    };
  }

  Function function() {
    return function;
  }

  Role role() {
    return role;
  }
}
