package io.flowverdict.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Expected output in files. `mvn test -Dgolden.update=true` writes what the program prints into
/// them, to be read before it is committed.
final class Golden {

  private static final Path SOURCES = Path.of("src/test/resources/io/flowverdict/local");

  private Golden() {}

  static void assertMatches(String name, List<String> actual) {
    if (Boolean.getBoolean("golden.update")) {
      update(name, actual);
    } else {
      assertThat(actual).containsExactlyElementsOf(expected(name));
    }
  }

  private static List<String> expected(String name) {
    try (InputStream file = Golden.class.getResourceAsStream(name)) {
      assertThat(file).as(name).isNotNull();
      return new String(file.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void update(String name, List<String> actual) {
    try {
      Files.createDirectories(SOURCES);
      Files.write(SOURCES.resolve(name), actual);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
