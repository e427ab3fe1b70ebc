package io.flowverdict.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sqs.IQueue;

/// Every permission there is.
final class Permissions {

  /// The calls that read a configuration. None of them can be limited to resources.
  private static final List<String> DESCRIBE_CALLS =
      List.of(
          "ec2:DescribeFlowLogs",
          "ec2:DescribeManagedPrefixLists",
          "ec2:DescribeNetworkAcls",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSecurityGroupRules",
          "ec2:DescribeSecurityGroupVpcAssociations",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "ec2:DescribeVpcPeeringConnections",
          "ec2:DescribeVpcs");

  private Permissions() {}

  /// What reading an account's configuration takes, in the account itself.
  static Stream<PolicyStatement> readConfiguration() {
    return Stream.of(
        allow("ReadConfiguration", DESCRIBE_CALLS, List.of("*")),
        allow(
            "ReadPrefixLists",
            List.of("ec2:GetManagedPrefixListEntries"),
            List.of("arn:" + Aws.PARTITION + ":ec2:*:*:prefix-list/*")));
  }

  /// What reading the configuration of other accounts takes here; there it takes the reader role.
  /// Where their organization is given it is said once, in place of each of them: a role's policies
  /// have 10,240 characters.
  static Stream<PolicyStatement> readOtherAccounts(Settings.Scopes scopes) {
    if (scopes.accounts().isEmpty()) {
      return Stream.empty();
    }
    List<String> assume = List.of("sts:AssumeRole");
    if (scopes.organization().isEmpty()) {
      List<String> roles = scopes.accounts().stream().map(ReaderRoleStack::roleArn).toList();
      return Stream.of(allow("ReadOtherAccounts", assume, roles));
    }
    PolicyStatement ofTheOrganization =
        allow("ReadOtherAccounts", assume, List.of(ReaderRoleStack.roleArn("*")));
    ofTheOrganization.addCondition(
        "StringEquals", Map.of("aws:ResourceOrgID", scopes.organization()));
    return Stream.of(ofTheOrganization);
  }

  /// The history of configurations: revisions in the bucket, timelines and leases in the table.
  static Stream<PolicyStatement> keepHistory(IBucket revisions, ITable timeline) {
    return Stream.of(
        allow(
            "KeepRevisions",
            List.of("s3:GetObject", "s3:PutObject"),
            List.of(revisions.arnForObjects("revisions/*"))),
        tellGoneFromForbidden("FindRevisions", revisions.getBucketArn()),
        allow(
            "KeepTimelines",
            List.of(
                "dynamodb:DeleteItem",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:UpdateItem"),
            List.of(timeline.getTableArn())));
  }

  static PolicyStatement keepFindings(ITable findings) {
    return allow(
        "KeepFindings",
        List.of(
            "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
        List.of(findings.getTableArn()));
  }

  /// The hours of a finding, the findings of a status, the uses of rules and the deliveries of
  /// logs.
  static PolicyStatement listFindings(ITable findings) {
    return allow(
        "ListFindings",
        List.of("dynamodb:Query"),
        List.of(findings.getTableArn(), findings.getTableArn() + "/index/status"));
  }

  static PolicyStatement readFindings(ITable findings) {
    return allow(
        "ReadFindings",
        List.of("dynamodb:GetItem", "dynamodb:Query"),
        List.of(
            findings.getTableArn(),
            findings.getTableArn() + "/index/owner",
            findings.getTableArn() + "/index/resource",
            findings.getTableArn() + "/index/status"));
  }

  /// To read a finding with its hours, and to change its status.
  static PolicyStatement suppressFindings(ITable findings) {
    return allow(
        "SuppressFindings",
        List.of("dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"),
        List.of(findings.getTableArn()));
  }

  /// To read configurations of any time.
  static Stream<PolicyStatement> readHistory(IBucket revisions, ITable timeline) {
    return Stream.of(
        allow(
            "ReadRevisions",
            List.of("s3:GetObject"),
            List.of(revisions.arnForObjects("revisions/*"))),
        allow(
            "ReadTimelines",
            List.of("dynamodb:GetItem", "dynamodb:Query"),
            List.of(timeline.getTableArn())));
  }

  static PolicyStatement invoke(String functionArn) {
    return allow("Invoke", List.of("lambda:InvokeFunction"), List.of(functionArn));
  }

  /// @param bucketArn of the bucket that flow logs are delivered to
  static Stream<PolicyStatement> readFlowLogs(String bucketArn, Settings.Logs logs) {
    Stream<PolicyStatement> read =
        Stream.of(
            allow(
                "ReadFlowLogs",
                List.of("s3:GetObject"),
                List.of(bucketArn + "/" + logs.keyPrefix() + "*")),
            tellGoneFromForbidden("FindFlowLogs", bucketArn));
    return logs.keyArn().isEmpty()
        ? read
        : Stream.concat(
            read,
            Stream.of(allow("DecryptFlowLogs", List.of("kms:Decrypt"), List.of(logs.keyArn()))));
  }

  /// Who may not list a bucket is told that an object is forbidden where it does not exist.
  private static PolicyStatement tellGoneFromForbidden(String id, String bucketArn) {
    return allow(id, List.of("s3:ListBucket"), List.of(bucketArn));
  }

  /// The use of a key, through the services that its data is in.
  static PolicyStatement useKey(String keyArn) {
    PolicyStatement use =
        allow(
            "UseKey",
            List.of(
                "kms:Decrypt",
                "kms:DescribeKey",
                "kms:Encrypt",
                "kms:GenerateDataKey",
                "kms:ReEncryptFrom",
                "kms:ReEncryptTo"),
            List.of(keyArn));
    use.addCondition(
        "StringLike",
        Map.of(
            "kms:ViaService",
            Stream.of("dynamodb", "s3", "sqs")
                .map(service -> service + "." + Aws.REGION + ".amazonaws.com*")
                .toList()));
    return use;
  }

  /// To take messages, and to have those back sooner that could not be dealt with.
  static PolicyStatement takeMessages(IQueue queue) {
    return allow(
        "TakeMessages",
        List.of(
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ReceiveMessage"),
        List.of(queue.getQueueArn()));
  }

  static PolicyStatement sendMessages(IQueue queue) {
    return allow("SendMessages", List.of("sqs:SendMessage"), List.of(queue.getQueueArn()));
  }

  static PolicyStatement writeLog(LogGroup log) {
    return allow(
        "WriteLog",
        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
        List.of(log.getLogGroupArn()));
  }

  /// S3's right to announce the objects of one bucket.
  static PolicyStatement announceObjects(IQueue queue, String bucketArn, String bucketOwner) {
    return PolicyStatement.Builder.create()
        .sid("AnnounceObjects")
        .principals(List.of(new ServicePrincipal("s3.amazonaws.com")))
        .actions(List.of("sqs:SendMessage"))
        .resources(List.of(queue.getQueueArn()))
        .conditions(
            Ordered.map(
                "ArnEquals", Map.of("aws:SourceArn", bucketArn),
                "StringEquals", Map.of("aws:SourceAccount", bucketOwner)))
        .build();
  }

  /// The right of VPC Flow Logs to deliver the logs of this account and the others ([bucket
  /// permissions](https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html)).
  ///
  /// Where their organization is given it is said once, in place of each of them: a bucket's policy
  /// has 20 KB. It is `aws:SourceOrgID`, for a service delivers, which is of no organization itself
  /// ([global condition keys](
  /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html)).
  static Stream<PolicyStatement> deliverFlowLogs(
      IBucket bucket, String prefix, Settings.Scopes scopes) {
    List<String> named = new ArrayList<>(List.of(Aws.ACCOUNT_ID));
    if (scopes.organization().isEmpty()) {
      named.addAll(scopes.accounts());
      return deliveries(bucket, prefix, "", from("aws:SourceAccount", named, named));
    }
    return Stream.concat(
        deliveries(bucket, prefix, "", from("aws:SourceAccount", named, named)),
        deliveries(
            bucket,
            prefix,
            "OfOrganization",
            from("aws:SourceOrgID", List.of(scopes.organization()), List.of("*"))));
  }

  /// @param key what says for whom the service delivers
  private static Map<String, Object> from(String key, List<String> values, List<String> accounts) {
    return Ordered.map(
        "StringEquals", Map.of(key, values),
        "ArnLike",
            Map.of(
                "aws:SourceArn",
                accounts.stream()
                    .map(account -> "arn:" + Aws.PARTITION + ":logs:*:" + account + ":*")
                    .toList()));
  }

  private static Stream<PolicyStatement> deliveries(
      IBucket bucket, String prefix, String suffix, Map<String, Object> conditions) {
    return Stream.of(
        delivery("DeliverFlowLogs" + suffix, "s3:PutObject", bucket.arnForObjects(prefix + "*"))
            .conditions(conditions)
            .build(),
        delivery("CheckBucket" + suffix, "s3:GetBucketAcl", bucket.getBucketArn())
            .conditions(conditions)
            .build());
  }

  private static PolicyStatement.Builder delivery(String id, String action, String resource) {
    return PolicyStatement.Builder.create()
        .sid(id)
        .principals(List.of(new ServicePrincipal("delivery.logs.amazonaws.com")))
        .actions(List.of(action))
        .resources(List.of(resource));
  }

  static PolicyStatement readStream(String streamArn) {
    return allow(
        "ReadStream",
        List.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"),
        List.of(streamArn));
  }

  static PolicyStatement putEvents(String busArn) {
    return allow("PutEvents", List.of("events:PutEvents"), List.of(busArn));
  }

  /// What a backfill does: lists old objects, has them analysed, and writes down what came of it.
  static Stream<PolicyStatement> backfill(
      String logBucketArn, String stateMachine, String functionArn, IBucket results) {
    return Stream.of(
        allow("ListFlowLogs", List.of("s3:ListBucket"), List.of(logBucketArn)),
        allow("Analyze", List.of("lambda:InvokeFunction"), List.of(functionArn)),
        allow(
            "StartBatches",
            List.of("states:StartExecution"),
            List.of(stateMachineArn(stateMachine))),
        allow(
            "FollowBatches",
            List.of("states:DescribeExecution", "states:RedriveExecution", "states:StopExecution"),
            List.of(
                statesArn("execution", stateMachine + ":*"),
                statesArn("execution", stateMachine + "/*"))),
        allow(
            "WriteResults",
            List.of(
                "s3:AbortMultipartUpload",
                "s3:GetObject",
                "s3:ListMultipartUploadParts",
                "s3:PutObject"),
            List.of(results.arnForObjects("backfill/*"))));
  }

  /// {@return the ARN of a state machine of this account and Region}
  static String stateMachineArn(String name) {
    return statesArn("stateMachine", name);
  }

  private static String statesArn(String resource, String name) {
    return "arn:"
        + Aws.PARTITION
        + ":states:"
        + Aws.REGION
        + ":"
        + Aws.ACCOUNT_ID
        + ":"
        + resource
        + ":"
        + name;
  }

  private static PolicyStatement allow(String id, List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create().sid(id).actions(actions).resources(resources).build();
  }
}
