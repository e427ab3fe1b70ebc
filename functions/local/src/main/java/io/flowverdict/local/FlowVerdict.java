package io.flowverdict.local;

import io.flowverdict.aws.configuration.ConfigurationException;
import io.flowverdict.aws.inventory.AccountUnreadableException;
import io.flowverdict.aws.inventory.InventoryException;
import io.flowverdict.core.explain.UnanswerableException;
import io.flowverdict.core.text.Printable;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// The command line.
@Command(
    name = "flow-verdict",
    description = "Says which rule decided each record of a VPC flow log.",
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

  /// The exit code where the program itself is at fault.
  private static final int DEFECT = 3;

  @Spec private CommandSpec spec;

  /// Runs the command that `arguments` name and ends this process with its exit code.
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /// The command line with all its commands; it writes where [CommandLine#setOut] and
  /// [CommandLine#setErr] say.
  static CommandLine commandLine() {
    return new CommandLine(new FlowVerdict())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(FlowVerdict::badUsage)
        .setExecutionExceptionHandler(FlowVerdict::failed);
  }

  /// Without a command there is nothing to do.
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }

  private static int badUsage(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    String message = Printable.of(String.valueOf(exception.getMessage()));
    command
        .getErr()
        .printf("%s; see %s --help%n", message, command.getCommandSpec().qualifiedName());
    return ExitCode.USAGE;
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
      case IOException output -> unusable(output, command);
      default -> {
        exception.printStackTrace(command.getErr());
        yield DEFECT;
      }
    };
  }

  private static int unusable(Exception exception, CommandLine command) {
    command.getErr().println(Printable.of(String.valueOf(exception.getMessage())));
    return ExitCode.USAGE;
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
