package io.flowverdict.aws.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Vpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationExportTest {
  private static final Snapshot SNAPSHOT =
      Snapshot.builder()
          .vpcs(List.of(new Vpc("vpc-1", "a <b>", null, true, List.of(), "off")))
          .build();

  private static final Instant TIME = Instant.parse("2026-11-22T10:15:00Z");

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadAsAConfigurationFolder() throws IOException {
    Path made = folder.resolve("made").resolve("here");

    Path file = write(made);

    assertThat(file).isEqualTo(made.resolve("configuration.json"));
    assertThat(ConfigurationFolder.read(made).snapshot()).isEqualTo(SNAPSHOT);
    try (Stream<Path> files = Files.list(made)) {
      assertThat(files).containsExactlyInAnyOrder(file, made.resolve("capture.json"));
    }
  }

  @Test
  void whoseItIsAndWhenItWasReadStandsBesideIt() {
    write(folder);

    assertThat(folder.resolve("capture.json"))
        .hasContent(
            "{'FlowVerdictCapture':{'AccountId':'111122223333','Region':'eu-central-1','Time':'2026-11-22T10:15:00Z'}}"
                .replace('\'', '"'));
    LoadedSnapshot loaded = ConfigurationFolder.read(folder);
    assertThat(loaded.origin().account()).isEqualTo("111122223333");
    assertThat(loaded.origin().region()).isEqualTo("eu-central-1");
    assertThat(loaded.origin().times()).containsExactly(TIME);
    assertThat(loaded.remarks()).isEmpty();
    assertThat(loaded.warnings()).isEmpty();
  }

  private static Path write(Path folder) {
    return ConfigurationExport.write(
        SNAPSHOT, new Scope("111122223333", "eu-central-1"), TIME, folder);
  }

  @Test
  void anEmptyFolderIsFilled() {
    write(folder);

    assertThat(ConfigurationFolder.read(folder).snapshot()).isEqualTo(SNAPSHOT);
  }

  @Test
  void configurationsAreNotMixed() throws IOException {
    Path other = Files.writeString(folder.resolve("vpcs.json"), "{}");

    assertThatThrownBy(() -> write(folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            folder
                + " holds *.json files already; name a folder that is empty, or one to be made.");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(other);
    }
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> write(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is not a folder");
    assertThatThrownBy(() -> write(file.resolve("below")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be written");
  }
}
