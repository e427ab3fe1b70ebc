package io.flowverdict.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An installed Java: its home folder and its feature release, 25 for 25.0.3.
///
/// Runs on Java 17, as does [Launcher].
record JavaHome(Path folder, int feature) {

  /// The Java of `JAVA_HOME` if it is of release `needed` or newer, else the oldest such Java
  /// beside `running`, the home of the Java that runs now; JDKs are commonly installed side by
  /// side.
  static Optional<JavaHome> find(int needed, @Nullable String javaHomeVariable, Path running) {
    Stream<JavaHome> chosen =
        javaHomeVariable == null || javaHomeVariable.isBlank()
            ? Stream.empty()
            : read(Path.of(javaHomeVariable)).stream();
    Stream<JavaHome> beside =
        siblings(running).stream()
            .flatMap(folder -> read(folder).stream())
            .sorted(Comparator.comparingInt(JavaHome::feature).thenComparing(JavaHome::folder));
    return Stream.concat(chosen, beside).filter(home -> home.feature >= needed).findFirst();
  }

  /// The Java whose home is `folder`, as its `release` file says: a line `JAVA_VERSION="25.0.3"`
  /// among others. Empty where there is no such file, no such line or no program `bin/java`.
  static Optional<JavaHome> read(Path folder) {
    Properties release = new Properties();
    try (var lines = Files.newBufferedReader(folder.resolve("release"))) {
      release.load(lines);
    } catch (IOException | IllegalArgumentException noRelease) {
      return Optional.empty();
    }
    String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
    JavaHome home = new JavaHome(folder, featureOf(version));
    return home.feature > 0 && Files.isExecutable(home.program())
        ? Optional.of(home)
        : Optional.empty();
  }

  /// The program `java` of this Java.
  Path program() {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return folder.resolve("bin").resolve(windows ? "java.exe" : "java");
  }

  private static int featureOf(String version) {
    try {
      return Runtime.Version.parse(version).feature();
    } catch (IllegalArgumentException noVersion) {
      return 0;
    }
  }

  private static List<Path> siblings(Path home) {
    Path parent = home.toAbsolutePath().getParent();
    if (parent == null) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(parent)) {
      return folders.toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
