package io.flowverdict.local;

import io.flowverdict.core.flowlog.FlowLogFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Judges flow-log files by a configuration, or by those of their time. What the lines say goes to
/// standard output, numbers and problems to standard error.
@Command(
    name = "judge",
    description = "Says for each record of flow logs which rule decided.",
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:Every record was judged; its verdict may be UNDECIDED.",
      "2:Bad usage, or input or output that cannot be used; standard error says which. What can be"
          + " read is judged.",
      ExitCodes.HELP_DEFECT,
      ExitCodes.HELP_READER_GONE
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is required before it calls
final class JudgeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder with output of capture or of aws ec2 describe-... in *.json files, or of folders"
              + " of these that are named by their time, for example 2026-11-22T10-15-00Z.")
  private Path config;

  @Option(
      names = "--fields",
      paramLabel = "FIELDS",
      converter = FieldsConverter.class,
      description = "The fields of text without a header line: \"version account-id ...\".")
  private @Nullable FlowLogFormat fields;

  @Option(names = "--verbose", description = "Also say what the configuration holds and lacks.")
  private boolean verbose;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text or json; text when left out.")
  private OutputFormat format;

  @Parameters(
      arity = "1..*",
      paramLabel = "LOG",
      description = "A flow-log file, or a folder with *.log, *.gz and *.parquet files.")
  private List<Path> logs;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    GivenConfiguration configuration = GivenConfiguration.read(config);
    if (verbose) {
      configuration.report(err);
    } else {
      configuration.warn(err);
    }
    Totals totals = new Totals();
    Problems problems = new Problems(err);
    LogJudge logJudge = new LogJudge(configuration, fields, writer(), totals, problems);
    for (Iterator<LogFile> files = LogFile.of(logs, problems).iterator(); files.hasNext(); ) {
      logJudge.judge(files.next());
    }
    totals.print(err);
    return problems.any() ? ExitCodes.UNUSABLE : ExitCodes.DONE;
  }

  private VerdictWriter writer() throws IOException {
    Writer out = spec.commandLine().getOut();
    return switch (format) {
      case TEXT -> new TextVerdicts(out);
      case JSON -> new JsonVerdicts(out);
    };
  }
}
