package io.flowverdict.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
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
