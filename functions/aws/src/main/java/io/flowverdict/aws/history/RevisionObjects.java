package io.flowverdict.aws.history;

import io.flowverdict.aws.configuration.ConfigurationException;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// The revisions of a bucket.
final class RevisionObjects {
  private final S3Client s3;
  private final String bucket;

  RevisionObjects(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /// Stores a revision. Stored again, it stays what it is.
  void put(Scope scope, SnapshotObject object) {
    s3.putObject(
        request ->
            request.bucket(bucket).key(key(scope, object.id())).contentType("application/gzip"),
        RequestBody.fromBytes(object.gzipped()));
  }

  /// @throws DamagedRevisionException when the revision is not there or not what was stored
  Snapshot get(Scope scope, String id) {
    String name = "s3://" + bucket + "/" + key(scope, id);
    try (ResponseInputStream<GetObjectResponse> object =
        s3.getObject(request -> request.bucket(bucket).key(key(scope, id)))) {
      return SnapshotObject.read(name, id, object);
    } catch (NoSuchKeyException missing) {
      throw new DamagedRevisionException(
          name + " is gone, and the timeline names it; restore the object", missing);
    } catch (ZipException | EOFException | ConfigurationException damaged) {
      throw new DamagedRevisionException(name + " is damaged; restore the object", damaged);
    } catch (IOException brokenOff) {
      throw new UncheckedIOException(name + " could not be read to its end", brokenOff);
    }
  }

  private static String key(Scope scope, String id) {
    return "revisions/" + scope.accountId() + "/" + scope.region() + "/" + id + ".json.gz";
  }
}
