package io.flowverdict.console;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.flowverdict.console.html.Html;
import io.flowverdict.console.json.FindingJson;
import io.flowverdict.console.page.Decision;
import io.flowverdict.console.page.Place;
import io.flowverdict.console.page.Viewer;
import io.flowverdict.console.query.ParameterException;
import io.flowverdict.console.query.Parameters;
import io.flowverdict.console.query.Suppression;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.snapshot.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// The Lambda function that suppresses findings, and shows them again: the queries `suppress` and
/// `unsuppress`. Who may invoke it may do that. It is called from the page of a finding, or by a
/// program.
public final class SuppressHandler implements RequestStreamHandler {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FUNCTION = ":function:";

  private final Findings findings;
  private final Clock clock;

  /// Reads the function's environment; see [Environment].
  public SuppressHandler() {
    this(Environment.findings(System.getenv(), Clock.systemUTC()), Clock.systemUTC());
  }

  /// Takes what it needs: for tests, and for running it in a process of one's own.
  public SuppressHandler(Findings findings, Clock clock) {
    this.findings = findings;
    this.clock = clock;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Instant now = clock.instant();
    Request request = Request.of(JSON.readTree(input), now);
    String console =
        console(request.given().getOrDefault("console", ""), context.getInvokedFunctionArn());
    JSON.writeValue(output, request.describe() ? description() : answer(request, console, now));
  }

  private static JsonNode description() {
    return TextNode.valueOf(
        """
        ## Flow Verdict: suppress findings

        This function is no widget: the page of a finding calls it.

        ```yaml
        query: suppress
        id: 00000000000000000000000000000000
        who: Jane Doe
        reason: Known.
        until: 30d
        ```
        """);
  }

  /// The function that the way back leads to: one of the same account and Region as this one, or
  /// none.
  private static String console(String given, String own) {
    int end = own.lastIndexOf(FUNCTION);
    return given.startsWith(end < 0 ? "" : own.substring(0, end + FUNCTION.length())) ? given : "";
  }

  private JsonNode answer(Request request, String console, Instant now) {
    try {
      Query query = Query.of(request.all());
      Parameters parameters = request.parameters(query);
      Finding finding = change(query, parameters, new Suppression(findings, now));
      return request
          .viewer()
          .map(viewer ->
              page(Decision.changed(place(viewer, console, finding.cause().scope()), finding)))
          .orElseGet(() -> FindingJson.changed(finding));
    } catch (ParameterException wrong) {
      return refusal(request, wrong, console);
    }
  }

  private static Finding change(Query query, Parameters parameters, Suppression suppression) {
    return switch (query) {
      case SUPPRESS -> suppression.suppress(parameters);
      case UNSUPPRESS -> suppression.unsuppress(parameters);
      case OVERVIEW, FINDINGS, FINDING, ASK, RULES ->
          throw new ParameterException(
              "query", "This function answers suppress and unsuppress only, not " + query + ".");
    };
  }

  private static Place place(Viewer viewer, String console, Scope scope) {
    return new Place(viewer, console, "", List.of(scope), scope);
  }

  private static JsonNode page(Html page) {
    return TextNode.valueOf(page.render());
  }

  private static JsonNode refusal(Request request, ParameterException wrong, String console) {
    String message = String.valueOf(wrong.getMessage());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("error").put("parameter", wrong.parameter()).put("message", message);
    Scope scope =
        new Scope(
            request.given().getOrDefault("account", ""),
            request.given().getOrDefault("region", ""));
    return request
        .viewer()
        .map(viewer ->
            page(
                Decision.unchanged(
                    place(viewer, console, scope),
                    message,
                    request.given().getOrDefault("id", ""))))
        .orElse(json);
  }
}
