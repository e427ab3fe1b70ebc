package io.flowverdict.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.flowverdict.console.html.Html;
import io.flowverdict.console.json.ExplanationJson;
import io.flowverdict.console.json.FindingJson;
import io.flowverdict.console.json.OverviewJson;
import io.flowverdict.console.json.RulesJson;
import io.flowverdict.console.page.AskPage;
import io.flowverdict.console.page.FindingPage;
import io.flowverdict.console.page.FindingsPage;
import io.flowverdict.console.page.Frame;
import io.flowverdict.console.page.OverviewPage;
import io.flowverdict.console.page.Place;
import io.flowverdict.console.page.RulesPage;
import io.flowverdict.console.page.Viewer;
import io.flowverdict.console.query.AskAnswer;
import io.flowverdict.console.query.FindingDetail;
import io.flowverdict.console.query.FindingList;
import io.flowverdict.console.query.Kept;
import io.flowverdict.console.query.Overview;
import io.flowverdict.console.query.ParameterException;
import io.flowverdict.console.query.Parameters;
import io.flowverdict.console.query.Range;
import io.flowverdict.console.query.RuleTable;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers one request.
///
/// @param console the ARN of the function that answers
record Answering(Kept kept, ConsoleSettings settings, String console, Instant now) {

  /// {@return a page as a JSON text for a dashboard, an object for a program}
  JsonNode answer(Request request) {
    try {
      Query query = Query.of(request.all());
      Parameters parameters = request.parameters(query);
      Asked asked =
          new Asked(
              request,
              parameters,
              Request.scope(parameters, settings.scopes()),
              request.range(parameters, now));
      return answer(query, asked);
    } catch (ParameterException wrong) {
      return refusal(request, wrong);
    }
  }

  /// A query whose common parameters are read.
  private record Asked(Request request, Parameters parameters, Scope scope, Range range) {

    /// The end of the time that is looked at, when the viewer looks at the past.
    @Nullable Instant past() {
      return request.viewer().filter(Viewer::past).isPresent() ? range.to() : null;
    }
  }

  private JsonNode answer(Query query, Asked asked) {
    return switch (query) {
      case OVERVIEW ->
          shown(
              asked,
              Overview.of(kept, asked.scope, asked.range, now),
              OverviewPage::of,
              OverviewJson::of);
      case FINDINGS ->
          shown(
              asked,
              FindingList.of(kept, asked.scope, asked.range, asked.parameters),
              FindingsPage::of,
              FindingJson::of);
      case FINDING ->
          shown(
              asked,
              FindingDetail.of(kept, asked.scope, asked.parameters),
              FindingPage::of,
              FindingJson::of);
      case ASK ->
          shown(
              asked,
              AskAnswer.of(kept, asked.scope, asked.parameters, asked.past(), now),
              AskPage::of,
              ExplanationJson::of);
      case RULES ->
          shown(
              asked,
              RuleTable.of(kept, asked.scope, asked.range, asked.parameters),
              RulesPage::of,
              RulesJson::of);
      case SUPPRESS, UNSUPPRESS ->
          throw new ParameterException(
              "query",
              query + " is answered by the function that suppresses findings, not by this one.");
    };
  }

  /// How an answer becomes a page.
  private interface Page<T> {
    Html of(T answer, Place place);
  }

  private <T> JsonNode shown(Asked asked, T answer, Page<T> page, Function<T, ObjectNode> json) {
    Supplier<JsonNode> object = () -> json.apply(answer);
    return asked
        .request
        .viewer()
        .map(viewer -> page(page.of(answer, place(viewer.at(asked.range), asked.scope))))
        .orElseGet(object);
  }

  private Place place(Viewer viewer, Scope scope) {
    return new Place(viewer, console, settings.suppressor(), settings.scopes(), scope);
  }

  private static JsonNode page(Html page) {
    return TextNode.valueOf(page.render());
  }

  private JsonNode refusal(Request request, ParameterException wrong) {
    String message = String.valueOf(wrong.getMessage());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("error").put("parameter", wrong.parameter()).put("message", message);
    return request
        .viewer()
        .map(viewer -> page(Frame.problem(place(viewer, settings.scopes().getFirst()), message)))
        .orElse(json);
  }
}
