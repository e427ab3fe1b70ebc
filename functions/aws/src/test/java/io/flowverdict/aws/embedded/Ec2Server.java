package io.flowverdict.aws.embedded;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.notMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.flowverdict.aws.inventory.Accounts;
import io.flowverdict.aws.inventory.ReaderRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/// A server that speaks the protocol of EC2 and STS: forms in, XML out. It is account 111122223333,
/// of which other files of the tests hold the same as output of the AWS CLI.
public final class Ec2Server implements AutoCloseable {
  /// Every call that a reading makes.
  public static final List<String> CALLS =
      List.of(
          "DescribeVpcs",
          "DescribeSubnets",
          "DescribeNetworkInterfaces",
          "DescribeSecurityGroups",
          "DescribeSecurityGroupRules",
          "DescribeSecurityGroupVpcAssociations",
          "DescribeNetworkAcls",
          "DescribeManagedPrefixLists",
          "GetManagedPrefixListEntries",
          "DescribeVpcPeeringConnections",
          "DescribeFlowLogs");

  private static final String ENTRIES = "GetManagedPrefixListEntries";
  private static final int AFTER_THE_ACCOUNT = 1;
  private static final Pattern ACTION = Pattern.compile("Action=(\\w+)");

  private final WireMockServer server =
      new WireMockServer(
          WireMockConfiguration.options()
              .bindAddress("127.0.0.1")
              .dynamicPort()
              .asynchronousResponseEnabled(true));

  public Ec2Server() {
    server.start();
    for (String call : CALLS) {
      if (!call.equals(ENTRIES)) {
        server.stubFor(action(call).willReturn(aResponse().withBody(resource(call))));
      }
    }
    for (String list : List.of("pl-0f1", "pl-0f2")) {
      server.stubFor(
          action(ENTRIES)
              .withRequestBody(matching(".*PrefixListId=" + list + "(&.*|$)"))
              .willReturn(aResponse().withBody(resource(ENTRIES + "-" + list))));
    }
    server.stubFor(
        action("GetCallerIdentity")
            .willReturn(
                aResponse()
                    .withBody(
                        """
                        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                          <GetCallerIdentityResult>
                            <Arn>arn:aws:sts::111122223333:assumed-role/reader/test</Arn>
                            <UserId>AIDAEXAMPLE:test</UserId>
                            <Account>111122223333</Account>
                          </GetCallerIdentityResult>
                        </GetCallerIdentityResponse>
                        """)));
  }

  private static MappingBuilder action(String call) {
    return post(urlEqualTo("/")).withRequestBody(matching("Action=" + call + "(&.*|$)"));
  }

  /// {@return a file of the account}
  public static String resource(String name) {
    String path = "/io/flowverdict/aws/inventory/api/" + name + ".xml";
    try (InputStream file = Ec2Server.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalArgumentException("There is no " + path);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Answers a call in another way than the account does.
  public void answer(String call, ResponseDefinitionBuilder answer) {
    server.stubFor(action(call).atPriority(AFTER_THE_ACCOUNT).willReturn(answer));
  }

  /// Answers a call first in some ways, then as the account does.
  public void answerFirst(String call, ResponseDefinitionBuilder... answers) {
    for (int i = 0; i < answers.length; i++) {
      server.stubFor(
          action(call)
              .atPriority(AFTER_THE_ACCOUNT)
              .inScenario(call)
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i)
              .willSetStateTo("answer " + (i + 1))
              .willReturn(answers[i]));
    }
  }

  /// Answers a call with pages, each to be asked for with the token of the one before.
  public void answerPages(String call, String... pages) {
    for (int i = 0; i < pages.length; i++) {
      String token = "<nextToken>page-" + (i + 1) + "==/+</nextToken>";
      String end = "</" + call + "Response>";
      String page = i + 1 == pages.length ? pages[i] : pages[i].replace(end, token + end);
      server.stubFor(
          action(call)
              .atPriority(AFTER_THE_ACCOUNT)
              .withRequestBody(
                  i == 0
                      ? notMatching(".*NextToken=.*")
                      : containing("NextToken=page-" + i + "%3D%3D%2F%2B"))
              .willReturn(aResponse().withBody(page)));
    }
  }

  /// {@return an answer that says no}
  public static ResponseDefinitionBuilder error(int status, String code, String message) {
    return aResponse()
        .withStatus(status)
        .withBody(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors>
            <RequestID>ea966190-f9aa-478e-9ede-example</RequestID></Response>
            """
                .formatted(code, message));
  }

  /// {@return an answer of STS that says no}
  public static ResponseDefinitionBuilder stsError(int status, String code, String message) {
    return aResponse()
        .withStatus(status)
        .withBody(
            """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>
              <RequestId>ea966190-f9aa-478e-9ede-example</RequestId>
            </ErrorResponse>
            """
                .formatted(code, message));
  }

  /// {@return how often a call was made}
  public int calls(String call) {
    return requests(call).size();
  }

  /// {@return the forms with which a call was made, in the order of their arrival}
  public List<String> requests(String call) {
    return server
        .findAll(
            postRequestedFor(urlEqualTo("/"))
                .withRequestBody(matching("Action=" + call + "(&.*|$)")))
        .stream()
        .map(request -> request.getBodyAsString())
        .toList();
  }

  /// {@return the names of all calls that were made}
  public Set<String> actions() {
    return server.findAll(postRequestedFor(urlEqualTo("/"))).stream()
        .map(request -> ACTION.matcher(request.getBodyAsString()))
        .filter(Matcher::find)
        .map(action -> action.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// {@return the values that a header had in the calls}
  public List<String> headers(String call, String header) {
    return server
        .findAll(
            postRequestedFor(urlEqualTo("/"))
                .withRequestBody(matching("Action=" + call + "(&.*|$)")))
        .stream()
        .map(request -> String.valueOf(request.getHeader(header)))
        .toList();
  }

  /// {@return what reads accounts from this server}
  public Accounts accounts(@Nullable ReaderRole role) {
    URI endpoint = URI.create(server.baseUrl());
    StsClient sts =
        StsClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .endpointOverride(endpoint)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(LocalServices.CREDENTIALS)
            .build();
    return new Accounts(
        sts,
        LocalServices.CREDENTIALS,
        role,
        builder -> builder.httpClient(UrlConnectionHttpClient.create()).endpointOverride(endpoint));
  }

  @Override
  public void close() {
    server.stop();
  }
}
