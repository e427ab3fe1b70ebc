package io.flowverdict.aws.configuration;

import io.flowverdict.core.snapshot.Snapshot;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes a configuration folder that [ConfigurationFolder] reads.
public final class ConfigurationExport {
  private static final String FILE = "configuration.json";

  private ConfigurationExport() {}

  /// Writes a snapshot into a folder, which is made when it is not there. The file is there whole
  /// or not at all.
  ///
  /// @return the file
  /// @throws ConfigurationException when the folder holds a configuration already, with which this
  ///   one would be mixed up, or cannot be written
  public static Path write(Snapshot snapshot, Path folder) {
    requireUsable(folder);
    try {
      return writeWhole(snapshot, Files.createDirectories(folder));
    } catch (IOException unwritable) {
      throw new ConfigurationException(
          folder + " cannot be written: " + unwritable.getMessage() + "; name another folder.",
          unwritable);
    }
  }

  /// Checks that a configuration may be written into a folder, as far as that can be told before.
  ///
  /// @throws ConfigurationException as [#write(Snapshot, Path)]
  public static void requireUsable(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ConfigurationException(folder + " is not a folder; name one, or one to be made.");
    }
    if (holdsJson(folder)) {
      throw new ConfigurationException(
          folder + " holds *.json files already; name a folder that is empty, or one to be made.");
    }
  }

  private static Path writeWhole(Snapshot snapshot, Path folder) throws IOException {
    Path unfinished = Files.createTempFile(folder, ".", ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
        SnapshotWriter.write(snapshot, out);
      }
      return Files.move(unfinished, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /// {@return whether a folder is there and holds documents of a configuration}
  static boolean holdsJson(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "[!.]*.json")) {
      return found.iterator().hasNext();
    } catch (IOException | DirectoryIteratorException unreadable) {
      throw new ConfigurationException(
          folder + " cannot be read: " + unreadable.getMessage() + "; make it readable.",
          unreadable);
    }
  }
}
