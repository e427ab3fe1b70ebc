package io.flowverdict.aws.inventory;

import io.flowverdict.core.snapshot.FlowLog;

/// What `DescribeFlowLogs` answers.
final class FlowLogAnswer {
  private FlowLogAnswer() {}

  static FlowLog of(software.amazon.awssdk.services.ec2.model.FlowLog log) {
    String destination = Given.word(log.logDestination());
    return new FlowLog(
        Given.required(log.flowLogId(), null, "FlowLogId"),
        Given.word(log.resourceId()),
        Given.word(log.trafficTypeAsString()),
        Given.word(log.flowLogStatus()),
        Given.word(log.deliverLogsStatus()),
        log.deliverLogsErrorMessage(),
        Given.word(log.logFormat()),
        Given.word(log.logDestinationTypeAsString()),
        destination == null ? Given.word(log.logGroupName()) : destination,
        log.maxAggregationInterval());
  }
}
