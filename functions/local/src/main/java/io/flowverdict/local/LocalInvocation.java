package io.flowverdict.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The context of an invocation that Lambda has no part in.
///
/// @param functionName which function is invoked
/// @param log takes what the function logs
public record LocalInvocation(String functionName, Consumer<String> log) implements Context {

  /// {@return what a function is called by}
  public static String arn(String functionName) {
    return "arn:aws:lambda:%s:%s:function:%s"
        .formatted(EmbeddedServices.REGION, Demo.SCOPE.accountId(), functionName);
  }

  @Override
  public String getFunctionName() {
    return functionName;
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        log.accept(message);
      }

      @Override
      public void log(byte[] message) {
        log.accept(new String(message, UTF_8));
      }
    };
  }

  @Override
  public String getAwsRequestId() {
    return "local";
  }

  @Override
  public String getLogGroupName() {
    return "local";
  }

  @Override
  public String getLogStreamName() {
    return "local";
  }

  @Override
  public String getFunctionVersion() {
    return "local";
  }

  @Override
  public String getInvokedFunctionArn() {
    return arn(functionName);
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  /// As long as an invocation may take at the most.
  @Override
  public int getRemainingTimeInMillis() {
    return 900_000;
  }

  @Override
  public int getMemoryLimitInMB() {
    return (int) (Runtime.getRuntime().maxMemory() >> 20);
  }
}
