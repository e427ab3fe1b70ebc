package io.flowverdict.console.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowverdict.console.query.FindingDetail;
import io.flowverdict.console.query.FindingList;
import io.flowverdict.core.explain.Explanation;
import io.flowverdict.core.finding.Advice;
import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.Hour;
import io.flowverdict.core.finding.StatusChange;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A finding:
/// `{"id","kind","severity","status","resource","rule","peer","protocol","port","first","last",
/// "records","packets","bytes","sentence"}`. What no records show (an audit's finding) has no peer
/// and no counts: they are null, and there is no line of evidence and no hour; `"aspect"` then
/// tells apart several findings about one resource and rule.
public final class FindingJson {

  private FindingJson() {}

  /// A finding with its trace, advice, evidence, changes, hours, what the other end shows, and what
  /// the newest configuration says: the above and
  /// `"trace":[steps],"advice":{"text","commands":[],"terraform":[],"durable":advice|null}|null,
  /// "evidence":{"object","line"},"ports":[],"peers":[],"changes":[{"status","at","by","reason","until"}],
  /// "hours":[{"start","records","packets","bytes"}],"related":[findings],"today":explanation or
  /// {"unknown"}|null`.
  public static ObjectNode of(FindingDetail detail) {
    Finding finding = detail.finding();
    boolean ofRecords = finding.cause().kind().isOfRecords();
    ObjectNode json = OverviewJson.head(detail.scope());
    json.setAll(brief(finding));
    steps(json, "trace", finding.latest().trace());
    json.set("advice", advice(finding.advice()));
    json.putObject("evidence")
        .put("object", finding.latest().object())
        .put("line", ofRecords ? finding.latest().line() : null);
    ArrayNode ports = json.putArray("ports");
    finding.topPorts().forEach(ports::add);
    ArrayNode peers = json.putArray("peers");
    finding.topPeers().forEach(peer -> peers.add(peer.toString()));
    changes(json, finding);
    ArrayNode hours = json.putArray("hours");
    for (Hour hour : ofRecords ? detail.hours() : List.<Hour>of()) {
      hours
          .addObject()
          .put("start", hour.start().toString())
          .put("records", hour.counts().records())
          .put("packets", hour.counts().packets())
          .put("bytes", hour.counts().bytes());
    }
    ArrayNode related = json.putArray("related");
    detail.related().forEach(other -> related.add(brief(other)));
    json.set("today", today(detail.today()));
    return json;
  }

  /// A finding after a person changed its status: the above and `"changes"`.
  public static ObjectNode changed(Finding finding) {
    ObjectNode json = OverviewJson.head(finding.cause().scope());
    json.setAll(brief(finding));
    changes(json, finding);
    return json;
  }

  private static void changes(ObjectNode json, Finding finding) {
    ArrayNode changes = json.putArray("changes");
    for (StatusChange change : finding.changes()) {
      changes
          .addObject()
          .put("status", change.status().name())
          .put("at", change.at().toString())
          .put("by", change.by())
          .put("reason", change.reason())
          .put("until", change.until() == null ? null : change.until().toString());
    }
  }

  private static @Nullable ObjectNode advice(@Nullable Advice advice) {
    if (advice == null) {
      return null;
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("text", advice.text());
    ArrayNode commands = json.putArray("commands");
    advice.commands().forEach(commands::add);
    ArrayNode terraform = json.putArray("terraform");
    advice.terraform().forEach(terraform::add);
    json.set("durable", advice(advice.durable()));
    return json;
  }

  private static @Nullable ObjectNode today(FindingDetail.@Nullable Today today) {
    return switch (today) {
      case null -> null;
      case FindingDetail.NotExplained(String reason) ->
          JsonNodeFactory.instance.objectNode().put("unknown", reason);
      case FindingDetail.Explained(Explanation explanation) -> ExplanationJson.of(explanation);
    };
  }

  /// A page: `{"account","region","findings":[],"next"}`.
  public static ObjectNode of(FindingList list) {
    ObjectNode json = OverviewJson.head(list.scope());
    ArrayNode findings = json.putArray("findings");
    list.findings().forEach(finding -> findings.add(brief(finding)));
    return json.put("next", list.next());
  }

  static ObjectNode brief(Finding finding) {
    Cause cause = finding.cause();
    Counts total = cause.kind().isOfRecords() ? finding.total() : null;
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", finding.id())
        .put("kind", cause.kind().code())
        .put("severity", finding.severity().name())
        .put("status", finding.status().name())
        .put("resource", cause.resource())
        .put("rule", cause.rule())
        .put("peer", cause.trafficPeer())
        .put("protocol", cause.protocol() == null ? null : cause.protocol().toString())
        .put("port", cause.port())
        .put("first", finding.first().toString())
        .put("last", finding.last().toString())
        .put("records", total == null ? null : total.records())
        .put("packets", total == null ? null : total.packets())
        .put("bytes", total == null ? null : total.bytes())
        .put("sentence", finding.latest().sentence());
    if (cause.aspect() != null) {
      json.put("aspect", cause.aspect());
    }
    return json;
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
