package io.flowverdict.console.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowverdict.console.query.AskAnswer;
import io.flowverdict.core.explain.Explanation;
import io.flowverdict.core.explain.Fix;
import io.flowverdict.core.explain.NearestRule;

/// What is asked and answered.
public final class ExplanationJson {

  private ExplanationJson() {}

  ///
  /// `{"account","region","verdict","request":[steps],"reply":[steps],"blockers":[steps],"nearest","fix":
  /// [{"layer","id","change","opens","commands":[]}],"undecided":[],"sentence","revision":{"id",
  /// "observedFrom","verifiedUntil"},"others":[explanations],"observed":[findings]}`, or
  /// `{"account", "region","unanswered"}`
  public static ObjectNode of(AskAnswer answer) {
    ObjectNode json = OverviewJson.head(answer.scope());
    return switch (answer.result()) {
      case null -> json.put("unanswered", "Nothing was asked: give from, to and port.");
      case AskAnswer.Unanswered(String reason) -> json.put("unanswered", reason);
      case AskAnswer.Answered answered -> answered(json, answered);
    };
  }

  private static ObjectNode answered(ObjectNode json, AskAnswer.Answered answered) {
    json.setAll(of(answered.explanation()));
    json.putObject("revision")
        .put("id", answered.revision().id())
        .put("observedFrom", answered.revision().observedFrom().toString())
        .put("verifiedUntil", answered.revision().verifiedUntil().toString());
    ArrayNode others = json.putArray("others");
    answered.others().forEach(other -> others.add(of(other)));
    ArrayNode observed = json.putArray("observed");
    answered.observed().forEach(finding -> observed.add(FindingJson.brief(finding)));
    return json;
  }

  static ObjectNode of(Explanation explanation) {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("verdict", explanation.outcome().name());
    FindingJson.steps(json, "request", explanation.requestSteps());
    FindingJson.steps(json, "reply", explanation.replySteps());
    FindingJson.steps(json, "blockers", explanation.blockingSteps());
    NearestRule nearest = explanation.nearest();
    if (nearest == null) {
      json.putNull("nearest");
    } else {
      ObjectNode node =
          json.putObject("nearest").put("layer", nearest.layer().name()).put("id", nearest.id());
      FindingJson.rule(node, nearest.layer(), nearest.rule());
      node.put("text", nearest.text()).put("field", nearest.field().toString());
    }
    ArrayNode fixes = json.putArray("fix");
    for (Fix fix : explanation.fixes()) {
      ArrayNode commands =
          fixes
              .addObject()
              .put("layer", fix.layer().name())
              .put("id", fix.id())
              .put("change", fix.text())
              .put("opens", fix.opens())
              .putArray("commands");
      fix.commands().forEach(commands::add);
    }
    ArrayNode undecided = json.putArray("undecided");
    explanation.doubts().stream()
        .map(doubt -> doubt.reason().code())
        .distinct()
        .forEach(undecided::add);
    return json.put("sentence", explanation.sentence());
  }
}
