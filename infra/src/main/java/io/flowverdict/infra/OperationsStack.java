package io.flowverdict.infra;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// What people and other systems are told: a dashboard, alarms, and events about findings.
final class OperationsStack extends Stack {

  OperationsStack(Construct scope, StackProps properties, Settings settings, StorageStack storage) {
    super(scope, "FlowVerdict-Operations", properties);
    new FindingEvents(this, storage.findings());
    new OverviewDashboard(this);
    new Alarms(this, settings.alerts());
  }
}
