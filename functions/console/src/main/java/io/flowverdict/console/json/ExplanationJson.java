package io.flowverdict.console.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowverdict.console.query.AskAnswer;
import io.flowverdict.core.change.Fix;
import io.flowverdict.core.explain.Explanation;
import io.flowverdict.core.explain.NearestRule;
import org.jspecify.annotations.Nullable;

/// What is asked and answered.
public final class ExplanationJson {

  private ExplanationJson() {}

  ///
  /// `{"account","region","verdict","request":[steps],"reply":[steps],"blockers":[steps],"nearest","fix":
  /// [{"layer","id","change","opens","kind","commands":[],"terraform":[]}],"durable":[],"undecided":[],"sentence","revision":{"id",
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
    fix(json.putArray("fix"), explanation.narrowest());
    fix(json.putArray("durable"), explanation.durable());
    ArrayNode undecided = json.putArray("undecided");
    explanation.doubts().stream()
        .map(doubt -> doubt.reason().code())
        .distinct()
        .forEach(undecided::add);
    return json.put("sentence", explanation.sentence());
  }

  private static void fix(ArrayNode steps, @Nullable Fix fix) {
    if (fix == null) {
      return;
    }
    if (!fix.advice().isEmpty()) {
      step(steps, fix, null);
    }
    fix.parts().forEach(part -> step(steps, fix, part));
  }

  /// One change, or where there is none the advice.
  private static void step(ArrayNode steps, Fix fix, Fix.@Nullable Part part) {
    ObjectNode step =
        steps
            .addObject()
            .put("layer", part == null ? null : part.layer().name())
            .put("id", part == null ? null : part.id())
            .put("change", part == null ? fix.advice() : part.text())
            .put("opens", part == null ? "" : part.opens())
            .put("kind", fix.kind().toString());
    ArrayNode commands = step.putArray("commands");
    ArrayNode terraform = step.putArray("terraform");
    if (part != null) {
      part.commands().forEach(commands::add);
      part.terraform().forEach(terraform::add);
    }
  }
}
