package io.flowverdict.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;

/// Invokes handlers as Lambda does.
final class Invocation {

  static final String ARN =
      "arn:aws:lambda:eu-central-1:123456789012:function:flow-verdict-console";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Invocation() {}

  /// {@return what a handler answers to an event}
  static JsonNode of(RequestStreamHandler handler, String event) throws IOException {
    Context context =
        (Context)
            Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (_, method, _) -> {
                  if (!method.getName().equals("getInvokedFunctionArn")) {
                    throw new IllegalStateException(method.getName());
                  }
                  return ARN;
                });
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, context);
    return JSON.readTree(answer.toByteArray());
  }
}
