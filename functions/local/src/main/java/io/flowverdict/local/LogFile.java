package io.flowverdict.local;

import static java.nio.file.FileVisitOption.FOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A file with a flow-log object, by the path as it was given or found.
record LogFile(Path path) {

  /// How the names of flow-log objects end.
  private static final List<String> SUFFIXES = List.of(".log", ".gz", ".parquet");

  /// {@return the files that are meant by what was given, in its order: a file is itself, whatever
  /// its name; a folder is the flow-log objects in it and in the folders inside it, sorted}
  ///
  /// @param problems is told of what does not exist, cannot be listed, or holds no flow-log object
  static Stream<LogFile> of(List<Path> given, Problems problems) {
    return given.stream().flatMap(path -> of(path, problems)).map(LogFile::new);
  }

  private static Stream<Path> of(Path given, Problems problems) {
    if (!Files.isDirectory(given)) {
      return Stream.of(given);
    }
    List<Path> found = new ArrayList<>();
    Finder finder = new Finder(found, problems);
    try {
      Files.walkFileTree(given, EnumSet.of(FOLLOW_LINKS), Integer.MAX_VALUE, finder);
    } catch (IOException unreadable) {
      problems.add(given, unreadable);
    }
    if (found.isEmpty()) {
      problems.add(
          given.toString(),
          "no flow-log object in this folder: its files should end with .log, .gz or .parquet");
    }
    return found.stream().sorted();
  }

  /// The path as text, by which output refers to the object.
  String source() {
    return path.toString();
  }

  /// The file's own name.
  String name() {
    return String.valueOf(path.getFileName());
  }

  private static final class Finder extends SimpleFileVisitor<Path> {

    private final List<Path> found;
    private final Problems problems;

    Finder(List<Path> found, Problems problems) {
      this.found = found;
      this.problems = problems;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      if (SUFFIXES.stream().anyMatch(name::endsWith)) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException error) {
      problems.add(file, error);
      return FileVisitResult.CONTINUE;
    }
  }
}
