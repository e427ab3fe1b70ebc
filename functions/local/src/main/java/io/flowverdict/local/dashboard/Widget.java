package io.flowverdict.local.dashboard;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// What a dashboard is told of its widget.
///
/// @param endpoint the ARN of the widget's function
/// @param params the widget's own parameters
/// @param accountId the account of the dashboard
/// @param start when the dashboard's time range begins
/// @param end when it ends
public record Widget(
    String endpoint, ObjectNode params, String accountId, Instant start, Instant end) {
  public Widget {
    requireNonNull(endpoint, "endpoint is null");
    requireNonNull(params, "params is null");
    requireNonNull(accountId, "accountId is null");
    requireNonNull(start, "start is null");
    requireNonNull(end, "end is null");
  }
}
