package io.flowverdict.aws.configuration;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A folder with output of the AWS CLI: `aws ec2 describe-… > folder/any-name.json`.
public final class ConfigurationFolder {
  private static final String HOW_TO_FILL =
      "name a folder that holds output of the AWS CLI, for example of aws ec2"
          + " describe-security-groups, in files *.json.";

  private ConfigurationFolder() {}

  /// Reads every `*.json` of a folder in the order of their names, not those of folders inside it
  /// and not hidden ones.
  ///
  /// @throws ConfigurationException when there is no such folder, nothing to read in it, or
  ///   something that cannot be read or understood
  public static LoadedSnapshot read(Path folder) {
    List<Path> files = documents(folder);
    if (files.isEmpty()) {
      throw new ConfigurationException(
          "Configuration folder " + folder + " holds no *.json file; " + HOW_TO_FILL);
    }
    SnapshotReader reader = new SnapshotReader();
    for (Path file : files) {
      try (InputStream json = new BufferedInputStream(Files.newInputStream(file))) {
        reader.add(file.toString(), json);
      } catch (IOException unreadable) {
        throw unreadable(file, unreadable);
      }
    }
    return reader.read();
  }

  private static List<Path> documents(Path folder) {
    if (!Files.exists(folder)) {
      throw new ConfigurationException(
          "Configuration folder " + folder + " does not exist; " + HOW_TO_FILL);
    }
    if (!Files.isDirectory(folder)) {
      throw new ConfigurationException(
          "Configuration folder " + folder + " is not a folder; " + HOW_TO_FILL);
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, ConfigurationFolder::isJson)) {
      found.forEach(files::add);
    } catch (IOException | DirectoryIteratorException unreadable) {
      throw unreadable(folder, unreadable);
    }
    files.sort(Comparator.naturalOrder());
    return files;
  }

  private static boolean isJson(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".json") && !name.startsWith(".") && !Files.isDirectory(file);
  }

  private static ConfigurationException unreadable(Path path, Exception error) {
    String why =
        switch (error) {
          case AccessDeniedException denied -> "permission denied";
          case NoSuchFileException missing -> "it does not exist";
          default -> String.valueOf(error.getMessage());
        };
    return new ConfigurationException(
        path + " cannot be read: " + why + "; make it readable, or remove it.", error);
  }
}
