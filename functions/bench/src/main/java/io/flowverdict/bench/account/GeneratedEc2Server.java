package io.flowverdict.bench.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flowverdict.aws.inventory.Inventory;
import io.flowverdict.core.snapshot.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// A server on the loopback address that speaks the protocol of EC2 for a generated account: forms
/// in, XML out. What was asked for once is kept. It also says, as STS does, whose account it is.
public final class GeneratedEc2Server implements AutoCloseable {
  private static final String CALLER_IDENTITY =
      """
      <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <GetCallerIdentityResult><Account>%s</Account></GetCallerIdentityResult>
      </GetCallerIdentityResponse>
      """
          .formatted(GeneratedAccount.SCOPE.accountId());

  private final GeneratedEc2 ec2;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final ConcurrentMap<Map<String, String>, byte[]> answers = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();

  private GeneratedEc2Server(GeneratedEc2 ec2, HttpServer server) {
    this.ec2 = ec2;
    this.server = server;
  }

  public static GeneratedEc2Server start(GeneratedAccount account) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      HttpServer server = HttpServer.create(address, /* backlog= */ 0);
      GeneratedEc2Server started = new GeneratedEc2Server(new GeneratedEc2(account), server);
      server.createContext("/", started::answer);
      server.setExecutor(started.threads);
      server.start();
      return started;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// {@return how many calls were answered}
  public int calls() {
    return calls.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> form = form(exchange.getRequestBody().readAllBytes());
    byte[] answer = answers.computeIfAbsent(form, this::xml);
    calls.incrementAndGet();
    exchange.sendResponseHeaders(200, answer.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(answer);
    }
  }

  private static Map<String, String> form(byte[] content) {
    Map<String, String> form = new HashMap<>();
    for (String parameter : new String(content, UTF_8).split("&", -1)) {
      int equals = parameter.indexOf('=');
      form.put(
          parameter.substring(0, equals),
          URLDecoder.decode(parameter.substring(equals + 1), UTF_8));
    }
    return form;
  }

  private byte[] xml(Map<String, String> form) {
    String action = Objects.requireNonNull(form.get("Action"), "Action");
    if (action.equals("GetCallerIdentity")) {
      return CALLER_IDENTITY.getBytes(UTF_8);
    }
    return Ec2Xml.of(action, answer(action, form));
  }

  private SdkPojo answer(String action, Map<String, String> form) {
    @Nullable String token = form.get("NextToken");
    int max = Integer.parseInt(form.getOrDefault("MaxResults", "1000"));
    return switch (action) {
      case "DescribeVpcs" -> ec2.describeVpcs(ask -> ask.nextToken(token).maxResults(max));
      case "DescribeSubnets" -> ec2.describeSubnets(ask -> ask.nextToken(token).maxResults(max));
      case "DescribeNetworkInterfaces" ->
          ec2.describeNetworkInterfaces(ask -> ask.nextToken(token).maxResults(max));
      case "DescribeSecurityGroups" ->
          ec2.describeSecurityGroups(ask -> ask.nextToken(token).maxResults(max));
      case "DescribeSecurityGroupRules" ->
          ec2.describeSecurityGroupRules(ask -> ask.nextToken(token).maxResults(max));
      case "DescribeSecurityGroupVpcAssociations" ->
          ec2.describeSecurityGroupVpcAssociations(ask -> ask.nextToken(token).maxResults(max));
      case "DescribeNetworkAcls" ->
          ec2.describeNetworkAcls(ask -> ask.nextToken(token).maxResults(max));
      case "DescribeManagedPrefixLists" ->
          ec2.describeManagedPrefixLists(ask -> ask.nextToken(token).maxResults(max));
      case "GetManagedPrefixListEntries" ->
          ec2.getManagedPrefixListEntries(
              ask -> ask.prefixListId(form.get("PrefixListId")).nextToken(token).maxResults(max));
      case "DescribeVpcPeeringConnections" ->
          ec2.describeVpcPeeringConnections(ask -> ask.nextToken(token).maxResults(max));
      case "DescribeFlowLogs" -> ec2.describeFlowLogs(ask -> ask.nextToken(token).maxResults(max));
      default -> throw new IllegalArgumentException("A generated account knows no " + action);
    };
  }

  /// {@return the account behind the endpoint of a server, as the live adapter reads it}
  public static Snapshot capture(URI endpoint) {
    try (Ec2Client ec2 =
        Ec2Client.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .endpointOverride(endpoint)
            .region(Region.of(GeneratedAccount.SCOPE.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
            .build()) {
      return new Inventory(GeneratedAccount.SCOPE, ec2).read();
    }
  }

  @Override
  public void close() {
    server.stop(/* delay= */ 0);
    threads.close();
  }
}
