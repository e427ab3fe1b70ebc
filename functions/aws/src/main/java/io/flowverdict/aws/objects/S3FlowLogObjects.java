package io.flowverdict.aws.objects;

import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Flow-log objects in Amazon S3.
public final class S3FlowLogObjects implements FlowLogObjects {

  private final S3Client s3;

  public S3FlowLogObjects(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public Optional<FlowLogContent> open(FlowLogObject object) {
    try {
      ResponseInputStream<GetObjectResponse> content =
          s3.getObject(get -> get.bucket(object.bucket()).key(object.key()));
      long size = content.response().contentLength();
      String eTag = content.response().eTag();
      return Optional.of(
          new FlowLogContent(eTag, size, content, () -> new S3ByteRanges(s3, object, eTag, size)));
    } catch (NoSuchKeyException gone) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> version(FlowLogObject object) {
    try {
      return Optional.of(
          s3.headObject(head -> head.bucket(object.bucket()).key(object.key())).eTag());
    } catch (NoSuchKeyException gone) {
      return Optional.empty();
    }
  }
}
