package io.flowverdict.aws.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFolderTest {
  private static final String HOW_TO_FILL =
      "name a folder that holds output of the AWS CLI, for example of aws ec2"
          + " describe-security-groups, in files *.json.";

  private final Path folder;

  ConfigurationFolderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void everyJsonFileOfTheFolderIsReadInTheOrderOfNames() throws IOException {
    write("b.json", "{\"SecurityGroups\":[{\"GroupId\":\"sg-1\",\"GroupName\":\"b\"}]}");
    write("a.json", "{\"SecurityGroups\":[{\"GroupId\":\"sg-1\",\"GroupName\":\"a\"}]}");
    write("entries-pl-0a.json", "{\"Entries\":[{\"Cidr\":\"10.0.0.0/8\"}]}");
    write("notes.txt", "not JSON");
    write(".hidden.json", "not JSON");
    Files.createDirectories(folder.resolve("other.json"));
    Files.createDirectories(folder.resolve("inside"));
    write("inside/c.json", "not JSON");
    LoadedSnapshot loaded = ConfigurationFolder.read(folder);

    assertThat(loaded.snapshot().securityGroups().values()).extracting("name").containsExactly("b");
    assertThat(loaded.snapshot().prefixLists()).containsOnlyKeys("pl-0a");
    assertThat(loaded.superseded())
        .containsExactly(
            new Superseded(
                "sg-1",
                folder.resolve("a.json") + ": SecurityGroups[0]",
                folder.resolve("b.json") + ": SecurityGroups[0]"));
  }

  @Test
  void aMissingFolderIsRefused() {
    Path missing = folder.resolve("missing");

    assertThat(refusal(missing))
        .isEqualTo("Configuration folder " + missing + " does not exist; " + HOW_TO_FILL);
  }

  @Test
  void aFileInsteadOfAFolderIsRefused() throws IOException {
    Path file = write("vpcs.json", "{}");

    assertThat(refusal(file))
        .isEqualTo("Configuration folder " + file + " is not a folder; " + HOW_TO_FILL);
  }

  @Test
  void aFolderWithoutJsonIsRefused() throws IOException {
    write("vpcs.yaml", "Vpcs: []");

    assertThat(refusal(folder))
        .isEqualTo("Configuration folder " + folder + " holds no *.json file; " + HOW_TO_FILL);
  }

  @Test
  void malformedJsonIsRefusedWithItsLineAndColumn() throws IOException {
    Path file = write("vpcs.json", "{\n  \"Vpcs\": [\n    {\"VpcId\": vpc-1}\n  ]\n}\n");

    assertThat(refusal(folder))
        .startsWith(file + " cannot be read as JSON at line 3, column ")
        .endsWith("; correct it, or export the file again with the AWS CLI.");
  }

  @Test
  void anElementThatCannotBeUnderstoodIsRefusedWithItsFileAndPath() throws IOException {
    Path file = write("vpcs.json", "{\"Vpcs\": [{\"VpcId\": \"vpc-1\"}, {\"VpcId\": 7}]}");

    assertThat(refusal(folder)).startsWith(file + ": Vpcs[1].VpcId is 7 where an id of ");
  }

  @Test
  void aFileThatCannotBeReadIsRefused() throws IOException {
    Path link = folder.resolve("gone.json");
    Files.createSymbolicLink(link, folder.resolve("target-that-is-gone"));

    assertThat(refusal(folder))
        .isEqualTo(link + " cannot be read: it does not exist; make it readable, or remove it.");
  }

  @Test
  void aFileNameCannotBreakTheLineOfAMessage() throws IOException {
    write("a\nb.json", "");

    assertThat(refusal(folder)).doesNotContain("\n").contains("a?b.json is empty;");
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static String refusal(Path path) {
    return Documents.refusal(() -> ConfigurationFolder.read(path));
  }
}
