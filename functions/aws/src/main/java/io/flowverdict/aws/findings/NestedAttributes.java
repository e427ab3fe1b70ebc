package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Attributes.instant;
import static io.flowverdict.aws.findings.Attributes.instantOrNull;
import static io.flowverdict.aws.findings.Attributes.list;
import static io.flowverdict.aws.findings.Attributes.putUnlessNull;
import static io.flowverdict.aws.findings.Attributes.required;
import static io.flowverdict.aws.findings.Attributes.string;
import static io.flowverdict.aws.findings.Attributes.stringOrNull;
import static io.flowverdict.aws.findings.Attributes.text;
import static io.flowverdict.aws.findings.Attributes.time;

import io.flowverdict.core.finding.Advice;
import io.flowverdict.core.finding.Status;
import io.flowverdict.core.finding.StatusChange;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.Direction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The values inside a head item: steps, advice and changes of status.
final class NestedAttributes {

  private static final int LONGEST_IN_STEP = 200;
  private static final int LONGEST_ADVICE = 4_000;

  /// Commands that together are longer are left out: one that is cut does something else.
  private static final int LONGEST_COMMANDS = 8_000;

  private NestedAttributes() {}

  static AttributeValue step(Step step) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("layer", text(step.layer().name()));
    item.put("direction", text(step.direction().toString()));
    putUnlessNull(item, "id", step.id(), id -> text(BoundedText.name(id, LONGEST_IN_STEP)));
    putUnlessNull(item, "rule", step.rule(), rule -> text(BoundedText.name(rule, LONGEST_IN_STEP)));
    putUnlessNull(
        item, "text", step.text(), rule -> text(BoundedText.prose(rule, LONGEST_IN_STEP)));
    item.put("effect", text(step.effect().toString()));
    return AttributeValue.fromM(item);
  }

  static Step step(Map<String, AttributeValue> item) {
    return new Step(
        Layer.valueOf(string(item, "layer")),
        Direction.valueOf(constant(string(item, "direction"))),
        stringOrNull(item, "id"),
        stringOrNull(item, "rule"),
        stringOrNull(item, "text"),
        Step.Effect.valueOf(constant(string(item, "effect"))));
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /// {@return an attribute that also says that there is no advice: so that a later sighting without
  /// one overwrites an earlier one's}
  static AttributeValue advice(@Nullable Advice advice) {
    if (advice == null) {
      return AttributeValue.fromNul(true);
    }
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("text", text(BoundedText.prose(advice.text(), LONGEST_ADVICE)));
    item.put("commands", list(bounded(advice.commands()).stream(), Attributes::text));
    if (!advice.terraform().isEmpty()) {
      item.put("terraform", list(bounded(advice.terraform()).stream(), Attributes::text));
    }
    if (advice.durable() != null) {
      item.put("durable", advice(advice.durable()));
    }
    return AttributeValue.fromM(item);
  }

  private static List<String> bounded(List<String> texts) {
    int length = texts.stream().mapToInt(String::length).sum();
    return length > LONGEST_COMMANDS ? List.of() : texts;
  }

  /// Items that were kept before there was Terraform or a durable way have neither.
  static @Nullable Advice advice(AttributeValue value) {
    if (value.type() == AttributeValue.Type.NUL) {
      return null;
    }
    AttributeValue durable = value.m().get("durable");
    return new Advice(
        string(value.m(), "text"),
        texts(required(value.m(), "commands")),
        value.m().containsKey("terraform") ? texts(value.m().get("terraform")) : List.of(),
        durable == null ? null : advice(durable));
  }

  private static List<String> texts(AttributeValue list) {
    return list.l().stream().map(AttributeValue::s).toList();
  }

  static AttributeValue change(StatusChange change) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("status", text(change.status().name()));
    item.put("at", time(change.at()));
    item.put("by", text(change.by()));
    item.put("reason", text(change.reason()));
    putUnlessNull(item, "until", change.until(), Attributes::time);
    return AttributeValue.fromM(item);
  }

  static StatusChange change(Map<String, AttributeValue> item) {
    return new StatusChange(
        Status.valueOf(string(item, "status")),
        instant(item, "at"),
        string(item, "by"),
        string(item, "reason"),
        instantOrNull(item, "until"));
  }
}
