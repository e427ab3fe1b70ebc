package io.flowverdict.local;

import io.flowverdict.core.audit.AuditCheck;
import io.flowverdict.core.explain.End;
import io.flowverdict.core.explain.Explainer;
import io.flowverdict.core.explain.Explanation;
import io.flowverdict.core.explain.Question;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.Protocol;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Answers a question about a configuration: can one end open a connection to another?
@Command(
    name = "explain",
    description = "Says why one end can or cannot talk to another. Needs no log.",
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:The connection gets through (ACCEPT).",
      "1:The connection is blocked (REJECT).",
      ExitCodes.HELP_UNUSABLE,
      ExitCodes.HELP_DEFECT,
      "4:It cannot be told (UNDECIDED).",
      ExitCodes.HELP_READER_GONE
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is required before it calls
final class ExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder with output of capture or of aws ec2 describe-... in *.json files, or of folders"
              + " of these that are named by their time; the newest answers.")
  private Path config;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "END",
      converter = EndConverter.class,
      description = "Who opens the connection: eni-..., i-... or an address.")
  private End from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "END",
      converter = EndConverter.class,
      description = "Who answers: eni-..., i-... or an address.")
  private End to;

  @Option(
      names = "--protocol",
      defaultValue = "tcp",
      paramLabel = "PROTOCOL",
      converter = ProtocolConverter.class,
      description =
          "tcp, udp, icmp (between IPv4 addresses), icmpv6 (between IPv6 addresses) or a number;"
              + " tcp when left out.")
  private Protocol protocol;

  @Option(names = "--port", paramLabel = "PORT", description = "The port that is connected to.")
  private @Nullable Integer port;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "FORMAT",
      description = "text or json; text when left out.")
  private OutputFormat format;

  @Option(
      names = "--terraform",
      description = "Shows each change in Terraform's language too, beside the AWS CLI.")
  private boolean terraform;

  @Override
  public Integer call() throws IOException {
    Question question = new Question(from, to, protocol, port, /* icmp= */ null);
    GivenConfiguration configuration = GivenConfiguration.read(config);
    configuration.warn(spec.commandLine().getErr());
    if (configuration instanceof GivenConfiguration.Dated dated) {
      spec.commandLine()
          .getErr()
          .println("By the configuration of " + dated.newestRevision().verifiedUntil() + ":");
    }
    Explanation explanation =
        new Explainer(configuration.newest(), new AuditCheck()).explain(question);
    Writer out = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> TextExplanation.write(explanation, terraform, out);
      case JSON -> JsonExplanation.write(explanation, out);
    }
    return exitCode(explanation.outcome());
  }

  private static int exitCode(Verdict.Outcome outcome) {
    return switch (outcome) {
      case ACCEPT, NOT_EVALUATED -> ExitCodes.DONE;
      case REJECT -> ExitCodes.FOUND;
      case UNDECIDED -> ExitCodes.UNDECIDED;
    };
  }
}
