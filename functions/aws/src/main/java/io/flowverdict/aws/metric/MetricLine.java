package io.flowverdict.aws.metric;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// Collects a line of a function's log in CloudWatch's embedded metric format ([specification](
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html)),
/// so that its numbers are metrics in the namespace `FlowVerdict`, by the dimension `Function`.
/// Mutable.
public final class MetricLine {

  private static final String NAMESPACE = "FlowVerdict";
  private static final String DIMENSION = "Function";
  private static final int LONGEST = 2_048;

  private final ObjectNode line = JsonNodeFactory.instance.objectNode();
  private final ArrayNode metrics = JsonNodeFactory.instance.arrayNode();

  /// @param function the value of the dimension
  public MetricLine(String function, Instant at) {
    ObjectNode directive = JsonNodeFactory.instance.objectNode().put("Namespace", NAMESPACE);
    directive.putArray("Dimensions").addArray().add(DIMENSION);
    directive.set("Metrics", metrics);
    ObjectNode aws = line.putObject("_aws").put("Timestamp", at.toEpochMilli());
    aws.putArray("CloudWatchMetrics").add(directive);
    line.put(DIMENSION, function);
  }

  /// Adds a metric.
  ///
  /// @param unit one of [CloudWatch's](
  ///   https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html)
  public MetricLine metric(String name, String unit, long value) {
    metrics.addObject().put("Name", name).put("Unit", unit);
    line.put(name, value);
    return this;
  }

  /// Adds what is no metric.
  public MetricLine property(String name, JsonNode value) {
    line.set(name, value);
    return this;
  }

  /// Adds a text, which may be of others: at most its first 2,048 characters.
  public MetricLine property(String name, String text) {
    line.put(name, text.substring(0, Math.min(text.length(), LONGEST)));
    return this;
  }

  /// {@return the line as an object}
  public ObjectNode json() {
    return line.deepCopy();
  }

  /// The line.
  @Override
  public String toString() {
    return line.toString();
  }
}
