package io.flowverdict.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A function's zip as the build made it, and unpacked as Lambda does it.
///
/// @param unpacked the folder that its entries are in
record Zip(Path file, Path unpacked) {
  private static final FunctionZips BUILT = new FunctionZips(Path.of("..", "functions"));

  /// Unpacks the zip of a function into a folder.
  static Zip of(String function, Path folder) {
    Path file = BUILT.zip(function);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IllegalStateException(entry.getName() + " leads out of the zip");
        }
        if (!entry.isDirectory()) {
          Files.createDirectories(target.getParent());
          Files.copy(zip.getInputStream(entry), target);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new Zip(file, folder);
  }

  /// {@return what Lambda puts on the class path: the jars in `lib/`}
  List<Path> jars() {
    try (var files = Files.list(unpacked.resolve("lib"))) {
      return files.sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
