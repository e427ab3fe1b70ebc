package io.flowverdict.local;

import io.flowverdict.core.finding.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Shows what the functions make of the samples, without an AWS account.
@Command(
    name = "demo",
    description =
        "Delivers the sample logs through the real handler, on DynamoDB and S3 in this process, and"
            + " prints the findings.",
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      ExitCodes.HELP_DONE,
      ExitCodes.HELP_UNUSABLE,
      ExitCodes.HELP_DEFECT,
      ExitCodes.HELP_READER_GONE
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets it before it calls
final class DemoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (Samples samples = Samples.open();
        EmbeddedServices services = EmbeddedServices.start()) {
      out.println("DynamoDB " + services.dynamoDbEndpoint() + " and S3 " + services.s3Endpoint());
      Demo demo = Demo.on(services, samples);
      demo.upload();
      demo.deliver(out);
      List<Finding> findings = demo.findings();
      out.printf(
          "%n%d findings in the DynamoDB table \"%s\"%n%n",
          findings.size(), LocalFunctions.FINDINGS_TABLE);
      FindingsReport.print(findings, out);
    }
    out.println();
    out.println("Every record of the samples, in the project's folder:");
    out.println(
        "  java -jar functions/local/target/flow-verdict.jar judge --config events/configuration"
            + " events/logs");
    out.println("Why the application cannot talk to its database, and what to change:");
    out.println(
        "  java -jar functions/local/target/flow-verdict.jar explain --config events/configuration"
            + " --from i-0a990000000000001 --to 10.0.3.10 --port 5432");
    out.flush();
    return ExitCodes.DONE;
  }
}
