package io.flowverdict.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program as a process of its own, whose output is not read to its end, or cannot be written.
/// `CONFIG` and `LOGS` stand for the samples, `MANY` for a log of many records.
class StandardOutputTest {

  private static final int RECORDS = 200_000;

  @TempDir private Path folder;

  private final Samples samples = Samples.open();

  @AfterEach
  void closeSamples() {
    samples.close();
  }

  @ParameterizedTest
  @DisabledOnOs(OS.WINDOWS)
  @ValueSource(
      strings = {
        "judge --config CONFIG MANY",
        "judge --config CONFIG --format json MANY",
      })
  void judgingStopsWhenItsReaderHasSeenEnough(String command) throws Exception {
    Process process = start(command, ProcessBuilder.Redirect.PIPE);
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      assertThat(out.readLine()).isNotEmpty();
      assertThat(out.readLine()).isNotEmpty();
    }

    assertThat(exitCode(process)).isEqualTo(141);
    assertThat(errors()).as("not even the totals of a run to the end").isEmpty();
  }

  @ParameterizedTest
  @DisabledOnOs(OS.WINDOWS)
  @ValueSource(
      strings = {
        "judge --config CONFIG LOGS",
        "explain --config CONFIG --from eni-0a990000000000001 --to 10.0.3.10 --port 5432",
        "explain --config CONFIG --from eni-0a990000000000001 --to 10.0.3.10 --format json",
        "audit --config CONFIG",
        "audit --config CONFIG --format json",
        "demo",
        "judge --help",
        "--help",
      })
  void everyCommandStopsQuietlyWhenNobodyReads(String command) throws Exception {
    Process process = start(command, ProcessBuilder.Redirect.PIPE);
    process.getInputStream().close();

    assertThat(exitCode(process)).isEqualTo(141);
    assertThat(errors()).noneMatch(line -> line.contains("Exception"));
  }

  @ParameterizedTest
  @EnabledOnOs(OS.LINUX)
  @ValueSource(
      strings = {
        "judge --config CONFIG LOGS",
        "judge --config CONFIG --format json LOGS",
        "explain --config CONFIG --from eni-0a990000000000001 --to 10.0.3.10 --port 5432",
        "audit --config CONFIG",
        "demo",
        "--help",
      })
  void aFullDiskIsAnErrorWithItsReason(String command) throws Exception {
    Process process = start(command, ProcessBuilder.Redirect.to(new File("/dev/full")));

    assertThat(exitCode(process)).isEqualTo(2);
    assertThat(errors().getLast()).startsWith("Standard output cannot be written: ");
  }

  @Test
  void whatIsReadToItsEndEndsAsItDidBefore() throws Exception {
    Process process =
        start("audit --config CONFIG", ProcessBuilder.Redirect.to(folder.resolve("out").toFile()));

    assertThat(exitCode(process)).isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("out")).getLast()).contains(" findings: ");
    assertThat(errors()).isEmpty();
  }

  private Process start(String command, ProcessBuilder.Redirect output) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(ProcessHandle.current().info().command().orElseThrow());
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.PROGRAM));
    for (String word : command.split(" ", -1)) {
      words.add(
          switch (word) {
            case "CONFIG" -> samples.configuration().toString();
            case "LOGS" -> samples.configuration().resolveSibling("logs").toString();
            case "MANY" -> many().toString();
            default -> word;
          });
    }
    return new ProcessBuilder(words)
        .redirectOutput(output)
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private static int exitCode(Process process) throws InterruptedException {
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> errors() throws IOException {
    return Files.readAllLines(folder.resolve("err"));
  }

  private Path many() throws IOException {
    Path log = folder.resolve("many.log");
    try (BufferedWriter out = Files.newBufferedWriter(log)) {
      out.write("interface-id srcaddr dstaddr srcport dstport protocol action log-status\n");
      for (int i = 0; i < RECORDS; i++) {
        out.write(
            "eni-0a990000000000001 10.0.2.20 10.0.3.10 %d 5432 6 ACCEPT OK%n"
                .formatted(1024 + i % 60_000));
      }
    }
    return log;
  }
}
