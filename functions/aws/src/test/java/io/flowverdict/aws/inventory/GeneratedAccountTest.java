package io.flowverdict.aws.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.aws.configuration.ConfigurationFolder;
import io.flowverdict.aws.configuration.LoadedSnapshot;
import io.flowverdict.aws.configuration.ResourceCounts;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The live adapter and the folder of the same account, many resources of many forms.
class GeneratedAccountTest {
  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final GeneratedAccount ACCOUNT =
      new GeneratedAccount(3, 12, 1500, 90, 30, 12, 40, 130, 130);

  @Test
  void bothSourcesGiveEqualSnapshots(@TempDir Path folder) {
    GeneratedEc2 ec2 = new GeneratedEc2(ACCOUNT);

    Snapshot live = new Inventory(SCOPE, ec2).read();

    CliOutput.export(ec2, folder);
    LoadedSnapshot loaded = ConfigurationFolder.read(folder);
    assertThat(ResourceCounts.of(live)).isEqualTo(loaded.kept());
    assertThat(live).isEqualTo(loaded.snapshot());
    assertThat(loaded.remarks()).isEmpty();
    assertThat(live.interfaces()).hasSize(1500);
    assertThat(live.prefixLists()).hasSize(130);
    System.out.println("Both sources agree on " + ResourceCounts.of(live));
  }
}
