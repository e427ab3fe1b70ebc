package io.flowverdict.console.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A finding:
/// `{"id","kind","severity","status","resource","rule","peer","protocol","port","first","last","records",
/// "packets","bytes","sentence"}`.
final class FindingJson {

  private FindingJson() {}

  static ObjectNode brief(Finding finding) {
    Cause cause = finding.cause();
    Counts total = finding.total();
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", finding.id())
        .put("kind", cause.kind().code())
        .put("severity", finding.severity().name())
        .put("status", finding.status().name())
        .put("resource", cause.resource())
        .put("rule", cause.rule())
        .put("peer", cause.peerGroup())
        .put("protocol", cause.protocol() == null ? null : cause.protocol().toString())
        .put("port", cause.port())
        .put("first", finding.first().toString())
        .put("last", finding.latest().at().toString())
        .put("records", total.records())
        .put("packets", total.packets())
        .put("bytes", total.bytes())
        .put("sentence", finding.latest().sentence());
  }

  /// Adds steps as an array of `{"layer","direction","id","rule","text","effect"}`; an entry's rule
  /// is its number or `*`.
  static void steps(ObjectNode json, String name, List<Step> steps) {
    ArrayNode array = json.putArray(name);
    for (Step step : steps) {
      ObjectNode node =
          array
              .addObject()
              .put("layer", step.layer().name())
              .put("direction", step.direction().toString())
              .put("id", step.id());
      rule(node, step.layer(), step.rule());
      node.put("text", step.text()).put("effect", step.effect().toString());
    }
  }

  static void rule(ObjectNode json, Layer layer, @Nullable String rule) {
    if (layer == Layer.NACL && rule != null && rule.matches("[0-9]{1,5}")) {
      json.put("rule", Integer.valueOf(rule));
    } else {
      json.put("rule", rule);
    }
  }
}
