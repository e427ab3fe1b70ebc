package io.flowverdict.aws.inventory;

import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.Ec2ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/// The accounts that can be read: our own with the credentials at hand, others through a role. May
/// be shared by threads.
public final class Accounts implements LiveConfiguration {
  private static final String SESSION = "flow-verdict";
  private static final Duration SESSION_TIME = Duration.ofMinutes(15);

  /// The SDK waits longer from one attempt to the next, up to 20 seconds, by a random part of it.
  private static final int ATTEMPTS = 8;

  private final StsClient sts;
  private final @Nullable ReaderRole role;
  private final UnaryOperator<Ec2ClientBuilder> options;
  private final AwsCredentialsProvider own;
  private volatile @Nullable String ownAccountId;

  /// @param sts with the credentials at hand
  /// @param own the credentials at hand
  /// @param role assumed in other accounts; null when only our own is to be read
  /// @param options changes clients of the EC2 API before they are built, for example their HTTP
  ///   client
  public Accounts(
      StsClient sts,
      AwsCredentialsProvider own,
      @Nullable ReaderRole role,
      UnaryOperator<Ec2ClientBuilder> options) {
    this.sts = sts;
    this.own = own;
    this.role = role;
    this.options = options;
  }

  @Override
  public Snapshot read(Scope scope) {
    return read(scope, Inventory::read);
  }

  /// Reads what is not refused.
  ///
  /// @throws AccountUnreadableException when AWS refuses every call
  /// @throws InventoryException when no call is answered
  public PartialReading readPartly(Scope scope) {
    return read(scope, Inventory::readPartly);
  }

  private <T> T read(Scope scope, Function<Inventory, T> reading) {
    if (!isAccount(scope.accountId()) || !isRegion(scope.region())) {
      throw new AccountUnreadableException(
          scope, "that is no account id of twelve digits and a Region such as eu-central-1");
    }
    Region region = Region.of(scope.region());
    try (Ec2Client ec2 = client(region, credentials(scope, region))) {
      return reading.apply(new Inventory(scope, ec2));
    }
  }

  private Ec2Client client(Region region, AwsCredentialsProvider credentials) {
    Ec2ClientBuilder builder =
        Ec2Client.builder()
            .region(region)
            .credentialsProvider(credentials)
            .overrideConfiguration(configuration ->
                configuration.retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build()));
    return options.apply(builder).build();
  }

  private AwsCredentialsProvider credentials(Scope scope, Region region) {
    if (scope.accountId().equals(ownAccountId(scope))) {
      return own;
    }
    if (role == null) {
      throw new AccountUnreadableException(
          scope, "it is another account, and no role to assume in other accounts is configured");
    }
    return assume(scope, region, role);
  }

  /// {@return what the credentials at hand belong to, in a Region}
  ///
  /// @throws AccountUnreadableException when the credentials are refused
  /// @throws InventoryException when that cannot be found out
  public Scope own(String region) {
    return new Scope(ownAccountId(new Scope("this account", region)), region);
  }

  /// {@return whether this may be the id of an account}
  public static boolean isAccount(String text) {
    return Scope.ACCOUNT_ID.matcher(text).matches();
  }

  /// {@return whether this may be the name of a Region}
  public static boolean isRegion(String name) {
    return Scope.REGION.matcher(name).matches();
  }

  private String ownAccountId(Scope wanted) {
    String known = ownAccountId;
    if (known == null) {
      try {
        known = sts.getCallerIdentity().account();
      } catch (SdkException failed) {
        throw Failure.of(wanted, "GetCallerIdentity", "check the credentials", failed);
      }
      ownAccountId = known;
    }
    return known;
  }

  private AwsCredentialsProvider assume(Scope scope, Region region, ReaderRole assumed) {
    String partition = PartitionMetadata.of(region).id();
    String arn = "arn:" + partition + ":iam::" + scope.accountId() + ":role/" + assumed.name();
    try {
      Credentials session =
          sts.assumeRole(request ->
                  request
                      .roleArn(arn)
                      .externalId(assumed.externalId())
                      .roleSessionName(SESSION)
                      .durationSeconds((int) SESSION_TIME.toSeconds()))
              .credentials();
      return StaticCredentialsProvider.create(
          AwsSessionCredentials.create(
              session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
    } catch (SdkException failed) {
      throw Failure.of(
          scope, "AssumeRole of " + arn, "create the role, and let it trust who reads it", failed);
    }
  }
}
