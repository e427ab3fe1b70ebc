package io.flowverdict.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowverdict.core.snapshot.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookedAfterTest {

  @TempDir Path folder;

  private LookedAfter read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("scopes"), text);
    return LookedAfter.of(Map.of("SCOPES_FILE", file.toString()));
  }

  @Test
  void theFileNamesTheAccounts() throws IOException {
    LookedAfter lookedAfter =
        read("111122223333/eu-central-1\n111122223333/us-east-1\n\n444455556666/eu-central-1\n");

    assertThat(lookedAfter.contains(new Scope("111122223333", "eu-central-1"))).isTrue();
    assertThat(lookedAfter.contains(new Scope("444455556666", "eu-central-1"))).isTrue();
    assertThat(lookedAfter.contains(new Scope("777788889999", "eu-central-1"))).isFalse();
  }

  @Test
  void ofAnAccountEveryRegionIsLookedAfter() throws IOException {
    assertThat(read("111122223333/eu-central-1").contains(new Scope("111122223333", "eu-west-1")))
        .isTrue();
  }

  @Test
  void withoutAFileEveryAccountIsLookedAfter() {
    assertThat(LookedAfter.of(Map.of()).contains(new Scope("777788889999", "eu-west-1"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "111122223333", "1/eu-central-1", "111122223333/x", "/eu-central-1"})
  void aFileWithAnythingElseIsRefusedByName(String text) {
    assertThatThrownBy(() -> read(text + "\n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SCOPES_FILE")
        .hasMessageContaining(folder.toString());
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> LookedAfter.of(Map.of("SCOPES_FILE", folder + "/none")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none");
  }
}
