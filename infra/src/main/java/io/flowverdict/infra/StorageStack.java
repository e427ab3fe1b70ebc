package io.flowverdict.infra;

import java.util.List;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/// What is known: findings, and configurations with their history. It outlives the other stacks,
/// and is kept when this one is deleted.
final class StorageStack extends Stack {
  static final String FINDINGS = "flow-verdict-findings";
  static final String TIMELINE = "flow-verdict-timeline";

  /// The indexes of the findings.
  static final List<String> INDEXES = List.of("status", "resource", "owner");

  /// What the findings can be counted and filtered by without reading them.
  private static final List<String> IN_SUMMARY =
      List.of(
          "expires",
          "firstSeen",
          "kind",
          "peerGroup",
          "port",
          "protocol",
          "resource",
          "rule",
          "status",
          "statusAt");

  private static final Duration OVERWRITTEN_KEPT = Duration.days(90);
  private static final Duration BACKFILL_RESULTS_KEPT = Duration.days(90);

  private final Table findings;
  private final Table timeline;
  private final Bucket revisions;

  StorageStack(Construct scope, StackProps properties) {
    super(scope, "FlowVerdict-Storage", properties);
    findings = findingsTable();
    // Its schema is that of the class TimelineTable of the functions.
    timeline = table("Timeline", TIMELINE, "scope", "item").build();
    revisions =
        KeptBucket.in(
                this, "Revisions", "flow-verdict-revisions-" + Aws.ACCOUNT_ID + "-" + Aws.REGION)
            .versioned(true)
            .lifecycleRules(
                List.of(
                    KeptBucket.FORGET_UNFINISHED_UPLOADS,
                    LifecycleRule.builder()
                        .id("forget-what-was-overwritten")
                        .noncurrentVersionExpiration(OVERWRITTEN_KEPT)
                        .build(),
                    LifecycleRule.builder()
                        .id("forget-results-of-backfills")
                        .prefix("backfill/")
                        .expiration(BACKFILL_RESULTS_KEPT)
                        .build()))
            .build();
  }

  /// Its schema is that of the class `FindingsTable` of the functions.
  private Table findingsTable() {
    Table table =
        table("Findings", FINDINGS, "pk", "sk").timeToLiveAttribute("expires").stream(
                StreamViewType.NEW_AND_OLD_IMAGES)
            .build();
    table.addGlobalSecondaryIndex(
        index("status", "statusIn", "rank")
            .projectionType(ProjectionType.INCLUDE)
            .nonKeyAttributes(IN_SUMMARY)
            .build());
    table.addGlobalSecondaryIndex(index("resource", "ofResource", "rank").build());
    table.addGlobalSecondaryIndex(index("owner", "ofOwner", "pk").build());
    return table;
  }

  private static GlobalSecondaryIndexProps.Builder index(
      String name, String partition, String sort) {
    return GlobalSecondaryIndexProps.builder()
        .indexName(name)
        .partitionKey(text(partition))
        .sortKey(text(sort))
        .projectionType(ProjectionType.KEYS_ONLY);
  }

  private Table.Builder table(String id, String name, String partition, String sort) {
    return Table.Builder.create(this, id)
        .tableName(name)
        .partitionKey(text(partition))
        .sortKey(text(sort))
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .encryption(TableEncryption.AWS_MANAGED)
        .pointInTimeRecoverySpecification(
            PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
        .deletionProtection(true)
        .removalPolicy(RemovalPolicy.RETAIN);
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }

  /// The table of findings. Its stream tells old and new items.
  Table findings() {
    return findings;
  }

  /// The table of timelines and leases.
  Table timeline() {
    return timeline;
  }

  /// The bucket of revisions, under `revisions/`, and of what came of backfills, under `backfill/`.
  Bucket revisions() {
    return revisions;
  }
}
