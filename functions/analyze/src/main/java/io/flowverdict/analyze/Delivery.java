package io.flowverdict.analyze;

import static java.util.Objects.requireNonNull;

/// The news that an object is in S3.
///
/// @param key decoded: as the S3 API takes it
/// @param force whether the object is to be analysed again although that was done
public record Delivery(String bucket, String key, boolean force) {
  public Delivery {
    requireNonNull(bucket, "bucket is null");
    requireNonNull(key, "key is null");
  }
}
