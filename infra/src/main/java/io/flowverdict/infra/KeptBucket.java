package io.flowverdict.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/// A bucket that is private, encrypted, reached by TLS only, and kept when its stack is deleted.
final class KeptBucket {

  static final LifecycleRule FORGET_UNFINISHED_UPLOADS =
      LifecycleRule.builder()
          .id("forget-unfinished-uploads")
          .abortIncompleteMultipartUploadAfter(Duration.days(7))
          .build();

  private KeptBucket() {}

  static Bucket.Builder in(Construct scope, String id, String name) {
    return Bucket.Builder.create(scope, id)
        .bucketName(name)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
        .encryption(BucketEncryption.S3_MANAGED)
        .enforceSsl(true)
        .removalPolicy(RemovalPolicy.RETAIN);
  }
}
