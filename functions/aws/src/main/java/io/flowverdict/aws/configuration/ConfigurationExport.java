package io.flowverdict.aws.configuration;

import io.flowverdict.aws.configuration.CaptureFormat.Capture;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/// Writes a configuration folder that [ConfigurationFolder] reads.
public final class ConfigurationExport {
  private static final String FILE = "configuration.json";
  private static final String CAPTURE = "capture.json";

  private ConfigurationExport() {}

  /// Writes a snapshot into a folder, which is made when it is not there, and beside it whose it is
  /// and when it was read. The file is there whole or not at all.
  ///
  /// @param time when the reading began
  /// @return the file of the snapshot
  /// @throws ConfigurationException when the folder holds a configuration already, with which this
  ///   one would be mixed up, or cannot be written
  public static Path write(Snapshot snapshot, Scope scope, Instant time, Path folder) {
    requireUsable(folder);
    try {
      Files.createDirectories(folder);
      Path written = writeWhole(folder, FILE, out -> SnapshotWriter.write(snapshot, out));
      writeWhole(folder, CAPTURE, out -> SnapshotWriter.write(new Capture(scope, time), out));
      return written;
    } catch (IOException unwritable) {
      throw new ConfigurationException(
          folder + " cannot be written: " + unwritable.getMessage() + "; name another folder.",
          unwritable);
    }
  }

  /// Checks that a configuration may be written into a folder, as far as that can be told before.
  ///
  /// @throws ConfigurationException as [#write(Snapshot, Scope, Instant, Path)]
  public static void requireUsable(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ConfigurationException(folder + " is not a folder; name one, or one to be made.");
    }
    if (holdsJson(folder)) {
      throw new ConfigurationException(
          folder + " holds *.json files already; name a folder that is empty, or one to be made.");
    }
  }

  /// Writes the content of a file.
  private interface Content {
    void write(OutputStream out) throws IOException;
  }

  private static Path writeWhole(Path folder, String name, Content content) throws IOException {
    Path unfinished = Files.createTempFile(folder, ".", ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
        content.write(out);
      }
      return Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
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
