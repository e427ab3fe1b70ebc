package io.flowverdict.aws.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Vpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionFolderTest {
  private static final Scope ANY = new Scope("111122223333", "eu-central-1");

  @TempDir private Path folder;

  @Test
  void eachFolderIsARevisionFromItsTimeOn() {
    export("2026-11-22T10-00-00Z", "A");
    export("2026-11-22T11-00-00Z", "B");

    RevisionFolder revisions = RevisionFolder.read(folder);

    assertThat(names(revisions, "2026-11-22T09:00:00Z", "2026-11-22T09:30:00Z"))
        .containsExactly("A");
    assertThat(names(revisions, "2026-11-22T10:30:00Z", "2026-11-22T10:30:00Z"))
        .containsExactly("A", "B");
    assertThat(names(revisions, "2026-11-22T12:00:00Z", "2026-11-22T12:30:00Z"))
        .containsExactly("B");
    assertThat(revisions.revisions())
        .extracting(Revision::id)
        .containsExactly("2026-11-22T10-00-00Z", "2026-11-22T11-00-00Z");
  }

  @Test
  void twoTimesSayUntilWhenItWasInForce() {
    export("2026-11-22T10-00-00Z--2026-11-22T10-59-59Z", "A");
    export("2026-11-22T11-00-00Z", "B");

    assertThat(names(RevisionFolder.read(folder), "2026-11-22T10:30:00Z", "2026-11-22T10:50:00Z"))
        .containsExactly("A");
  }

  @Test
  void neighboursOfEqualContentAreOneRevision() {
    export("2026-11-22T10-00-00Z", "A");
    export("2026-11-22T11-00-00Z", "A");
    export("2026-11-22T12-00-00Z", "B");
    export("2026-11-22T13-00-00Z", "A");

    List<Revision> revisions = RevisionFolder.read(folder).revisions();

    assertThat(revisions)
        .extracting(Revision::id)
        .containsExactly("2026-11-22T10-00-00Z", "2026-11-22T12-00-00Z", "2026-11-22T10-00-00Z");
    assertThat(revisions.getFirst().verifiedUntil())
        .isEqualTo(Instant.parse("2026-11-22T11:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T10-15-00Z",
        "20261122T101500Z",
        "2026-11-22T101500Z",
        "2026-11-22T10-15-00Z--2026-11-22T10-15-00Z"
      })
  void aTimeMayBeWrittenInSeveralWays(String name) {
    export(name, "A");

    assertThat(RevisionFolder.isOne(folder)).isTrue();
    assertThat(RevisionFolder.read(folder).revisions())
        .singleElement()
        .extracting(Revision::observedFrom)
        .isEqualTo(Instant.parse("2026-11-22T10:15:00Z"));
  }

  @Test
  void theNameForATimeIsReadAsThatTime() {
    Instant at = Instant.parse("2026-11-22T10:15:30Z");
    export(RevisionFolder.name(at), "A");

    assertThat(RevisionFolder.read(folder).revisions().getFirst().observedFrom()).isEqualTo(at);
  }

  @Test
  void whatEachFolderHoldsIsTold() {
    export("2026-11-22T10-00-00Z", "A");
    export("2026-11-22T11-00-00Z", "A");

    assertThat(RevisionFolder.read(folder).folders())
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.loaded().kept().vpcs()).isEqualTo(1));
  }

  @Test
  void aFolderOfDocumentsIsNone() throws IOException {
    assertThat(RevisionFolder.isOne(folder)).isFalse();
    Files.createDirectory(folder.resolve("backup"));
    Files.createFile(folder.resolve("2026-11-22T10-15-00Z.json"));
    assertThat(RevisionFolder.isOne(folder)).isFalse();
    assertThat(RevisionFolder.isOne(folder.resolve("missing"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backup",
        "2026-11-22",
        "2026-13-22T10-15-00Z",
        "2026-11-22T10-15-00Z-old",
        "2026-11-22T10-15-00Z--",
        "2026-11-22T10-15-00Z--2026-11-22T10-14-59Z",
        "2026-11-22T10-15-00Z--2026-11-22T10-16-00Z--2026-11-22T10-17-00Z"
      })
  void aFolderOfAnotherNameIsNotPassedOver(String name) {
    export("2026-11-22T10-00-00Z", "A");
    export(name, "B");

    assertThatThrownBy(() -> RevisionFolder.read(folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(name + " is not named by the time of its configuration");
  }

  @Test
  void hiddenFoldersArePassedOver() throws IOException {
    export("2026-11-22T10-00-00Z", "A");
    Files.createDirectory(folder.resolve(".git"));

    assertThat(RevisionFolder.read(folder).revisions()).hasSize(1);
  }

  @Test
  void documentsBesideTheFoldersAreAMistake() throws IOException {
    export("2026-11-22T10-00-00Z", "A");
    Files.writeString(folder.resolve("vpcs.json"), "{\"Vpcs\":[]}");

    assertThatThrownBy(() -> RevisionFolder.read(folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("holds both *.json files and folders of other times");
  }

  @Test
  void foldersThatContradictEachOtherAreAMistake() {
    export("2026-11-22T10-00-00Z--2026-11-22T11-00-00Z", "A");
    export("2026-11-22T10-30-00Z", "B");

    assertThatThrownBy(() -> RevisionFolder.read(folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("differ and yet were in force at the same time")
        .hasMessageContaining("2026-11-22T10-00-00Z--2026-11-22T11-00-00Z, 2026-11-22T10-30-00Z");
  }

  @Test
  void whatIsWrongInsideAFolderIsSaidOfItsFile() throws IOException {
    Files.createDirectory(folder.resolve("2026-11-22T10-00-00Z"));
    Files.writeString(folder.resolve("2026-11-22T10-00-00Z").resolve("x.json"), "{");

    assertThatThrownBy(() -> RevisionFolder.read(folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("x.json");
  }

  private void export(String name, String content) {
    ConfigurationExport.write(
        content(content),
        new Scope("111122223333", "eu-central-1"),
        Instant.parse("2026-11-22T10:00:00Z"),
        folder.resolve(name));
  }

  private static List<String> names(RevisionFolder revisions, String from, String to) {
    return revisions.covering(ANY, Instant.parse(from), Instant.parse(to)).stream()
        .map(revision -> revision.snapshot().vpcs().firstKey())
        .toList();
  }

  private static Snapshot content(String name) {
    return Snapshot.builder()
        .vpcs(List.of(new Vpc(name, null, null, false, List.of(), null)))
        .build();
  }
}
