package io.flowverdict.bench.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.aws.configuration.ConfigurationFolder;
import io.flowverdict.aws.configuration.LoadedSnapshot;
import io.flowverdict.aws.configuration.ResourceCounts;
import io.flowverdict.aws.inventory.Inventory;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The live adapter and the folder of the same account, many resources of many forms.
class GeneratedAccountTest {
  private static final GeneratedAccount ACCOUNT =
      new GeneratedAccount(/* seed= */ 7, 3, 12, 1500, 90, 30, 12, 40, 130, 130);

  @Test
  void bothSourcesGiveEqualSnapshots(@TempDir Path folder) {
    GeneratedEc2 ec2 = new GeneratedEc2(ACCOUNT);

    Snapshot live = new Inventory(GeneratedAccount.SCOPE, ec2).read();

    CliOutput.export(ec2, folder);
    LoadedSnapshot loaded = ConfigurationFolder.read(folder);
    assertThat(ResourceCounts.of(live)).isEqualTo(loaded.kept());
    assertThat(live).isEqualTo(loaded.snapshot());
    assertThat(loaded.remarks()).isEmpty();
    assertThat(live.interfaces()).hasSize(1500);
    assertThat(live.prefixLists()).hasSize(130);
    System.out.println("Both sources agree on " + ResourceCounts.of(live));
  }

  /// The pages of the API are counted too: 2 of interfaces, 3 of rules, 2 of prefix lists, 2 of the
  /// entries of each of 130 lists, 1 of each other listing.
  @Test
  void theServerOfAnAccountAnswersWithIt() {
    try (GeneratedEc2Server server = GeneratedEc2Server.start(ACCOUNT)) {
      Snapshot overTheWire = GeneratedEc2Server.capture(server.endpoint());

      assertThat(overTheWire).isEqualTo(ACCOUNT.snapshot());
      assertThat(server.calls()).isEqualTo(2 + 3 + 2 + 2 * 130 + 7);
    }
  }

  @Test
  void aSeedMakesOneAccountAndAnotherSeedAnother() {
    assertThat(small(1).snapshot()).isEqualTo(small(1).snapshot());
    assertThat(small(2).snapshot()).isNotEqualTo(small(1).snapshot());
    assertThat(ResourceCounts.of(small(2).snapshot()))
        .isEqualTo(ResourceCounts.of(small(1).snapshot()));
  }

  private static GeneratedAccount small(long seed) {
    return new GeneratedAccount(seed, 2, 4, 20, 6, 10, 4, 6, 3, 5);
  }

  @Test
  void everythingHasTheNumbersThatWereAskedFor() {
    ResourceCounts counts = ResourceCounts.of(small(3).snapshot());

    assertThat(counts.vpcs()).isEqualTo(2);
    assertThat(counts.subnets()).isEqualTo(4);
    assertThat(counts.interfaces()).isEqualTo(20);
    assertThat(counts.groups()).isEqualTo(6);
    assertThat(counts.rules()).isEqualTo(6 * 10);
    assertThat(counts.acls()).isEqualTo(4);
    assertThat(counts.aclEntries()).isEqualTo(4 * 6);
    assertThat(counts.prefixLists()).isEqualTo(3);
    assertThat(counts.prefixListEntries()).isEqualTo(3 * 5);
  }

  @Test
  void referencesLeadToTheSameVpc() {
    Snapshot snapshot = small(5).snapshot();

    assertThat(snapshot.interfaces().values())
        .allSatisfy(eni ->
            assertThat(eni.groupIds())
                .allSatisfy(group -> assertThat(vpcOf(snapshot, group)).isEqualTo(eni.vpcId())));
    for (SecurityGroupRule rule :
        snapshot.securityGroups().values().stream()
            .flatMap(each -> each.rules().stream())
            .toList()) {
      if (rule.peer() instanceof Peer.OfGroup group) {
        assertThat(vpcOf(snapshot, group.groupId())).isEqualTo(vpcOf(snapshot, rule.groupId()));
      }
    }
  }

  private static @Nullable String vpcOf(Snapshot snapshot, String group) {
    return Objects.requireNonNull(snapshot.securityGroups().get(group), group).vpcId();
  }
}
