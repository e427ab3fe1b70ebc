package io.flowverdict.aws.objects;

import io.flowverdict.core.flowlog.ByteRanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// An object in Amazon S3 by ranges, each a request of its own. An object that is replaced
/// meanwhile has another ETag, and reading it fails.
final class S3ByteRanges implements ByteRanges {

  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final FlowLogObject object;
  private final String eTag;
  private final long size;

  /// @param eTag of the content that is meant
  /// @param size of the content, in bytes
  S3ByteRanges(S3Client s3, FlowLogObject object, String eTag, long size) {
    this.s3 = s3;
    this.object = object;
    this.eTag = eTag;
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte[] read(long offset, int length) {
    byte[] bytes;
    try {
      bytes = s3.getObjectAsBytes(request(offset, length)).asByteArrayUnsafe();
    } catch (S3Exception refused) {
      throw refused.statusCode() == PRECONDITION_FAILED
          ? failure("was replaced while it was read", refused)
          : failure("cannot be read", refused);
    } catch (SdkException failed) {
      throw failure("cannot be read", failed);
    }
    if (bytes.length != length) {
      throw failure("gave " + bytes.length + " bytes where " + length + " were asked for", null);
    }
    return bytes;
  }

  private GetObjectRequest request(long offset, int length) {
    return GetObjectRequest.builder()
        .bucket(object.bucket())
        .key(object.key())
        .ifMatch(eTag)
        .range("bytes=" + offset + "-" + (offset + length - 1))
        .build();
  }

  private UncheckedIOException failure(String what, @Nullable SdkException cause) {
    return new UncheckedIOException(new IOException(object.name() + " " + what, cause));
  }

  /// The client is its owner's.
  @Override
  public void close() {}
}
