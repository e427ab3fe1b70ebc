package io.flowverdict.infra;

import java.nio.file.Files;
import java.nio.file.Path;

/// The zips that the build makes of the functions.
///
/// @param functions the folder of the functions' modules
record FunctionZips(Path functions) {

  /// {@return the zip of a function}
  ///
  /// @param name the function's module, for example `analyze`
  /// @throws InvalidSettingsException when it has not been built
  Path zip(String name) {
    Path zip = functions.resolve(name).resolve("target").resolve("flow-verdict-" + name + ".zip");
    if (!Files.isRegularFile(zip)) {
      throw new InvalidSettingsException(
          zip.normalize()
              + " does not exist; build it with: mvn -pl functions/"
              + name
              + " -am package");
    }
    return zip;
  }
}
