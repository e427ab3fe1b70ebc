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
    int length = advice.commands().stream().mapToInt(String::length).sum();
    List<String> commands = length > LONGEST_COMMANDS ? List.of() : advice.commands();
    return AttributeValue.fromM(
        Map.of(
            "text", text(BoundedText.prose(advice.text(), LONGEST_ADVICE)),
            "commands", list(commands.stream(), Attributes::text)));
  }

  static @Nullable Advice advice(AttributeValue value) {
    if (value.type() == AttributeValue.Type.NUL) {
      return null;
    }
    return new Advice(
        string(value.m(), "text"),
        required(value.m(), "commands").l().stream().map(AttributeValue::s).toList());
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
