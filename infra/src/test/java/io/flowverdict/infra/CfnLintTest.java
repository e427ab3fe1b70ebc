package io.flowverdict.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What cfn-lint says of the templates.
class CfnLintTest {

  /// The CDK makes a function depend on its role although it refers to it.
  private static final String DEPENDENCY_SAID_TWICE = "W3005";

  @Test
  void cfnLintHasNothingToSay() throws Exception {
    Path cfnLint = Programs.required("cfn-lint", "pip install cfn-lint");
    for (Map<Option, String> options : List.of(Map.<Option, String>of(), Synthesized.EVERYTHING)) {
      Synthesized synthesized = Synthesized.of(options);
      List<String> command =
          new ArrayList<>(
              List.of(cfnLint.toString(), "--ignore-checks", DEPENDENCY_SAID_TWICE, "--template"));
      try (var files = Files.walk(synthesized.folder())) {
        files
            .map(Path::toString)
            .filter(file -> file.endsWith(".template.json"))
            .forEach(command::add);
      }
      Process process =
          new ProcessBuilder(command)
              .directory(synthesized.folder().toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);

      assertThat(said).isEmpty();
      assertThat(process.waitFor()).isZero();
    }
  }
}
