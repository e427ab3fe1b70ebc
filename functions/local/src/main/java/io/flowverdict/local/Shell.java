package io.flowverdict.local;

import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// The AWS credentials and the Region that the AWS CLI would use in this shell.
///
/// @param environment the shell's variables
record Shell(Map<String, String> environment) {

  private static final int LONGEST_REASON = 300;

  static Shell ofThisProcess() {
    return new Shell(System.getenv());
  }

  /// {@return credentials, which could be had a moment ago}
  ///
  /// @throws InputException when there are none
  AwsCredentialsProvider credentials() {
    AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
    try {
      credentials.resolveCredentials();
      return credentials;
    } catch (SdkException none) {
      throw new InputException(
          "There are no AWS credentials"
              + whyNotOfProfile()
              + "; log in with aws sso login or aws configure, or set AWS_PROFILE, or"
              + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
          none);
    }
  }

  /// Why the profile that was named has none: most often a session that is over.
  private String whyNotOfProfile() {
    String profile = environment.getOrDefault("AWS_PROFILE", "");
    if (profile.isEmpty()) {
      return "";
    }
    try (ProfileCredentialsProvider provider = ProfileCredentialsProvider.create(profile)) {
      provider.resolveCredentials();
      return "";
    } catch (SdkException why) {
      String reason = String.valueOf(why.getMessage());
      return " of profile "
          + profile
          + " ("
          + reason.substring(0, Math.min(reason.length(), LONGEST_REASON))
          + ")";
    }
  }

  /// {@return the Region's name}
  ///
  /// @throws InputException when none is set
  String region() {
    String named = environment.getOrDefault("AWS_REGION", "");
    // Of the two variables that the AWS CLI reads, the SDK reads the first.
    String ofCli = environment.getOrDefault("AWS_DEFAULT_REGION", "");
    if (named.isEmpty() && !ofCli.isEmpty()) {
      return ofCli;
    }
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
    } catch (SdkClientException none) {
      throw new InputException("No Region is set; name one with --region, or set AWS_REGION", none);
    }
  }
}
