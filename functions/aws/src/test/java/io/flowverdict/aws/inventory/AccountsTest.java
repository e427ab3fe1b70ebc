package io.flowverdict.aws.inventory;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.aws.embedded.Ec2Server;
import io.flowverdict.core.snapshot.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsTest {
  private static final Scope OWN = new Scope("111122223333", "eu-central-1");
  private static final Scope OTHER = new Scope("444455556666", "eu-central-1");
  private static final ReaderRole ROLE = new ReaderRole("flow-verdict-reader", "a secret");

  private final Ec2Server server = new Ec2Server();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void ourOwnAccountIsReadWithTheCredentialsAtHand() {
    assertThat(server.accounts(ROLE).read(OWN).vpcs()).hasSize(2);
    assertThat(server.calls("AssumeRole")).isZero();
  }

  @Test
  void anotherAccountIsReadThroughTheRole() {
    grant();

    assertThat(server.accounts(ROLE).read(OTHER).vpcs()).hasSize(2);
    assertThat(server.requests("AssumeRole"))
        .singleElement()
        .asString()
        .contains("RoleArn=arn%3Aaws%3Aiam%3A%3A444455556666%3Arole%2Fflow-verdict-reader")
        .contains("ExternalId=a+secret")
        .contains("RoleSessionName=flow-verdict");
    assertThat(server.headers("DescribeVpcs", "X-Amz-Security-Token"))
        .containsExactly("session-token");
  }

  @Test
  void theExternalIdIsLeftOutWhereThereIsNone() {
    grant();
    server.accounts(new ReaderRole("flow-verdict-reader", null)).read(OTHER);

    assertThat(server.requests("AssumeRole"))
        .singleElement()
        .asString()
        .doesNotContain("ExternalId");
  }

  @ParameterizedTest
  @CsvSource({
    "us-gov-west-1, arn%3Aaws-us-gov%3Aiam%3A%3A444455556666%3A",
    "cn-north-1,    arn%3Aaws-cn%3Aiam%3A%3A444455556666%3A",
    "ap-southeast-7, arn%3Aaws%3Aiam%3A%3A444455556666%3A"
  })
  void theRoleIsOfThePartitionOfTheRegion(String region, String arn) {
    grant();
    server.accounts(ROLE).read(new Scope("444455556666", region));

    assertThat(server.requests("AssumeRole")).singleElement().asString().contains(arn);
  }

  @Test
  void aRoleThatRefusesUsMakesTheAccountUnreadable() {
    server.answer(
        "AssumeRole",
        Ec2Server.stsError(403, "AccessDenied", "User is not authorized to perform this"));

    assertThatThrownBy(() -> server.accounts(ROLE).read(OTHER))
        .isInstanceOf(AccountUnreadableException.class)
        .hasMessage(
            "The configuration of 444455556666/eu-central-1 cannot be read: AssumeRole of"
                + " arn:aws:iam::444455556666:role/flow-verdict-reader is refused (AccessDenied:"
                + " User is not authorized to perform this); create the role, and let it trust who"
                + " reads it");
    assertThat(server.calls("DescribeVpcs")).isZero();
  }

  @Test
  void anotherAccountIsUnreadableWithoutARole() {
    assertThatThrownBy(() -> server.accounts(null).read(OTHER))
        .isInstanceOf(AccountUnreadableException.class)
        .hasMessageContaining("no role to assume in other accounts is configured");
  }

  @Test
  void stsThatIsBusyDoesNotMakeAnAccountUnreadable() {
    server.answer("AssumeRole", Ec2Server.stsError(400, "Throttling", "Rate exceeded"));

    assertThatThrownBy(() -> server.accounts(ROLE).read(OTHER))
        .isInstanceOf(InventoryException.class)
        .hasMessageContaining("Throttling");
  }

  /// Account and Region come from the keys of objects, which others may write.
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          unknown,        eu-central-1
          1111222233334,  eu-central-1
          11112222333x,   eu-central-1
          '',             eu-central-1
          111122223333,   ''
          111122223333,   eu-central-1.example.com
          111122223333,   eu-central-1/x
          111122223333,   EU-CENTRAL-1
          111122223333,   eu_central_1
          """)
  void whatIsNoAccountOrRegionIsNotAskedFor(String account, String region) {
    assertThatThrownBy(() -> server.accounts(ROLE).read(new Scope(account, region)))
        .isInstanceOf(AccountUnreadableException.class)
        .hasMessageContaining("twelve digits");
    assertThat(server.calls("GetCallerIdentity")).isZero();
  }

  @Test
  void theExternalIdIsNotShown() {
    assertThat(ROLE).hasToString("ReaderRole[flow-verdict-reader]");
  }

  private void grant() {
    server.answer(
        "AssumeRole",
        aResponse()
            .withBody(
                """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <AssumeRoleResult>
                    <Credentials>
                      <AccessKeyId>ASIAEXAMPLE</AccessKeyId>
                      <SecretAccessKey>secret</SecretAccessKey>
                      <SessionToken>session-token</SessionToken>
                      <Expiration>2099-01-01T00:00:00Z</Expiration>
                    </Credentials>
                  </AssumeRoleResult>
                </AssumeRoleResponse>
                """));
  }
}
