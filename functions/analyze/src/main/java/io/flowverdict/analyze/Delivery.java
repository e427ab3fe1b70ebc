package io.flowverdict.analyze;

import static java.util.Objects.requireNonNull;

/// The news that an object is in S3.
///
/// @param key decoded: as the S3 API takes it
public record Delivery(String bucket, String key) {
  public Delivery {
    requireNonNull(bucket, "bucket is null");
    requireNonNull(key, "key is null");
  }
}
