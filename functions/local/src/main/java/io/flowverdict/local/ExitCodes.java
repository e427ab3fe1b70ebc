package io.flowverdict.local;

/// The exit codes of all commands, and what `--help` says of them.
final class ExitCodes {

  /// Done; a connection gets through; nothing was found.
  static final int DONE = 0;

  /// A connection is blocked, or an audit found something.
  static final int FOUND = 1;

  /// A part of a configuration was not read, and the rest was written.
  static final int INCOMPLETE = 1;

  /// The command line, the input or the output cannot be used.
  static final int UNUSABLE = 2;

  /// The program itself is at fault.
  static final int DEFECT = 3;

  /// A question cannot be answered: UNDECIDED.
  static final int UNDECIDED = 4;

  /// The reader of the output is gone, as after `| head`: what a shell reports of a command that
  /// SIGPIPE ended.
  static final int READER_GONE = 141;

  /// The heading of the list of exit codes in `--help`.
  static final String HEADING = "%nExit codes:%n";

  static final String HELP_DONE = "0:Done.";
  static final String HELP_UNUSABLE =
      "2:Bad usage, or input or output that cannot be used; standard error says which.";
  static final String HELP_DEFECT = "3:A defect of flow-verdict.";
  static final String HELP_READER_GONE = "141:The reader of the output is gone, as after | head.";

  private ExitCodes() {}
}
