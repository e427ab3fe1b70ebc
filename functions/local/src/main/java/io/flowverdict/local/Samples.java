package io.flowverdict.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The sample events, logs and configuration of the folder `events`, as this program carries them.
final class Samples implements AutoCloseable {

  private final Path folder;
  private final @Nullable FileSystem jar;

  private Samples(Path folder, @Nullable FileSystem jar) {
    this.folder = folder;
    this.jar = jar;
  }

  /// {@return the samples; they can be read until this is closed}
  static Samples open() {
    URI location = location();
    if (!location.getScheme().equals("jar")) {
      return new Samples(Path.of(location), null);
    }
    try {
      FileSystem jar = FileSystems.newFileSystem(location, Map.of());
      return new Samples(jar.provider().getPath(location), jar);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The samples cannot be read", unreadable);
    }
  }

  private static URI location() {
    URL resource = Samples.class.getResource("/events/");
    if (resource == null) {
      throw new IllegalStateException("This program was built without its samples");
    }
    try {
      return resource.toURI();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// {@return the folder with the configuration}
  Path configuration() {
    return folder.resolve("configuration");
  }

  /// {@return the logs as plain text, by the path below their folder: the key of the object without
  /// its `.gz`}
  SortedMap<String, Path> logs() {
    Path logs = folder.resolve("logs");
    SortedMap<String, Path> byKey = new TreeMap<>();
    try (Stream<Path> files = Files.walk(logs)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> byKey.put(logs.relativize(file).toString().replace('\\', '/'), file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The sample logs cannot be read", unreadable);
    }
    return byKey;
  }

  /// {@return the events in the order of their names}
  List<Path> events() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The sample events cannot be read", unreadable);
    }
  }

  @Override
  public void close() {
    if (jar != null) {
      try {
        jar.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
