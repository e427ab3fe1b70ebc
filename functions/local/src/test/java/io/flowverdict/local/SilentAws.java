package io.flowverdict.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The endpoint of an account in which nothing is but a VPC, and where some calls are refused.
record SilentAws(HttpServer server) implements AutoCloseable {

  private static final Pattern ACTION = Pattern.compile("Action=(\\w+)");
  private static final Map<String, String> LISTINGS =
      Map.ofEntries(
          Map.entry(
              "DescribeVpcs",
              "<vpcSet><item><vpcId>vpc-1</vpcId><cidrBlock>10.0.0.0/16</cidrBlock></item></vpcSet>"),
          Map.entry("DescribeSubnets", "<subnetSet/>"),
          Map.entry("DescribeNetworkInterfaces", "<networkInterfaceSet/>"),
          Map.entry("DescribeSecurityGroups", "<securityGroupInfo/>"),
          Map.entry("DescribeSecurityGroupRules", "<securityGroupRuleSet/>"),
          Map.entry("DescribeSecurityGroupVpcAssociations", "<securityGroupVpcAssociationSet/>"),
          Map.entry("DescribeNetworkAcls", "<networkAclSet/>"),
          Map.entry("DescribeManagedPrefixLists", "<prefixListSet/>"),
          Map.entry("DescribeVpcPeeringConnections", "<vpcPeeringConnectionSet/>"),
          Map.entry("DescribeFlowLogs", "<flowLogSet/>"));

  static SilentAws refusing(String... calls) throws IOException {
    Set<String> refused = Set.of(calls);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, refused));
    server.start();
    return new SilentAws(server);
  }

  private static void answer(HttpExchange exchange, Set<String> refused) throws IOException {
    Matcher called = ACTION.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    String call = called.find() ? called.group(1) : "";
    if (call.equals("GetCallerIdentity")) {
      send(
          exchange,
          200,
          """
          <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
            <GetCallerIdentityResult><Account>111122223333</Account></GetCallerIdentityResult>
          </GetCallerIdentityResponse>
          """);
    } else if (refused.contains(call)) {
      send(
          exchange,
          403,
          "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>No.</Message></Error>"
              + "</Errors></Response>");
    } else {
      String listing = LISTINGS.getOrDefault(call, "");
      send(exchange, 200, "<%sResponse>%s</%sResponse>".formatted(call, listing, call));
    }
  }

  private static void send(HttpExchange exchange, int status, String content) throws IOException {
    byte[] bytes = content.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  Map<String, String> environment() {
    return Map.of(
        "AWS_REGION",
        "eu-central-1",
        "AWS_ENDPOINT_URL",
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()).toString());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
