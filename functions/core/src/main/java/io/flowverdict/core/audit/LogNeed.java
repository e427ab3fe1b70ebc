package io.flowverdict.core.audit;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.flowlog.FlowLogField;
import java.util.List;

/// Fields of a flow log that verdicts need together.
///
/// @param severity how much it matters that one of them is not recorded
/// @param loss what is lost then, as the middle of a sentence
record LogNeed(Severity severity, String loss, List<FlowLogField> fields) {

  private static final String NOTHING = "no record can be judged";

  /// All needs, the most important first.
  static final List<LogNeed> ALL =
      List.of(
          of(Severity.HIGH, NOTHING, FlowLogField.INTERFACE_ID),
          of(Severity.HIGH, NOTHING, FlowLogField.SRCADDR, FlowLogField.DSTADDR),
          of(Severity.HIGH, NOTHING, FlowLogField.PROTOCOL),
          of(
              Severity.HIGH,
              "records are undecided wherever a rule names ports",
              FlowLogField.DSTPORT),
          of(
              Severity.MEDIUM,
              "requests and replies of one connection cannot be matched",
              FlowLogField.SRCPORT),
          of(
              Severity.MEDIUM,
              "verdicts cannot be compared with what happened",
              FlowLogField.ACTION),
          of(
              Severity.MEDIUM,
              "records cannot be judged by the configuration of their time",
              FlowLogField.START,
              FlowLogField.END),
          of(Severity.LOW, "lost records go unnoticed", FlowLogField.LOG_STATUS),
          of(
              Severity.INFORMATIONAL,
              "who opened a connection is inferred, not known",
              FlowLogField.TCP_FLAGS),
          of(
              Severity.INFORMATIONAL,
              "what comes through NAT gateways, load balancers, transit gateways and pods is judged"
                  + " by their addresses",
              FlowLogField.PKT_SRCADDR,
              FlowLogField.PKT_DSTADDR),
          of(
              Severity.INFORMATIONAL,
              "the direction is derived from addresses",
              FlowLogField.FLOW_DIRECTION));

  LogNeed {
    requireNonNull(severity, "severity is null");
    requireNonNull(loss, "loss is null");
    fields = List.copyOf(fields);
  }

  private static LogNeed of(Severity severity, String loss, FlowLogField... fields) {
    return new LogNeed(severity, loss, List.of(fields));
  }
}
