package io.flowverdict.aws.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.aws.embedded.LocalServices;
import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.WritableHistory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class RevisionStoreTest extends WritableHistoryContract {
  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final DynamoDbClient DYNAMO_DB = LocalServices.dynamoDb();
  private static final S3Client S3 = LocalServices.s3();

  private final String bucket = LocalServices.newBucket();
  private final TimelineTable table = LocalServices.newTable();

  @Override
  WritableHistory history() {
    return new RevisionStore(S3, bucket, DYNAMO_DB, LocalServices.newTable());
  }

  /// {@return the history as another process sees it}
  private RevisionStore store() {
    return new RevisionStore(S3, bucket, DYNAMO_DB, table);
  }

  @Test
  void anotherProcessReadsWhatWasWritten() {
    Revision made = store().observe(SCOPE, content("A"), seconds(1));

    assertThat(store().covering(SCOPE, seconds(1), seconds(1))).containsExactly(made);
  }

  @Test
  void aRevisionIsNamedByTheSha256OfItsJson() throws Exception {
    Revision made = store().observe(SCOPE, content("A"), seconds(1));

    assertThat(keys())
        .containsExactly("revisions/111122223333/eu-central-1/" + made.id() + ".json.gz");
    byte[] json = gunzip(object(keys().getFirst()));
    assertThat(made.id()).isEqualTo(sha256(json));
    assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"VpcId\":\"vpc-A\"");
  }

  @Test
  void aConfigurationThatComesBackIsStoredOnce() {
    RevisionStore store = store();
    store.observe(SCOPE, content("A"), seconds(1));
    store.observe(SCOPE, content("B"), seconds(2));
    store.observe(SCOPE, content("A"), seconds(3));
    store.observe(SCOPE, content("A"), seconds(4));

    assertThat(keys()).hasSize(2);
  }

  @Test
  void aRevisionThatIsGoneIsNotTakenForNothing() {
    store().observe(SCOPE, content("A"), seconds(1));
    S3.deleteObject(request -> request.bucket(bucket).key(keys().getFirst()));

    assertThatThrownBy(() -> store().covering(SCOPE, seconds(1), seconds(1)))
        .isInstanceOf(DamagedRevisionException.class)
        .hasMessageStartingWith("s3://" + bucket + "/revisions/111122223333/eu-central-1/")
        .hasMessageContaining("is gone");
  }

  @Test
  void aRevisionThatWasChangedIsRefused() throws IOException {
    store().observe(SCOPE, content("A"), seconds(1));
    byte[] json = gunzip(object(keys().getFirst()));
    String changed = new String(json, StandardCharsets.UTF_8).replace("vpc-A", "vpc-X");
    replace(gzip(changed.getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(() -> store().covering(SCOPE, seconds(1), seconds(1)))
        .isInstanceOf(DamagedRevisionException.class)
        .hasMessageContaining("does not hold what its name says");
  }

  @Test
  void aRevisionThatIsCutOffIsRefused() throws IOException {
    store().observe(SCOPE, content("A"), seconds(1));
    byte[] whole = object(keys().getFirst());
    byte[] json = gunzip(whole);
    replace(Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> store().covering(SCOPE, seconds(1), seconds(1)))
        .isInstanceOf(DamagedRevisionException.class)
        .hasMessageContaining("is damaged");

    replace(gzip(Arrays.copyOf(json, json.length / 2)));
    assertThatThrownBy(() -> store().covering(SCOPE, seconds(1), seconds(1)))
        .isInstanceOf(DamagedRevisionException.class)
        .hasMessageContaining("is damaged");

    replace("no gzip".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> store().covering(SCOPE, seconds(1), seconds(1)))
        .isInstanceOf(DamagedRevisionException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void whatIsEqualInTwoRevisionsIsHeldOnce() {
    store().observe(SCOPE, content("A"), seconds(1));
    store().observe(SCOPE, content("B"), seconds(2));

    List<Revision> revisions = store().covering(SCOPE, seconds(1), seconds(2));

    assertThat(revisions.get(0).snapshot().vpcs().get("vpc-z1"))
        .isSameAs(revisions.get(1).snapshot().vpcs().get("vpc-z1"));
  }

  private List<String> keys() {
    return S3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private byte[] object(String key) {
    return S3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
  }

  private void replace(byte[] content) {
    S3.putObject(
        request -> request.bucket(bucket).key(keys().getFirst()), RequestBody.fromBytes(content));
  }

  private static byte[] gunzip(byte[] gzipped) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(gzipped)).readAllBytes();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzipped)) {
      out.write(content);
    }
    return gzipped.toByteArray();
  }

  private static String sha256(byte[] content) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
