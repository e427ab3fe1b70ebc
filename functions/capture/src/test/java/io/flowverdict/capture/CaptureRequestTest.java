package io.flowverdict.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureRequestTest {
  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final Instant NOW = Instant.parse("2026-11-22T10:30:00Z");

  @Test
  void aChangeAsksForATimeAfterWhichItIsVisible() throws Exception {
    assertThat(request(Events.change("RevokeSecurityGroupIngress", "2026-11-22T10:15:00Z")))
        .contains(new CaptureRequest(SCOPE, Instant.parse("2026-11-22T10:15:30Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AuthorizeSecurityGroupIngress",
        "ModifySecurityGroupRules",
        "ReplaceNetworkAclEntry",
        "ReplaceNetworkAclAssociation",
        "ModifyNetworkInterfaceAttribute",
        "RunInstances",
        "ModifyManagedPrefixList",
        "AssociateSecurityGroupVpc",
        "AcceptVpcPeeringConnection",
        "ModifyVpcBlockPublicAccessOptions",
        "DeleteFlowLogs",
        "CreateVpcEndpoint",
        "ModifyVpcEndpoint",
        "DeleteVpcEndpoints",
        "CreateNatGateway",
        "DeleteNatGateway",
        "CreateDefaultVpc",
        "CreateDefaultSubnet",
        "AssociateAddress",
        "DisassociateAddress",
        "CreateFleet",
        "ReplaceRoute"
      })
  void whatChangesAConfigurationIsAChange(String eventName) throws Exception {
    assertThat(request(Events.change(eventName, "2026-11-22T10:15:00Z"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SetSecurityGroups", "ApplySecurityGroupsToLoadBalancer"})
  void theGroupsOfALoadBalancerAreChangedByItsOwnApi(String eventName) throws Exception {
    String ofLoadBalancing = Events.change(eventName, "2026-11-22T10:15:00Z");

    assertThat(request(ofLoadBalancing)).isEmpty();
    assertThat(
            request(
                ofLoadBalancing.replace("ec2.amazonaws.com", "elasticloadbalancing.amazonaws.com")))
        .contains(new CaptureRequest(SCOPE, Instant.parse("2026-11-22T10:15:30Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DescribeSecurityGroups",
        "UpdateSecurityGroupRuleDescriptionsIngress",
        "CreateTags",
        "StartInstances",
        ""
      })
  void whatChangesNothingAsksForNothing(String eventName) throws Exception {
    assertThat(request(Events.change(eventName, "2026-11-22T10:15:00Z"))).isEmpty();
  }

  @Test
  void aCallThatFailedAsksForNothing() throws Exception {
    String failed =
        Events.change("RunInstances", "2026-11-22T10:15:00Z")
            .replace("\"detail\":{", "\"detail\":{\"errorCode\":\"Client.UnauthorizedOperation\",");

    assertThat(request(failed)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"directconnect.amazonaws.com", "elasticloadbalancing.amazonaws.com", ""})
  void aCallOfAnotherServiceAsksForNothing(String service) throws Exception {
    String other =
        Events.change("CreateVpc", "2026-11-22T10:15:00Z").replace("ec2.amazonaws.com", service);

    assertThat(request(other)).isEmpty();
  }

  @Test
  void theScheduleAsksForTheTimeItRang() throws Exception {
    String scheduled =
        """
        {"version":"0","id":"1","detail-type":"Scheduled Event","source":"aws.events",
         "account":"111122223333","time":"2026-11-22T10:20:00Z","region":"eu-central-1","detail":{}}
        """;

    assertThat(request(scheduled))
        .contains(new CaptureRequest(SCOPE, Instant.parse("2026-11-22T10:20:00Z")));
  }

  @Test
  void anEventOfAccountAndRegionAloneAsksForNow() throws Exception {
    assertThat(request("{\"account\":\"111122223333\",\"region\":\"eu-central-1\"}"))
        .contains(new CaptureRequest(SCOPE, NOW));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                     | account
          []                                                                     | account
          "text"                                                                 | account
          {"account":111122223333,"region":"eu-central-1;rm"}                    | region
          {"account":"../../1111","region":"eu-central-1"}                       | account
          {"account":"111122223333"}                                             | region
          {"account":"111122223333","region":"eu-central-1","time":"yesterday"}  | time
          """)
  void anEventThatCannotBeUnderstoodSaysWhy(String event, String field) {
    assertThatThrownBy(() -> request(event))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The event's " + field + " is ");
  }

  private static Optional<CaptureRequest> request(String event) throws JsonProcessingException {
    return CaptureRequest.of(JsonMapper.builder().build().readTree(event), NOW);
  }
}
