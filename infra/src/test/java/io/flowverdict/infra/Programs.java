package io.flowverdict.infra;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Programs that tests use where they are installed.
final class Programs {
  private Programs() {}

  /// {@return the program, when it is on the PATH}
  static Optional<Path> find(String name) {
    return Stream.of(
            Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .split(System.getenv().getOrDefault("PATH", "")))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// {@return the program; where it is not installed the test is skipped, aloud}
  ///
  /// @param install how to install it
  static Path required(String name, String install) {
    Optional<Path> program = find(name);
    if (program.isEmpty()) {
      String reason = "SKIPPED: " + name + " is not on the PATH; install it with: " + install;
      System.err.println(reason);
      Assumptions.abort(reason);
    }
    return program.orElseThrow();
  }
}
