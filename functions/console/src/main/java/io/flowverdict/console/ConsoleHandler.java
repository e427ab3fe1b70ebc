package io.flowverdict.console;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.flowverdict.console.query.Kept;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;

/// The Lambda function that answers queries, as a page to a dashboard ([custom widget](
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_about.html))
/// and as JSON to programs. It changes nothing.
public final class ConsoleHandler implements RequestStreamHandler {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Kept kept;
  private final ConsoleSettings settings;
  private final Clock clock;

  /// Reads the function's environment; see [Environment].
  public ConsoleHandler() {
    this(
        Environment.kept(System.getenv(), Clock.systemUTC()),
        ConsoleSettings.of(System.getenv()),
        Clock.systemUTC());
  }

  /// Takes what it needs: for tests, and for running it in a process of one's own.
  public ConsoleHandler(Kept kept, ConsoleSettings settings, Clock clock) {
    this.kept = kept;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Instant now = clock.instant();
    Request request = Request.of(JSON.readTree(input), now);
    JSON.writeValue(output, answer(request, context.getInvokedFunctionArn(), now));
  }

  private JsonNode answer(Request request, String arn, Instant now) {
    if (request.describe()) {
      return TextNode.valueOf(Description.text());
    }
    return new Answering(kept, settings, arn, now).answer(request);
  }
}
