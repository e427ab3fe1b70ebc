package io.flowverdict.local;

import io.flowverdict.aws.configuration.ConfigurationExport;
import io.flowverdict.aws.configuration.ResourceCounts;
import io.flowverdict.aws.inventory.AccountUnreadableException;
import io.flowverdict.aws.inventory.Accounts;
import io.flowverdict.aws.inventory.InventoryException;
import io.flowverdict.aws.inventory.PartialReading;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.text.Printable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
      "1:With --partial: something was not read, and the rest was written.",
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

  @Option(
      names = "--partial",
      description =
          "Write what can be read, where some calls are refused: what is missing is UNDECIDED"
              + " then.")
  private boolean partial;

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
      return capture(accounts, accounts.own(wanted), err);
    }
  }

  private int capture(Accounts accounts, Scope scope, PrintWriter err) {
    err.println("Reading the configuration of " + scope + "; a large one takes about a minute.");
    err.flush();
    long start = System.nanoTime();
    Instant began = Instant.now();
    PartialReading reading = read(accounts, scope);
    for (PartialReading.Unread each : reading.unread()) {
      err.println(Printable.of("Not read, and unknown in what is written: " + each.why() + "."));
    }
    Snapshot snapshot = reading.snapshot();
    Path file = ConfigurationExport.write(snapshot, scope, began, out);
    ResourceCounts counts = ResourceCounts.of(snapshot);
    err.printf(
        "%s: %d interfaces, %d security groups with %d rules, %d network ACLs; read in %d s%n",
        Printable.of(file.toString()),
        counts.interfaces(),
        counts.groups(),
        counts.rules(),
        counts.acls(),
        Duration.ofNanos(System.nanoTime() - start).toSeconds());
    return reading.unread().isEmpty() ? ExitCodes.DONE : ExitCodes.INCOMPLETE;
  }

  private PartialReading read(Accounts accounts, Scope scope) {
    if (partial) {
      return accounts.readPartly(scope);
    }
    try {
      return new PartialReading(accounts.read(scope), List.of());
    } catch (AccountUnreadableException | InventoryException failed) {
      throw new InputException(
          failed.getMessage() + "; or write what can be read, with --partial. Nothing was written");
    }
  }
}
