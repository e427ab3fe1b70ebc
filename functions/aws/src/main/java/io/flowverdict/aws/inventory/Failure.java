package io.flowverdict.aws.inventory;

import io.flowverdict.core.snapshot.Scope;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What the failure of a call means for the reading.
final class Failure {
  private static final int LONGEST_MESSAGE = 300;
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  /// Codes of the EC2 API and of STS that stay until a person changes something.
  private static final Set<String> REFUSALS =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "AuthFailure",
          "Blocked",
          "InvalidClientTokenId",
          "MissingAuthenticationToken",
          "OptInRequired",
          "PendingVerification",
          "RegionDisabledException",
          "SignatureDoesNotMatch",
          "UnauthorizedOperation",
          "UnrecognizedClientException");

  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");

  private Failure() {}

  /// {@return an [AccountUnreadableException] for a refusal, else an [InventoryException]}
  ///
  /// @param call the API's name of what was called
  /// @param mend what a person can do when it was refused
  static RuntimeException of(Scope scope, String call, String mend, SdkException error) {
    if (!(error instanceof AwsServiceException answered)) {
      return new InventoryException(sentence(scope, call, text(error.getMessage())), error);
    }
    AwsErrorDetails details = answered.awsErrorDetails();
    if (details == null || details.errorCode() == null) {
      String status =
          "HTTP status "
              + answered.statusCode()
              + " without an error code, as of an endpoint that does not know the call "
              + call
              + " or is no endpoint of AWS";
      return new InventoryException(sentence(scope, call, status), error);
    }
    String code = text(details.errorCode());
    String message = text(details.errorMessage());
    if (REFUSALS.contains(code)) {
      return new AccountUnreadableException(
          scope, call + " is refused (" + code + ": " + message + "); " + mend, error);
    }
    if (EXPIRED.contains(code)) {
      return new InventoryException(
          sentence(scope, call, "the credentials have expired (" + code + "); renew them"), error);
    }
    return new InventoryException(sentence(scope, call, code + ": " + message), error);
  }

  private static String sentence(Scope scope, String call, String why) {
    return "The configuration of "
        + scope
        + " was not read to its end: "
        + call
        + " failed: "
        + why;
  }

  private static String text(@Nullable String message) {
    String text = UNPRINTABLE.matcher(String.valueOf(message)).replaceAll("?");
    return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
  }
}
