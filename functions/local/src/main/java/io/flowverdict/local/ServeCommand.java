package io.flowverdict.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.flowverdict.local.dashboard.DashboardServer;
import io.flowverdict.local.dashboard.DashboardServer.Invocable;
import io.flowverdict.local.dashboard.Widget;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Shows the widget of the CloudWatch dashboard in a browser, without an AWS account.
@Command(
    name = "serve",
    description =
        "Delivers the samples as demo does, audits their configuration, and shows the dashboard's"
            + " widget on a page of this machine until it is stopped.",
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      ExitCodes.HELP_DONE,
      ExitCodes.HELP_UNUSABLE,
      ExitCodes.HELP_DEFECT,
      ExitCodes.HELP_READER_GONE
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets it before it calls
final class ServeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8088",
      description = "The port to answer on, 0 for one that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > 65_535) {
      throw new InputException("--port " + port + " is no port: give a number from 0 to 65535");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Samples samples = Samples.open();
        EmbeddedServices services = EmbeddedServices.start()) {
      Demo demo = Demo.on(services, samples);
      demo.upload();
      demo.deliver(out);
      demo.audit();
      try (DashboardServer dashboard = serve(demo)) {
        out.println();
        out.println("The console is at " + dashboard.page() + " until this is stopped (Ctrl-C)");
        out.flush();
        new CountDownLatch(1).await();
      }
    }
    return ExitCodes.DONE;
  }

  private DashboardServer serve(Demo demo) throws IOException {
    try {
      return dashboard(demo, port);
    } catch (IOException taken) {
      throw new InputException(
          "Port " + port + " cannot be had (" + taken.getMessage() + "): give another --port",
          taken);
    }
  }

  /// {@return a page that shows what the demo delivered, at the time of the samples}
  static DashboardServer dashboard(Demo demo, int port) throws IOException {
    LocalFunctions functions = demo.functions();
    Widget widget =
        new Widget(
            LocalInvocation.arn(LocalFunctions.CONSOLE),
            JsonNodeFactory.instance.objectNode().put("query", "overview"),
            Demo.SCOPE.accountId(),
            Demo.FIRST_READ,
            Demo.NOW);
    return DashboardServer.start(
        port,
        widget,
        Map.of(
            LocalInvocation.arn(LocalFunctions.CONSOLE),
            new Invocable(functions.console(), invocation(LocalFunctions.CONSOLE)),
            LocalInvocation.arn(LocalFunctions.SUPPRESS),
            new Invocable(functions.suppress(), invocation(LocalFunctions.SUPPRESS))));
  }

  private static LocalInvocation invocation(String function) {
    return new LocalInvocation(function, line -> System.err.println(line.strip()));
  }
}
