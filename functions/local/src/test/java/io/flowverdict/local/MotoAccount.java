package io.flowverdict.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;

/// An account of moto's with one server behind port 443, in front of which a call is answered that
/// moto does not know.
final class MotoAccount implements AutoCloseable {

  private static final String COMMAND = "moto_server";
  private static final Duration START = Duration.ofSeconds(60);
  private static final byte[] NO_ASSOCIATIONS =
      """
      <DescribeSecurityGroupVpcAssociationsResponse>
        <securityGroupVpcAssociationSet/>
      </DescribeSecurityGroupVpcAssociationsResponse>
      """
          .getBytes(UTF_8);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI moto;
  private final HttpServer front;

  private MotoAccount(Process process, URI moto, HttpServer front) {
    this.process = process;
    this.moto = moto;
    this.front = front;
  }

  /// {@return the account; null where moto is not on the PATH}
  static @Nullable MotoAccount startWhereInstalled() throws IOException {
    Optional<Path> command =
        Stream.of(
                Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                    .split(System.getenv().getOrDefault("PATH", "")))
            .map(folder -> Path.of(folder, COMMAND))
            .filter(Files::isExecutable)
            .findFirst();
    return command.isEmpty() ? null : start(command.get());
  }

  private static MotoAccount start(Path command) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(command.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    HttpServer front =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    MotoAccount account =
        new MotoAccount(process, URI.create("http://127.0.0.1:" + port + "/"), front);
    front.createContext("/", account::answer);
    front.setExecutor(task -> Thread.ofVirtual().start(task));
    front.start();
    account.awaitStart();
    account.fill();
    return account;
  }

  private void awaitStart() throws IOException {
    Instant deadline = Instant.now().plus(START);
    while (!answers()) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        close();
        throw new IOException(COMMAND + " does not start");
      }
    }
  }

  private boolean answers() throws IOException {
    try {
      Thread.sleep(200);
      http.send(HttpRequest.newBuilder(moto).build(), BodyHandlers.discarding());
      return true;
    } catch (ConnectException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while " + COMMAND + " starts", interrupted);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] form = exchange.getRequestBody().readAllBytes();
    if (new String(form, UTF_8).contains("Action=DescribeSecurityGroupVpcAssociations")) {
      answer(exchange, 200, NO_ASSOCIATIONS);
      return;
    }
    HttpResponse<byte[]> answered = pass(exchange, form);
    answer(exchange, answered.statusCode(), answered.body());
  }

  private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] form) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(moto).POST(BodyPublishers.ofByteArray(form));
    for (String name : new String[] {"Authorization", "Content-Type", "X-Amz-Date"}) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] content) throws IOException {
    exchange.sendResponseHeaders(status, content.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(content);
    }
  }

  private void fill() {
    try (Ec2Client ec2 =
        Ec2Client.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .endpointOverride(endpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build()) {
      String vpc = ec2.createVpc(make -> make.cidrBlock("10.20.0.0/16")).vpc().vpcId();
      String subnet =
          ec2.createSubnet(make -> make.vpcId(vpc).cidrBlock("10.20.1.0/24")).subnet().subnetId();
      String web =
          ec2.createSecurityGroup(make -> make.vpcId(vpc).groupName("web").description("web"))
              .groupId();
      IpRange everywhere = IpRange.builder().cidrIp("0.0.0.0/0").build();
      IpPermission https =
          IpPermission.builder()
              .ipProtocol("tcp")
              .fromPort(443)
              .toPort(443)
              .ipRanges(everywhere)
              .build();
      ec2.authorizeSecurityGroupIngress(rule -> rule.groupId(web).ipPermissions(https));
      ec2.createNetworkInterface(
          make -> make.subnetId(subnet).privateIpAddress("10.20.1.10").groups(web));
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + front.getAddress().getPort());
  }

  @Override
  public void close() {
    front.stop(0);
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    http.close();
  }
}
