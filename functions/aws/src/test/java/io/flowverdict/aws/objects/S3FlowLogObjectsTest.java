package io.flowverdict.aws.objects;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.aws.embedded.LocalServices;
import io.flowverdict.core.flowlog.ByteRanges;
import io.flowverdict.core.flowlog.FlowLogReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3FlowLogObjectsTest {

  private static final String KEY =
      "AWSLogs/111122223333/vpcflowlogs/eu-central-1/2026/11/20/"
          + "111122223333_vpcflowlogs_eu-central-1_fl-0a1b2c3d_20261120T1005Z_fe123456.log.gz";
  private static final byte[] CONTENT =
      gzip("srcaddr dstaddr\n" + "10.0.0.1 10.0.0.2\n".repeat(500));

  @Test
  void anObjectIsReadToItsEnd() throws IOException {
    String bucket = LocalServices.newBucket();
    LocalServices.s3()
        .putObject(put -> put.bucket(bucket).key(KEY), RequestBody.fromBytes(CONTENT));

    try (InputStream content = open(LocalServices.s3(), bucket)) {
      assertThat(content.readAllBytes()).isEqualTo(CONTENT);
    }
  }

  @Test
  void anObjectThatDoesNotExistIsNone() {
    FlowLogObject missing = FlowLogObject.of(LocalServices.newBucket(), KEY).orElseThrow();

    assertThat(new S3FlowLogObjects(LocalServices.s3()).open(missing)).isEmpty();
  }

  @Test
  void anObjectIsReadByRanges() {
    String bucket = LocalServices.newBucket();
    put(bucket, CONTENT);

    try (ByteRanges ranges = ranges(LocalServices.s3(), bucket)) {
      assertThat(ranges.size()).isEqualTo(CONTENT.length);
      assertThat(ranges.read(0, 4)).isEqualTo(Arrays.copyOf(CONTENT, 4));
      assertThat(ranges.read(CONTENT.length - 1, 1)).containsExactly(CONTENT[CONTENT.length - 1]);
      assertThat(ranges.read(10, 20)).isEqualTo(Arrays.copyOfRange(CONTENT, 10, 30));
    }
  }

  /// The ranges of two objects would be put together to a third one.
  @Test
  void anObjectThatIsReplacedWhileItIsReadFails() {
    String bucket = LocalServices.newBucket();
    put(bucket, CONTENT);
    try (ByteRanges ranges = ranges(LocalServices.s3(), bucket)) {
      assertThat(ranges.read(0, 4)).hasSize(4);

      put(bucket, gzip("srcaddr dstaddr\n" + "10.0.0.3 10.0.0.4\n".repeat(500)));

      assertThatThrownBy(() -> ranges.read(0, 4))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("was replaced while it was read");
    }
  }

  @Test
  void anObjectThatIsDeletedWhileItIsReadFails() {
    String bucket = LocalServices.newBucket();
    put(bucket, CONTENT);
    try (ByteRanges ranges = ranges(LocalServices.s3(), bucket)) {
      LocalServices.s3().deleteObject(delete -> delete.bucket(bucket).key(KEY));

      assertThatThrownBy(() -> ranges.read(0, 4)).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void eachContentOfAnObjectHasAVersionOfItsOwn() {
    String bucket = LocalServices.newBucket();
    FlowLogObject object = FlowLogObject.of(bucket, KEY).orElseThrow();
    S3FlowLogObjects objects = new S3FlowLogObjects(LocalServices.s3());
    assertThat(objects.version(object)).isEmpty();

    put(bucket, CONTENT);
    Optional<String> first = objects.version(object);
    assertThat(objects.open(object).map(FlowLogContent::version)).isPresent().isEqualTo(first);

    put(bucket, new byte[] {1, 2, 3});
    assertThat(objects.version(object)).isPresent().isNotEqualTo(first);
  }

  private static void put(String bucket, byte[] content) {
    LocalServices.s3()
        .putObject(put -> put.bucket(bucket).key(KEY), RequestBody.fromBytes(content));
  }

  private static ByteRanges ranges(S3Client s3, String bucket) {
    return new S3FlowLogObjects(s3)
        .open(FlowLogObject.of(bucket, KEY).orElseThrow())
        .orElseThrow()
        .ranges()
        .get();
  }

  /// It is a failure of the delivery, which is tried again, and not a truncated object.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40, -1})
  void aConnectionThatIsCutIsNoDamageOfTheObject(int sent) throws IOException {
    int arrives = sent < 0 ? CONTENT.length - 1 : sent;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answer(server, arrives));

      assertThatThrownBy(() -> readEntries(open(clientOf(server), "logs")))
          .isInstanceOf(UncheckedIOException.class)
          .hasRootCauseInstanceOf(IOException.class);
    }
  }

  private static void readEntries(InputStream content) {
    try (FlowLogReader reader = FlowLogReader.open(content)) {
      reader.iterator().forEachRemaining(entry -> {});
    }
  }

  private static InputStream open(S3Client s3, String bucket) {
    FlowLogContent content =
        new S3FlowLogObjects(s3).open(FlowLogObject.of(bucket, KEY).orElseThrow()).orElseThrow();
    assertThat(content.size()).isEqualTo(CONTENT.length);
    return content.stream();
  }

  /// Promises the whole object and hangs up early.
  private static void answer(ServerSocket server, int arrives) {
    try (Socket connection = server.accept();
        OutputStream out = connection.getOutputStream()) {
      readRequest(connection.getInputStream());
      out.write(
          ("HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: " + CONTENT.length + "\r\n\r\n")
              .getBytes(US_ASCII));
      out.write(CONTENT, 0, arrives);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void readRequest(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      request.append((char) in.read());
    }
  }

  private static S3Client clientOf(ServerSocket server) {
    return S3Client.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(URI.create("http://127.0.0.1:" + server.getLocalPort()))
        .forcePathStyle(true)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(LocalServices.CREDENTIALS)
        .build();
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(US_ASCII));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
