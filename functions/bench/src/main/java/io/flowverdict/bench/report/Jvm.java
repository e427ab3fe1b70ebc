package io.flowverdict.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A process of its own for what is measured, on this class path. It is bound to its cores with
/// `taskset`; where there is none, it only does as if there were no more.
///
/// @param cores how many
/// @param options for the Java virtual machine
public record Jvm(int cores, List<String> options) {

  private static final Path TASKSET = Path.of("/usr/bin/taskset");

  /// `-Dfirst.core=1` leaves the first one to others.
  private static final int FIRST_CORE = Integer.getInteger("first.core", 0);

  public Jvm {
    options = List.copyOf(options);
  }

  /// {@return a process on so many cores}
  public static Jvm onCores(int cores) {
    return new Jvm(cores, List.of());
  }

  /// {@return the same with further options}
  public Jvm with(String... further) {
    return new Jvm(cores, Stream.concat(options.stream(), Stream.of(further)).toList());
  }

  /// Runs a class, whose output is printed.
  ///
  /// @throws IllegalStateException when it fails
  public void run(Class<?> main, String... arguments) throws IOException, InterruptedException {
    requireEnded(new ProcessBuilder(command(main, arguments)).inheritIO().start(), main);
  }

  /// Runs a class: {@return its output}
  ///
  /// @throws IllegalStateException when it fails
  public String output(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command(main, arguments))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    requireEnded(process, main);
    return output;
  }

  private static void requireEnded(Process process, Class<?> main) throws InterruptedException {
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IllegalStateException(main.getSimpleName() + " ended with " + exit);
    }
  }

  private List<String> command(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    boolean binds = Files.isExecutable(TASKSET);
    if (binds) {
      command.addAll(List.of(TASKSET.toString(), "-c", list()));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!binds) {
      command.add("-XX:ActiveProcessorCount=" + cores);
    }
    command.addAll(options);
    command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private String list() {
    int processors = Runtime.getRuntime().availableProcessors();
    return IntStream.range(FIRST_CORE, FIRST_CORE + cores)
        .mapToObj(core -> Integer.toString(core % processors))
        .collect(Collectors.joining(","));
  }
}
