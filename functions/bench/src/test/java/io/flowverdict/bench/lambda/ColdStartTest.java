package io.flowverdict.bench.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdStartTest {
  private static final String EVENT = "{\"Records\":[]}";

  @TempDir private Path folder;

  @Test
  void theRuntimeInterfaceClientRunsAHandler() throws Exception {
    ColdStart run = ColdStart.of(function(HelloHandler.class.getName()), EVENT, log());

    assertThat(run.answer()).isEqualTo(HelloHandler.ANSWER);
    assertThat(run.init()).isGreaterThan(Duration.ofMillis(10));
    assertThat(run.event()).isPositive();
    assertThat(run.cpu()).isPositive();
    assertThat(run.total()).isEqualTo(run.init().plus(run.event()));
  }

  @Test
  void aHandlerThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> ColdStart.of(function("io.example.Absent"), EVENT, log()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("io.example.Absent gave no answer.")
        .hasMessageContaining("ClassNotFoundException");
  }

  @Test
  void aFunctionThatIsNotPackagedIsNamed() {
    assertThatThrownBy(() -> FunctionZip.unpack(folder, "analyze", folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("flow-verdict-analyze.zip does not exist; build it with");
  }

  private Path log() {
    return folder.resolve("log.txt");
  }

  private static ColdStart.Function function(String handler) {
    return new ColdStart.Function(
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(System.getProperty("java.class.path"))
            .map(Path::of)
            .toList(),
        handler,
        512,
        Map.of("AWS_REGION", "eu-central-1"));
  }
}
