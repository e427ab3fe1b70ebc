package io.flowverdict.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class FlowVerdictTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      FlowVerdict.commandLine()
          .setOut(new PrintWriter(out, true))
          .setErr(new PrintWriter(err, true));

  @Test
  void helpIsPrintedToStdout() {
    assertThat(commandLine.execute("--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: flow-verdict");
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "judge, 0 2 3 141",
    "explain, 0 1 2 3 4 141",
    "audit, 0 1 2 3 141",
    "capture, 0 1 2 3 141",
    "demo, 0 2 3 141",
    "serve, 0 2 3 141",
  })
  void helpNamesEveryExitCodeOfTheCommand(String command, String codes) {
    commandLine.execute(command, "--help");

    assertThat(exitCodes()).isEqualTo(codes);
  }

  @Test
  void helpOfTheWholeNamesTheExitCodesOfAllCommands() {
    commandLine.execute("--help");

    assertThat(exitCodes()).isEqualTo("0 1 2 3 4 141");
  }

  private String exitCodes() {
    return out.toString()
        .lines()
        .dropWhile(line -> !line.equals("Exit codes:"))
        .filter(line -> line.matches(" +[0-9]+ .*"))
        .map(line -> line.replaceFirst(" +([0-9]+) .*", "$1"))
        .collect(Collectors.joining(" "));
  }

  @Test
  void withoutACommandNothingIsDone() {
    assertThat(commandLine.execute()).isEqualTo(2);
    assertThat(err.toString().lines()).containsExactly("Missing command; see flow-verdict --help");
  }

  @Test
  void badUsageIsOneLineOnStderr() {
    assertThat(commandLine.execute("--no-such-option")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly("Unknown option: '--no-such-option'; see flow-verdict --help");
    assertThat(out.toString()).isEmpty();
  }
}
