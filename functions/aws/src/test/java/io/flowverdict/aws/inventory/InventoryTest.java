package io.flowverdict.aws.inventory;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.http.Fault;
import io.flowverdict.aws.configuration.ConfigurationFolder;
import io.flowverdict.aws.configuration.SnapshotReader;
import io.flowverdict.aws.configuration.SnapshotWriter;
import io.flowverdict.aws.embedded.Ec2Server;
import io.flowverdict.core.snapshot.Incomplete;
import io.flowverdict.core.snapshot.Listing;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The live adapter against a server that speaks the protocol of EC2.
class InventoryTest {
  static final List<String> CALLS = Ec2Server.CALLS;

  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");

  private final Ec2Server server = new Ec2Server();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void itReadsWhatTheFolderOfTheSameAccountHolds() throws Exception {
    Snapshot live = read();

    Snapshot folder = ConfigurationFolder.read(cliOutput()).snapshot();
    assertThat(live.vpcs()).isEqualTo(folder.vpcs()).hasSize(2);
    assertThat(live.subnets()).isEqualTo(folder.subnets()).hasSize(2);
    assertThat(live.interfaces()).isEqualTo(folder.interfaces()).hasSize(3);
    assertThat(live.securityGroups()).isEqualTo(folder.securityGroups()).hasSize(4);
    assertThat(live.networkAcls()).isEqualTo(folder.networkAcls()).hasSize(2);
    assertThat(live.prefixLists()).isEqualTo(folder.prefixLists()).hasSize(3);
    assertThat(live.peerings()).isEqualTo(folder.peerings()).hasSize(2);
    assertThat(live.groupVpcAssociations()).isEqualTo(folder.groupVpcAssociations()).hasSize(2);
    assertThat(live.flowLogs()).isEqualTo(folder.flowLogs()).hasSize(2);
    assertThat(live).isEqualTo(folder);
  }

  @Test
  void whatItReadsIsStoredAndReadBackUnchanged() throws IOException {
    Snapshot live = read();

    ByteArrayOutputStream json = new ByteArrayOutputStream();
    SnapshotWriter.write(live, json);
    assertThat(
            new SnapshotReader()
                .add("stored", new ByteArrayInputStream(json.toByteArray()))
                .read()
                .snapshot())
        .isEqualTo(live);
  }

  @Test
  void everyPageOfAListingIsRead() {
    String interfaces = Ec2Server.resource("DescribeNetworkInterfaces");
    server.answerPages(
        "DescribeNetworkInterfaces",
        interfaces.replace("eni-0c", "eni-1c"),
        interfaces.replace("eni-0c", "eni-2c"),
        interfaces.replace("eni-0c", "eni-3c"));

    assertThat(read().interfaces().keySet())
        .containsExactly(
            "eni-1c1", "eni-1c2", "eni-1c3", "eni-2c1", "eni-2c2", "eni-2c3", "eni-3c1", "eni-3c2",
            "eni-3c3");
    assertThat(server.calls("DescribeNetworkInterfaces")).isEqualTo(3);
  }

  @Test
  void rulesFromAllPagesReachTheirGroup() {
    String rules = Ec2Server.resource("DescribeSecurityGroupRules");
    server.answerPages(
        "DescribeSecurityGroupRules",
        rules.replace("sgr-0", "sgr-1"),
        rules.replace("sgr-0", "sgr-2"),
        rules.replace("sgr-0", "sgr-3"));

    assertThat(read().securityGroups().get("sg-0e2"))
        .satisfies(group -> assertThat(group.rules()).hasSize(3 * 7));
  }

  @Test
  void anEmptyAccountIsAnEmptySnapshot() {
    answerEach("<%sSet/>");

    assertThat(read()).isEqualTo(Snapshot.EMPTY);
  }

  /// The listing of each call, without its elements.
  private void answerEach(String listing) {
    Map.of(
            "DescribeVpcs", "vpc",
            "DescribeSubnets", "subnet",
            "DescribeNetworkInterfaces", "networkInterface",
            "DescribeSecurityGroupRules", "securityGroupRule",
            "DescribeSecurityGroupVpcAssociations", "securityGroupVpcAssociation",
            "DescribeNetworkAcls", "networkAcl",
            "DescribeManagedPrefixLists", "prefixList",
            "DescribeVpcPeeringConnections", "vpcPeeringConnection",
            "DescribeFlowLogs", "flowLog")
        .forEach((call, name) -> answer(call, listing.formatted(name)));
    answer("DescribeSecurityGroups", "<securityGroupInfo/>");
  }

  private void answer(String call, String content) {
    server.answer(
        call, aResponse().withBody("<%1$sResponse>%2$s</%1$sResponse>".formatted(call, content)));
  }

  /// An answer without the listing, be its body empty or not, is not the answer that there is none.
  @ParameterizedTest
  @FieldSource("CALLS")
  void anAnswerWithoutAListingFailsTheReading(String call) {
    answer(call, "<requestId>7a62c442</requestId>");

    assertThatThrownBy(this::read)
        .isInstanceOf(InventoryException.class)
        .hasMessageContaining(call + " answered without a listing");
  }

  @Test
  void interfacesThatAwsManagesAreAskedFor() {
    read();

    assertThat(server.requests("DescribeNetworkInterfaces"))
        .allMatch(form -> form.contains("IncludeManagedResources=true"))
        .allMatch(form -> form.contains("MaxResults=1000"));
  }

  @Test
  void entriesAreReadOfTheVersionThatTheListWasDescribedWith() {
    read();

    assertThat(server.requests("GetManagedPrefixListEntries"))
        .hasSize(2)
        .anyMatch(form -> form.contains("pl-0f1") && form.contains("TargetVersion=7"))
        .anyMatch(form -> form.contains("pl-0f2") && !form.contains("TargetVersion"));
  }

  @Test
  void typesAreKeptAsTheServiceSpellsThem() {
    assertThat(read().interfaces().values())
        .extracting(NetworkInterface::interfaceType)
        .containsExactly("interface", "nat_gateway", "a_type_of_the_future");
  }

  @Test
  void throttlingIsWaitedOut() {
    server.answerFirst(
        "DescribeSecurityGroupRules",
        Ec2Server.error(503, "RequestLimitExceeded", "Request limit exceeded."),
        Ec2Server.error(503, "RequestLimitExceeded", "Request limit exceeded."));

    assertThat(read().securityGroups()).hasSize(4);
    assertThat(server.calls("DescribeSecurityGroupRules")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aServiceThatFailsOnceIsAskedAgain(int status) {
    server.answerFirst("DescribeVpcs", aResponse().withStatus(status).withBody("<html/>"));

    assertThat(read().vpcs()).hasSize(2);
  }

  @Test
  void aServiceThatKeepsFailingFailsTheReading() {
    server.answer("DescribeVpcs", Ec2Server.error(503, "Unavailable", "Try later."));

    assertThatThrownBy(this::read)
        .isInstanceOf(InventoryException.class)
        .hasMessage(
            "The configuration of 111122223333/eu-central-1 was not read to its end: DescribeVpcs"
                + " failed: Unavailable: Try later.");
    assertThat(server.calls("DescribeVpcs")).isEqualTo(8);
  }

  @Test
  void anAnswerOfSomethingElseThanTheApiFailsTheReading() {
    server.answer("DescribeVpcs", aResponse().withStatus(404).withBody("<html/>"));

    assertThatThrownBy(this::read)
        .isInstanceOf(InventoryException.class)
        .hasMessageEndingWith(
            "DescribeVpcs failed: HTTP status 404 without an error code, as of an endpoint that"
                + " does not know the call DescribeVpcs or is no endpoint of AWS");
  }

  /// Less arrives than was promised.
  @Test
  void aBodyThatTheConnectionCutsOffFailsTheReading() {
    server.answer(
        "DescribeVpcs",
        aResponse()
            .withFault(Fault.MALFORMED_RESPONSE_CHUNK)
            .withBody(Ec2Server.resource("DescribeVpcs")));

    assertThatThrownBy(this::read)
        .isInstanceOf(InventoryException.class)
        .hasMessageContaining("DescribeVpcs failed: ");
  }

  @Test
  void aConnectionThatBreaksOnceIsMadeAgain() {
    server.answerFirst("DescribeSubnets", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

    assertThat(read().subnets()).hasSize(2);
  }

  /// What arrived whole and is not whole in itself: nothing of it may be taken for all there is.
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.6, 0.99})
  void aBodyThatIsCutOffIsNoAnswer(double part) {
    String whole = Ec2Server.resource("DescribeSecurityGroupRules");
    server.answer(
        "DescribeSecurityGroupRules",
        aResponse().withBody(whole.substring(0, (int) (whole.length() * part))));

    assertThatThrownBy(this::read)
        .isInstanceOf(InventoryException.class)
        .hasMessageContaining("DescribeSecurityGroupRules");
  }

  @Test
  void aLaterPageThatIsCutOffFailsTheReading() {
    String acls = Ec2Server.resource("DescribeNetworkAcls");
    server.answerPages(
        "DescribeNetworkAcls", acls, acls.replace("acl-0h", "acl-1h"), acls.substring(0, 900));

    assertThatThrownBy(this::read)
        .isInstanceOf(InventoryException.class)
        .hasMessageContaining("DescribeNetworkAcls");
  }

  @ParameterizedTest
  @FieldSource("CALLS")
  void noListingMayBeMissing(String call) {
    server.answer(call, Ec2Server.error(400, "InvalidParameterValue", "No."));

    assertThatThrownBy(this::read)
        .isInstanceOf(InventoryException.class)
        .hasMessageContaining(call + " failed: InvalidParameterValue: No.");
  }

  @ParameterizedTest
  @FieldSource("CALLS")
  void aCallThatIsRefusedMakesTheAccountUnreadable(String call) {
    server.answer(call, Ec2Server.error(403, "UnauthorizedOperation", "You are not authorized."));

    assertThatThrownBy(this::read)
        .isInstanceOf(AccountUnreadableException.class)
        .hasMessage(
            "The configuration of 111122223333/eu-central-1 cannot be read: "
                + call
                + " is refused (UnauthorizedOperation: You are not authorized.); grant the caller"
                + " the IAM action ec2:"
                + call);
  }

  /// Each call that is refused, and what is not known for that.
  @ParameterizedTest
  @CsvSource({
    "DescribeVpcs, VPCS",
    "DescribeSubnets, SUBNETS",
    "DescribeNetworkInterfaces, INTERFACES",
    "DescribeSecurityGroups, SECURITY_GROUPS",
    "DescribeSecurityGroupRules,",
    "DescribeSecurityGroupVpcAssociations, GROUP_VPC_ASSOCIATIONS",
    "DescribeNetworkAcls, NETWORK_ACLS",
    "DescribeManagedPrefixLists, PREFIX_LISTS",
    "GetManagedPrefixListEntries,",
    "DescribeVpcPeeringConnections, PEERINGS",
    "DescribeFlowLogs, FLOW_LOGS"
  })
  void whatIsNotRefusedIsReadAndTheRestIsNotKnown(String call, @Nullable Listing missing) {
    Snapshot whole = read();
    server.answer(call, Ec2Server.error(403, "UnauthorizedOperation", "No."));

    PartialReading reading = server.accounts(null).readPartly(SCOPE);

    assertThat(reading.unread())
        .containsExactly(
            new PartialReading.Unread(
                call,
                call
                    + " is refused (UnauthorizedOperation: No.); grant the caller the IAM action"
                    + " ec2:"
                    + call));
    Snapshot part = reading.snapshot();
    assertThat(part.incomplete())
        .isEqualTo(missing == null ? Incomplete.NOTHING : Incomplete.of(missing));
    assertThat(part).isNotEqualTo(whole);
    assertThat(part.interfaces())
        .hasSize(missing == Listing.INTERFACES ? 0 : whole.interfaces().size());
    assertThat(part.networkAcls())
        .hasSize(missing == Listing.NETWORK_ACLS ? 0 : whole.networkAcls().size());
  }

  @Test
  void groupsShowTheirRulesWhereRulesAreRefused() {
    Snapshot whole = read();
    server.answer(
        "DescribeSecurityGroupRules", Ec2Server.error(403, "UnauthorizedOperation", "No."));

    Snapshot part = server.accounts(null).readPartly(SCOPE).snapshot();

    assertThat(part.securityGroups().keySet()).isEqualTo(whole.securityGroups().keySet());
    assertThat(part.securityGroups().values())
        .flatExtracting(SecurityGroup::rules)
        .isNotEmpty()
        .allSatisfy(rule -> assertThat(rule.ruleId()).isNull());
  }

  @Test
  void rulesMakeGroupsWhereGroupsAreRefused() {
    Snapshot whole = read();
    server.answer("DescribeSecurityGroups", Ec2Server.error(403, "UnauthorizedOperation", "No."));

    Snapshot part = server.accounts(null).readPartly(SCOPE).snapshot();

    assertThat(part.securityGroups().values())
        .isNotEmpty()
        .allSatisfy(group ->
            assertThat(group.rules())
                .isNotEmpty()
                .isEqualTo(Objects.requireNonNull(whole.securityGroups().get(group.id())).rules()));
  }

  @Test
  void whereEveryCallIsRefusedNothingIsRead() {
    for (String call : CALLS) {
      server.answer(call, Ec2Server.error(403, "UnauthorizedOperation", "No."));
    }

    assertThatThrownBy(() -> server.accounts(null).readPartly(SCOPE))
        .isInstanceOf(AccountUnreadableException.class)
        .hasMessageContaining("is refused (UnauthorizedOperation: No.)");
  }

  /// The policy that the README gives is what a reading calls, no more and no less; of whoever
  /// calls `GetCallerIdentity` no permission is asked.
  @Test
  void thePolicyOfTheReadmeIsWhatAReadingCalls() throws Exception {
    read();

    String readme = Files.readString(Path.of("..", "..", "README.md"));
    Matcher policy =
        Pattern.compile("```json\\n(\\{\\s*\"Version\".*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(policy.find()).isTrue();
    JsonNode statements = new ObjectMapper().readTree(policy.group(1)).get("Statement");
    assertThat(statements).hasSize(1);
    assertThat(statements.get(0).get("Effect").textValue()).isEqualTo("Allow");
    List<String> actions = new ArrayList<>();
    statements.get(0).get("Action").forEach(action -> actions.add(action.textValue()));
    assertThat(actions)
        .containsExactlyInAnyOrderElementsOf(
            server.actions().stream()
                .filter(action -> !action.equals("GetCallerIdentity"))
                .map(action -> "ec2:" + action)
                .toList());
  }

  @ParameterizedTest
  @CsvSource({"400,ExpiredToken", "400,ExpiredTokenException", "400,RequestExpired"})
  void credentialsThatHaveExpiredAreNamedAsSuch(int status, String code) {
    server.answer("DescribeSubnets", Ec2Server.error(status, code, "Request has expired."));

    assertThatThrownBy(this::read)
        .isInstanceOf(InventoryException.class)
        .hasMessageContaining("the credentials have expired (" + code + "); renew them");
  }

  /// A value that cannot be understood, and what the complaint names.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DescribeSecurityGroupRules | <ipProtocol>50<    | <ipProtocol>quic<    | sgr-08     | IpProtocol is quic
          DescribeSecurityGroupRules | <cidrIpv4>10.0.0.0/8<| <cidrIpv4>10.0.0.0/99< | sgr-07 | CidrIpv4 is 10.0.0.0/99
          DescribeSecurityGroupRules | <cidrIpv6>::/0</cidrIpv6> | <newPeer>x</newPeer> | sgr-03 | its source or destination is []
          DescribeNetworkAcls        | <ruleAction>deny<  | <ruleAction>log<     | acl-0h1    | RuleAction is log
          DescribeNetworkAcls        | <from>443<         | <from>70000<         | acl-0h1    | 70000
          DescribeNetworkAcls        | <ruleNumber>110<   | <ruleNumber>0<       | acl-0h1    | RuleNumber is 0
          DescribeNetworkInterfaces  | <privateIpAddress>10.0.1.11< | <privateIpAddress>here< | eni-0c1 | PrivateIpAddresses is here
          DescribeVpcs               | <vpcId>vpc-0a2</vpcId> | <vpcId/>         | null       | VpcId is nothing
          """)
  void whatCannotBeUnderstoodFailsTheReading(
      String call, String given, String changed, String owner, String complaint) {
    String body = Ec2Server.resource(call);
    assertThat(body).contains(given);
    server.answer(call, aResponse().withBody(body.replace(given, changed)));

    assertThatThrownBy(this::read)
        .isInstanceOf(InventoryException.class)
        .hasMessageContaining("says of " + owner + " ")
        .hasMessageContaining(complaint);
  }

  private Snapshot read() {
    return server.accounts(null).read(SCOPE);
  }

  private static Path cliOutput() throws URISyntaxException {
    return Path.of(Objects.requireNonNull(InventoryTest.class.getResource("cli"), "cli").toURI());
  }
}
