package io.flowverdict.local;

import java.net.InetAddress;
import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/// S3 in this process: S3Proxy with a store in memory, on a free port of the loopback address.
final class EmbeddedS3 implements AutoCloseable {

  private final S3Proxy server;

  private EmbeddedS3(S3Proxy server) {
    this.server = server;
  }

  /// {@return the service, started}
  ///
  /// @throws IllegalStateException when it does not start
  static EmbeddedS3 start() {
    S3Proxy server =
        S3Proxy.builder()
            .endpoint(endpoint(0))
            .blobStore(new TransientNio2BlobStore())
            .awsAuthentication(AuthenticationType.NONE, "", "")
            .build();
    Lifecycle.run("start the embedded S3", server::start);
    return new EmbeddedS3(server);
  }

  /// {@return where it answers; with the bucket in the path, not in the host's name}
  URI endpoint() {
    return endpoint(server.getPort());
  }

  private static URI endpoint(int port) {
    return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port);
  }

  @Override
  public void close() {
    Lifecycle.run("stop the embedded S3", server::stop);
  }
}
