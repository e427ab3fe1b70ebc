package io.flowverdict.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.CfnFlowLog;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// How flow logs come: the bucket, unless there is one, and the flow logs of the chosen VPCs.
final class DeliveryStack extends Stack {

  /// What VPC Flow Logs may call the objects it delivers.
  private static final List<String> SUFFIXES = List.of(".log.gz", ".log.parquet");

  DeliveryStack(Construct scope, StackProps properties, Settings settings, IQueue queue) {
    super(scope, "FlowVerdict-Delivery", properties);
    LogBucket destination = LogBucket.of(settings.logs());
    List<CfnFlowLog> flowLogs =
        settings.vpcs().stream().map(vpc -> flowLog(vpc, settings, destination)).toList();
    if (settings.logs().created()) {
      Bucket bucket = bucket(settings, destination, queue);
      allowDeliveries(bucket, settings);
      flowLogs.forEach(flowLog -> flowLog.getNode().addDependency(bucket));
    }
  }

  /// {@return whether there is anything to deploy}
  static boolean isNeeded(Settings settings) {
    return settings.logs().created() || !settings.vpcs().isEmpty();
  }

  private Bucket bucket(Settings settings, LogBucket destination, IQueue queue) {
    Bucket bucket =
        KeptBucket.in(this, "Logs", destination.name())
            .lifecycleRules(
                List.of(
                    KeptBucket.FORGET_UNFINISHED_UPLOADS,
                    LifecycleRule.builder()
                        .id("forget-old-logs")
                        .expiration(Duration.days(settings.logs().keptDays()))
                        .build()))
            .build();
    if (bucket.getNode().getDefaultChild() instanceof CfnBucket resource) {
      resource.setNotificationConfiguration(announcements(settings, queue));
    }
    return bucket;
  }

  /// As a property of the bucket: the CDK's own notifications would take a function more, which may
  /// change any bucket's.
  private static CfnBucket.NotificationConfigurationProperty announcements(
      Settings settings, IQueue queue) {
    return CfnBucket.NotificationConfigurationProperty.builder()
        .queueConfigurations(
            SUFFIXES.stream()
                .map(suffix ->
                    CfnBucket.QueueConfigurationProperty.builder()
                        .event("s3:ObjectCreated:*")
                        .queue(queue.getQueueArn())
                        .filter(filter(settings.logs().keyPrefix(), suffix))
                        .build())
                .toList())
        .build();
  }

  private static CfnBucket.NotificationFilterProperty filter(String prefix, String suffix) {
    return CfnBucket.NotificationFilterProperty.builder()
        .s3Key(
            CfnBucket.S3KeyFilterProperty.builder()
                .rules(List.of(rule("prefix", prefix), rule("suffix", suffix)))
                .build())
        .build();
  }

  private static CfnBucket.FilterRuleProperty rule(String name, String value) {
    return CfnBucket.FilterRuleProperty.builder().name(name).value(value).build();
  }

  private static void allowDeliveries(Bucket bucket, Settings settings) {
    Permissions.deliverFlowLogs(bucket, settings.logs().keyPrefix(), settings.scopes())
        .forEach(bucket::addToResourcePolicy);
  }

  /// Every record of a VPC, in intervals of a minute, in a folder for each hour.
  private CfnFlowLog flowLog(String vpc, Settings settings, LogBucket destination) {
    return CfnFlowLog.Builder.create(this, "FlowLogOf" + vpc)
        .resourceType("VPC")
        .resourceId(vpc)
        .trafficType("ALL")
        .maxAggregationInterval(60)
        .logFormat(FlowLogFields.format())
        .logDestinationType("s3")
        .logDestination(destinationArn(settings, destination))
        // As CloudFormation spells it, for it takes any object here.
        .destinationOptions(
            Ordered.<Object>map(
                "FileFormat", settings.flowLogFormat(),
                "HiveCompatiblePartitions", false,
                "PerHourPartition", true))
        .build();
  }

  private static String destinationArn(Settings settings, LogBucket destination) {
    String prefix = settings.logs().prefix();
    return prefix.isEmpty() ? destination.arn() : destination.arn() + "/" + prefix;
  }
}
