package io.flowverdict.local;

import io.flowverdict.aws.configuration.ConfigurationException;
import io.flowverdict.aws.inventory.AccountUnreadableException;
import io.flowverdict.aws.inventory.InventoryException;
import io.flowverdict.core.explain.UnanswerableException;
import io.flowverdict.core.text.Printable;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// The command line.
@Command(
    name = "flow-verdict",
    description = "Says which rule decided each record of a VPC flow log.",
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:Done; explain: the connection gets through.",
      "1:explain: the connection is blocked; audit: something was found.",
      ExitCodes.HELP_UNUSABLE,
      ExitCodes.HELP_DEFECT,
      "4:explain: it cannot be told.",
      ExitCodes.HELP_READER_GONE
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      JudgeCommand.class,
      ExplainCommand.class,
      AuditCommand.class,
      CaptureCommand.class,
      DemoCommand.class,
      ServeCommand.class
    },
    versionProvider = FlowVerdict.Version.class)
public final class FlowVerdict implements Runnable {

  @Spec private CommandSpec spec;

  /// Runs the command that `arguments` name and ends this process with its exit code.
  public static void main(String[] arguments) {
    System.exit(commandLine().setOut(StandardOutput.ofThisProcess()).execute(arguments));
  }

  /// The command line with all its commands; it writes where [CommandLine#setOut] and
  /// [CommandLine#setErr] say.
  static CommandLine commandLine() {
    return new CommandLine(new FlowVerdict())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(FlowVerdict::run)
        .setParameterExceptionHandler(FlowVerdict::badUsage)
        .setExecutionExceptionHandler(FlowVerdict::failed);
  }

  /// Without a command there is nothing to do.
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }

  /// What a command throws comes to [#failed]; what printing `--help` throws does not.
  private static int run(ParseResult arguments) {
    try {
      return new CommandLine.RunLast().execute(arguments);
    } catch (OutputException help) {
      return unwritable(help, arguments.commandSpec().commandLine());
    }
  }

  private static int badUsage(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    String message = Printable.of(String.valueOf(exception.getMessage()));
    command
        .getErr()
        .printf("%s; see %s --help%n", message, command.getCommandSpec().qualifiedName());
    return ExitCodes.UNUSABLE;
  }

  /// What the input or the output is to blame for is one line; anything else is a defect of this
  /// program.
  private static int failed(Exception exception, CommandLine command, ParseResult arguments) {
    return switch (exception) {
      case InputException input -> unusable(input, command);
      case ConfigurationException configuration -> unusable(configuration, command);
      case UnanswerableException question -> unusable(question, command);
      case AccountUnreadableException refused -> unusable(refused, command);
      case InventoryException brokenOff -> unusable(brokenOff, command);
      case OutputException output -> unwritable(output, command);
      case IOException other -> unusable(other, command);
      default -> {
        exception.printStackTrace(command.getErr());
        yield ExitCodes.DEFECT;
      }
    };
  }

  /// That nobody reads any more is no fault, and nothing is said of it.
  private static int unwritable(OutputException output, CommandLine command) {
    return output.isReaderGone() ? ExitCodes.READER_GONE : unusable(output, command);
  }

  private static int unusable(Exception exception, CommandLine command) {
    command.getErr().println(Printable.of(String.valueOf(exception.getMessage())));
    return ExitCodes.UNUSABLE;
  }

  /// The version of the jar that this class was loaded from.
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = FlowVerdict.class.getPackage().getImplementationVersion();
      return new String[] {"flow-verdict " + (version == null ? "(not packaged)" : version)};
    }
  }
}
