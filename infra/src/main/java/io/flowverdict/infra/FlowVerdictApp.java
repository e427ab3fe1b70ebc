package io.flowverdict.infra;

import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.regioninfo.RegionInfo;

/// The CDK app.
public final class FlowVerdictApp {

  /// The stage of what other accounts deploy: `cdk deploy --all` leaves stages alone.
  static final String MEMBERS = "Members";

  private static final int WRONG_SETTINGS = 2;

  private FlowVerdictApp() {}

  /// Makes the templates, in the folder that the CDK names. Run in the folder of `cdk.json`.
  public static void main(String[] arguments) {
    try {
      App app = new App();
      addStacks(app, new FunctionZips(Path.of("..", "functions")));
      synthesize(app);
    } catch (InvalidSettingsException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(WRONG_SETTINGS);
    }
  }

  /// Writes the templates.
  ///
  /// @throws InvalidSettingsException when AWS would not take one of them
  static void synthesize(App app) {
    new Limits(partition(System.getenv().getOrDefault("CDK_DEFAULT_REGION", "")))
        .check(Path.of(app.synth().getDirectory()));
  }

  /// @param region what the CDK's command line says is deployed to; empty where it does not know
  private static String partition(String region) {
    String known = region.isEmpty() ? null : RegionInfo.get(region).getPartition();
    return known == null ? "aws" : known;
  }

  /// Adds what the app's context describes.
  ///
  /// @throws InvalidSettingsException when that is wrong
  static void addStacks(App app, FunctionZips zips) {
    Settings settings = Settings.of(GivenOptions.of(app.getNode()));
    StorageStack storage =
        new StorageStack(app, described("Findings and the history of configurations"));
    FunctionsStack functions =
        new FunctionsStack(
            app, described("The functions, with what calls them"), zips, settings, storage);
    if (DeliveryStack.isNeeded(settings)) {
      new DeliveryStack(
          app,
          described("Where flow logs are delivered to"),
          settings,
          functions.analyze().queue());
    }
    new BackfillStack(
        app,
        described("Sends objects that were there before through the function"),
        settings,
        storage,
        functions.analyze());
    new OperationsStack(app, described("Dashboard, alarms and events"), settings, storage);
    if (!settings.kmsKeyArn().isEmpty()) {
      Aspects.of(app).add(new EncryptedByKey(settings.kmsKeyArn()));
    }
    new ReaderRoleStack(Stage.Builder.create(app, MEMBERS).build());
  }

  private static StackProps described(String purpose) {
    return StackProps.builder().description("Flow Verdict: " + purpose).build();
  }
}
