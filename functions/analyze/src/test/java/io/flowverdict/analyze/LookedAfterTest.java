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
    return LookedAfter.of(
        Map.of("ANALYZE_ACCOUNT", "999988887777", "ANALYZE_ACCOUNTS_FILE", file.toString()));
  }

  @Test
  void theFileNamesTheAccounts() throws IOException {
    LookedAfter lookedAfter = read("111122223333\n\n444455556666\n");

    assertThat(lookedAfter.contains(new Scope("111122223333", "eu-central-1"))).isTrue();
    assertThat(lookedAfter.contains(new Scope("444455556666", "eu-central-1"))).isTrue();
    assertThat(lookedAfter.contains(new Scope("999988887777", "eu-central-1"))).isTrue();
    assertThat(lookedAfter.contains(new Scope("777788889999", "eu-central-1"))).isFalse();
  }

  @Test
  void withoutAFileOnlyTheAccountThatIsNamedIsLookedAfter() {
    LookedAfter lookedAfter = LookedAfter.of(Map.of("ANALYZE_ACCOUNT", "999988887777"));

    assertThat(lookedAfter.contains(new Scope("999988887777", "eu-west-1"))).isTrue();
    assertThat(lookedAfter.contains(new Scope("777788889999", "eu-west-1"))).isFalse();
  }

  @Test
  void ofAnAccountEveryRegionIsLookedAfter() throws IOException {
    assertThat(read("111122223333").contains(new Scope("111122223333", "eu-west-1"))).isTrue();
  }

  @Test
  void whereNeitherIsNamedEveryAccountIsLookedAfter() {
    assertThat(LookedAfter.of(Map.of()).contains(new Scope("777788889999", "eu-west-1"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "111122223333/eu-central-1", "1111222233334", "all"})
  void aFileWithAnythingElseIsRefusedByName(String text) {
    assertThatThrownBy(() -> read(text + "\n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ANALYZE_ACCOUNTS_FILE")
        .hasMessageContaining(folder.toString());
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> LookedAfter.of(Map.of("ANALYZE_ACCOUNTS_FILE", folder + "/none")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none");
  }
}
