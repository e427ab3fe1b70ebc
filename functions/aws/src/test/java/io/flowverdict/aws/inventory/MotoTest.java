package io.flowverdict.aws.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.flowverdict.aws.embedded.LocalServices;
import io.flowverdict.aws.embedded.MotoServer;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.PrefixList;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sts.StsClient;

/// An account that is made through the API of moto, and found whole in the snapshot.
class MotoTest {
  private static final Scope SCOPE = new Scope("123456789012", "eu-central-1");

  private static @Nullable MotoServer moto;

  @BeforeAll
  static void start() {
    Optional<Path> command = MotoServer.command();
    if (command.isEmpty()) {
      String reason =
          "SKIPPED: moto_server is not on the PATH, so the live adapter is not tested against"
              + " moto; install it with: pip install 'moto[ec2,server]'";
      System.err.println(reason);
      abort(reason);
      return;
    }
    moto = MotoServer.start(command.get());
  }

  @AfterAll
  static void stop() {
    if (moto != null) {
      moto.close();
    }
  }

  @Test
  void everythingThatWasMadeIsInTheSnapshot() {
    MotoAccount made;
    try (Ec2Client ec2 = client(server())) {
      made = MotoAccount.make(ec2);
    }

    Snapshot snapshot = accounts(server()).read(SCOPE);

    assertThat(snapshot.vpcs().get(made.vpc()))
        .satisfies(vpc ->
            assertThat(vpc.cidrs())
                .extracting(Object::toString)
                .startsWith("10.20.0.0/16", "10.21.0.0/16"));
    assertThat(snapshot.subnets().keySet()).contains(made.subnet());
    assertGroups(snapshot, made);
    assertAcl(found(snapshot.networkAcls(), made.acl()), made);
    assertThat(snapshot.prefixLists().get(made.prefixList()))
        .extracting(PrefixList::cidrs)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(150);
    NetworkInterface eni = found(snapshot.interfaces(), made.eni());
    assertThat(eni.addresses()).extracting(Object::toString).contains("10.20.1.10", "10.20.1.11");
    assertThat(eni.groupIds()).containsExactlyInAnyOrder(made.web(), made.database());
    assertThat(snapshot.peerings().keySet()).contains(made.peering());
    assertThat(snapshot.flowLogs().values())
        .anySatisfy(log -> assertThat(log.resourceId()).isEqualTo(made.vpc()));
  }

  private static void assertGroups(Snapshot snapshot, MotoAccount made) {
    SecurityGroup web = found(snapshot.securityGroups(), made.web());
    assertThat(web.rules(Direction.INGRESS))
        .extracting(SecurityGroupRule::text)
        .containsExactlyInAnyOrder(
            "tcp 443 from 0.0.0.0/0",
            "tcp 443 from ::/0",
            "udp 1000-2000 from " + made.prefixList(),
            "icmp type 8 from 10.0.0.0/8");
    SecurityGroup database = found(snapshot.securityGroups(), made.database());
    assertThat(database.rules(Direction.INGRESS))
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.ruleId()).startsWith("sgr-");
          assertThat(rule.text()).isEqualTo("tcp 5432 from " + made.web());
        });
  }

  private static void assertAcl(NetworkAcl acl, MotoAccount made) {
    assertThat(acl.subnetIds()).containsExactly(made.subnet());
    assertThat(acl.entries())
        .filteredOn(entry -> !entry.isImplicitDeny())
        .extracting(NetworkAclEntry::text)
        .containsExactly("tcp 443 from 0.0.0.0/0", "tcp 1024-65535 to 0.0.0.0/0");
  }

  private static <T> T found(Map<String, T> resources, String id) {
    return Objects.requireNonNull(resources.get(id), id);
  }

  private static MotoServer server() {
    if (moto == null) {
      throw new IllegalStateException("moto was not started");
    }
    return moto;
  }

  private static Ec2Client client(MotoServer server) {
    return Ec2Client.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(server.endpoint())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(LocalServices.CREDENTIALS)
        .build();
  }

  private static Accounts accounts(MotoServer server) {
    StsClient sts =
        StsClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .endpointOverride(server.endpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(LocalServices.CREDENTIALS)
            .build();
    return new Accounts(
        sts,
        LocalServices.CREDENTIALS,
        null,
        builder -> builder.httpClient(new MotoHttp()).endpointOverride(server.endpoint()));
  }
}
