package io.flowverdict.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/// What another account deploys so that its configuration can be read: one role that the functions
/// may assume. Its template has no assets and asks for nothing of the CDK, so that it can be a
/// StackSet.
final class ReaderRoleStack extends Stack {
  static final String ROLE = "flow-verdict-reader";

  ReaderRoleStack(Construct scope) {
    super(
        scope,
        "FlowVerdict-Reader",
        StackProps.builder()
            .description("Lets Flow Verdict read the network configuration of this account")
            .synthesizer(
                DefaultStackSynthesizer.Builder.create()
                    .generateBootstrapVersionRule(false)
                    .build())
            .build());
    CfnParameter central =
        CfnParameter.Builder.create(this, "CentralAccount")
            .description("The account that Flow Verdict is deployed to")
            .allowedPattern("[0-9]{12}")
            .constraintDescription("an account id of twelve digits")
            .build();
    CfnParameter externalId =
        CfnParameter.Builder.create(this, "ExternalId")
            .description("The external id that it was deployed with")
            .minLength(2)
            .maxLength(1224)
            .build();
    Role.Builder.create(this, "Reader")
        .roleName(ROLE)
        .description("Assumed by Flow Verdict to read the network configuration")
        .assumedBy(
            new AccountPrincipal(central.getValueAsString())
                .withConditions(conditions(central, externalId)))
        .inlinePolicies(
            Map.of(
                "read-configuration",
                PolicyDocument.Builder.create()
                    .statements(Permissions.readConfiguration().toList())
                    .build()))
        .build();
  }

  /// Of the central account only the roles of the functions that read, in whichever Region they
  /// are.
  private static Map<String, Object> conditions(CfnParameter central, CfnParameter externalId) {
    List<String> readers =
        Stream.of(AnalyzeFunction.NAME, CaptureFunction.NAME, AuditFunction.NAME)
            .map(function ->
                roleArn(central.getValueAsString(), JavaFunction.roleNameOf(function, "*")))
            .toList();
    return Ordered.map(
        "StringEquals", Map.of("sts:ExternalId", externalId.getValueAsString()),
        "ArnLike", Map.of("aws:PrincipalArn", readers));
  }

  /// {@return the ARN of the role that an account deploys}
  static String roleArn(String account) {
    return roleArn(account, ROLE);
  }

  private static String roleArn(String account, String role) {
    return "arn:" + Aws.PARTITION + ":iam::" + account + ":role/" + role;
  }
}
