package io.flowverdict.local;

import io.flowverdict.aws.configuration.ConfigurationExport;
import io.flowverdict.aws.configuration.ResourceCounts;
import io.flowverdict.aws.inventory.Accounts;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.text.Printable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/// Reads the configuration of an account and Region with the shell's credentials, and writes it as
/// a folder that `--config` reads. It only lists and describes.
@Command(
    name = "capture",
    description = "Writes the live configuration of an account and Region for --config.",
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      ExitCodes.HELP_DONE,
      ExitCodes.HELP_UNUSABLE,
      ExitCodes.HELP_DEFECT,
      ExitCodes.HELP_READER_GONE
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets what is required before it calls
final class CaptureCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write: an empty one, or one to be made.")
  private Path out;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "For example eu-central-1; that of the shell when left out.")
  private @Nullable String region;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    ConfigurationExport.requireUsable(out);
    Shell shell = Shell.ofThisProcess();
    String wanted = region == null ? shell.region() : region;
    if (!Accounts.isRegion(wanted)) {
      throw new InputException("\"" + wanted + "\" is no Region; name one such as eu-central-1");
    }
    AwsCredentialsProvider credentials = shell.credentials();
    try (SdkHttpClient http = UrlConnectionHttpClient.create();
        StsClient sts =
            StsClient.builder()
                .httpClient(http)
                .region(Region.of(wanted))
                .credentialsProvider(credentials)
                .build()) {
      Accounts accounts =
          new Accounts(sts, credentials, /* role= */ null, builder -> builder.httpClient(http));
      capture(accounts, accounts.own(wanted), err);
    }
    return ExitCodes.DONE;
  }

  private void capture(Accounts accounts, Scope scope, PrintWriter err) {
    err.println("Reading the configuration of " + scope + "; a large one takes about a minute.");
    err.flush();
    long start = System.nanoTime();
    Snapshot snapshot = accounts.read(scope);
    Path file = ConfigurationExport.write(snapshot, out);
    ResourceCounts counts = ResourceCounts.of(snapshot);
    err.printf(
        "%s: %d interfaces, %d security groups with %d rules, %d network ACLs; read in %d s%n",
        Printable.of(file.toString()),
        counts.interfaces(),
        counts.groups(),
        counts.rules(),
        counts.acls(),
        Duration.ofNanos(System.nanoTime() - start).toSeconds());
  }
}
