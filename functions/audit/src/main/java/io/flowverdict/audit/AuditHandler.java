package io.flowverdict.audit;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowverdict.core.snapshot.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Pattern;

/// The Lambda function behind a schedule: an event is an object with `account` and `region`, which
/// are audited. The answer tells what came of it; an audit that fails is an error of the function.
public final class AuditHandler implements RequestStreamHandler {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST_QUOTE = 60;

  private final AuditRun run;

  /// Reads the function's environment; see [Environment].
  public AuditHandler() {
    this(Environment.run(System.getenv()));
  }

  /// Takes what it needs: for tests, and for running it in a process of one's own.
  public AuditHandler(AuditRun run) {
    this.run = run;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode event = JSON.readTree(input);
    Scope scope =
        new Scope(
            text(event, "account", Scope.ACCOUNT_ID, "an account id of twelve digits"),
            text(event, "region", Scope.REGION, "a Region such as eu-central-1"));
    AuditSummary summary = run.audit(scope);
    ObjectNode line = JSON.createObjectNode();
    line.put("audited", scope.toString()).put("revision", summary.revision());
    summary.found().forEach(line.putObject("found")::put);
    line.put("new", summary.recorded().added()).put("updated", summary.recorded().updated());
    line.put("changed", summary.changed());
    context.getLogger().log(line + "\n");
    JSON.writeValue(output, line);
  }

  private static String text(JsonNode event, String field, Pattern form, String expected) {
    String text = event.path(field).asText();
    if (!form.matcher(text).matches()) {
      String quote = text.substring(0, Math.min(text.length(), LONGEST_QUOTE));
      throw new IllegalArgumentException(
          "The event's " + field + " is \"" + quote + "\" where " + expected + " is expected");
    }
    return text;
  }
}
