package io.flowverdict.aws.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Vpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationExportTest {
  private static final Snapshot SNAPSHOT =
      Snapshot.builder()
          .vpcs(List.of(new Vpc("vpc-1", "a <b>", null, true, List.of(), "off")))
          .build();

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadAsAConfigurationFolder() throws IOException {
    Path made = folder.resolve("made").resolve("here");

    Path file = ConfigurationExport.write(SNAPSHOT, made);

    assertThat(file).isEqualTo(made.resolve("configuration.json"));
    assertThat(ConfigurationFolder.read(made).snapshot()).isEqualTo(SNAPSHOT);
    try (Stream<Path> files = Files.list(made)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void anEmptyFolderIsFilled() {
    ConfigurationExport.write(SNAPSHOT, folder);

    assertThat(ConfigurationFolder.read(folder).snapshot()).isEqualTo(SNAPSHOT);
  }

  @Test
  void configurationsAreNotMixed() throws IOException {
    Path other = Files.writeString(folder.resolve("vpcs.json"), "{}");

    assertThatThrownBy(() -> ConfigurationExport.write(SNAPSHOT, folder))
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

    assertThatThrownBy(() -> ConfigurationExport.write(SNAPSHOT, file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is not a folder");
    assertThatThrownBy(() -> ConfigurationExport.write(SNAPSHOT, file.resolve("below")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be written");
  }
}
