package io.flowverdict.local;

import io.flowverdict.core.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What went wrong with parts of the input while the rest was worked on: one line each. Mutable: it
/// remembers whether there was any.
final class Problems {

  private final PrintWriter err;
  private boolean any;

  Problems(PrintWriter err) {
    this.err = err;
  }

  /// Prints a problem.
  ///
  /// @param where the file or folder as given or found
  /// @param what a sentence: what is wrong, and how to mend it
  void add(String where, String what) {
    any = true;
    err.println(Printable.of(where + ": " + what));
  }

  /// Prints that a file or folder cannot be read.
  void add(Path where, IOException error) {
    String what =
        switch (error) {
          case NoSuchFileException missing ->
              "there is no such file or folder: give a flow-log file, or a folder that holds some";
          case AccessDeniedException denied ->
              "permission denied: make it readable, or leave it out";
          case FileSystemLoopException loop ->
              "a link that leads back to a folder it is in: remove it";
          default -> "cannot be read (" + error.getMessage() + "): check the disk, or leave it out";
        };
    add(where.toString(), what);
  }

  /// {@return whether there was a problem}
  boolean any() {
    return any;
  }
}
