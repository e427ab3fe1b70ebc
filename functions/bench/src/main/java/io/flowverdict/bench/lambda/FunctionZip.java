package io.flowverdict.bench.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// A function's zip, unpacked as Lambda does it.
///
/// @param jars what Lambda puts on the class path: the jars in `lib/`
public record FunctionZip(List<Path> jars) {
  public FunctionZip {
    jars = List.copyOf(jars);
  }

  /// Unpacks the zip that the build made of a function.
  ///
  /// @param functions the folder of the functions' modules
  /// @param name the function's module, for example `analyze`
  /// @param folder where the jars go; those of an earlier time are replaced
  /// @throws IllegalStateException when the zip has not been built
  public static FunctionZip unpack(Path functions, String name, Path folder) {
    Path file = functions.resolve(name).resolve("target").resolve("flow-verdict-" + name + ".zip");
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException(
          file.normalize() + " does not exist; build it with: mvn -pl functions/bench -am package");
    }
    List<Path> jars = new ArrayList<>();
    try (FileSystem zip = FileSystems.newFileSystem(file);
        var entries = Files.list(zip.getPath("lib"))) {
      Files.createDirectories(folder);
      for (Path entry : entries.sorted().toList()) {
        Path jar = folder.resolve(entry.getFileName().toString());
        Files.copy(entry, jar, StandardCopyOption.REPLACE_EXISTING);
        jars.add(jar);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new FunctionZip(jars);
  }
}
