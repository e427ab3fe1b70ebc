package io.flowverdict.aws.configuration;

import io.flowverdict.core.snapshot.FlowLog;
import org.jspecify.annotations.Nullable;

/// Flow logs, as `describe-flow-logs` shows them.
final class FlowLogJson {
  private static final String DESTINATION = "LogDestination";

  private FlowLogJson() {}

  static FlowLog read(Element log) {
    String destination = log.optional(DESTINATION, Element::word);
    return new FlowLog(
        log.required("FlowLogId", Element::id),
        log.optional("ResourceId", Element::id),
        log.optional("TrafficType", Element::word),
        log.optional("FlowLogStatus", Element::word),
        log.optional("DeliverLogsStatus", Element::word),
        log.text("DeliverLogsErrorMessage"),
        log.optional("LogFormat", Element::word),
        log.optional("LogDestinationType", Element::word),
        destination == null ? logGroup(log) : destination,
        log.optional("MaxAggregationInterval", each -> each.integer(0, Integer.MAX_VALUE)));
  }

  private static @Nullable String logGroup(Element log) {
    return log.optional("LogGroupName", Element::word);
  }

  static Fields write(FlowLog log) {
    return new Fields()
        .put("FlowLogId", log.id())
        .put("ResourceId", log.resourceId())
        .put("TrafficType", log.trafficType())
        .put("FlowLogStatus", log.status())
        .put("DeliverLogsStatus", log.deliveryStatus())
        .put("DeliverLogsErrorMessage", log.deliveryError())
        .put("LogFormat", log.format())
        .put("LogDestinationType", log.destinationType())
        .put(DESTINATION, log.destination())
        .put("MaxAggregationInterval", log.aggregationSeconds());
  }
}
