package io.flowverdict.infra;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.IAspect;
import software.amazon.awscdk.services.dynamodb.CfnTable;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.sns.CfnTopic;
import software.amazon.awscdk.services.sqs.CfnQueue;
import software.constructs.IConstruct;

/// Encrypts every table, bucket, queue, log and topic by a key of the account's own in place of the
/// services' keys, and lets every role use it through the services that its data is in.
///
/// @param keyArn of the key. Nothing is changed in its policy.
record EncryptedByKey(String keyArn) implements IAspect {

  @Override
  public void visit(IConstruct construct) {
    switch (construct) {
      case CfnTable table -> encrypt(table);
      case CfnBucket bucket -> encrypt(bucket);
      case CfnQueue queue -> {
        queue.setSqsManagedSseEnabled(false);
        queue.setKmsMasterKeyId(keyArn);
      }
      case CfnLogGroup log -> log.setKmsKeyId(keyArn);
      case CfnTopic topic -> topic.setKmsMasterKeyId(keyArn);
      case CfnRole role -> letUseTheKey(role);
      default -> {
        // Of nothing else is there a key.
      }
    }
  }

  private void encrypt(CfnTable table) {
    table.setSseSpecification(
        CfnTable.SSESpecificationProperty.builder()
            .sseEnabled(true)
            .sseType("KMS")
            .kmsMasterKeyId(keyArn)
            .build());
  }

  /// A key of the bucket's own, made by the given one, costs one call for many objects.
  private void encrypt(CfnBucket bucket) {
    bucket.setBucketEncryption(
        CfnBucket.BucketEncryptionProperty.builder()
            .serverSideEncryptionConfiguration(
                List.of(
                    CfnBucket.ServerSideEncryptionRuleProperty.builder()
                        .bucketKeyEnabled(true)
                        .serverSideEncryptionByDefault(
                            CfnBucket.ServerSideEncryptionByDefaultProperty.builder()
                                .sseAlgorithm("aws:kms")
                                .kmsMasterKeyId(keyArn)
                                .build())
                        .build()))
            .build());
  }

  private void letUseTheKey(CfnRole role) {
    List<Object> policies = new ArrayList<>();
    if (role.getPolicies() instanceof List<?> own) {
      policies.addAll(own);
    }
    policies.add(
        CfnRole.PolicyProperty.builder()
            .policyName("use-the-key")
            .policyDocument(
                PolicyDocument.Builder.create()
                    .statements(List.of(Permissions.useKey(keyArn)))
                    .build())
            .build());
    role.setPolicies(policies);
  }
}
