package io.flowverdict.core.audit;

import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.flowlog.FlowLogField;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.snapshot.FlowLog;
import io.flowverdict.core.snapshot.NetworkInterface;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Active flow logs that are blind: to half of the traffic, to what verdicts ask for, or because
/// nothing is delivered. What another flow log of the same resource records as well is not missed.
final class LogBlind implements Audit {

  /// What a flow log should record for every verdict to be possible.
  static final String WANTED_FORMAT =
      EnumSet.allOf(FlowLogField.class).stream()
          .filter(field ->
              field.version() <= 3
                  || field == FlowLogField.FLOW_DIRECTION
                  || field == FlowLogField.TRAFFIC_PATH
                  || field == FlowLogField.REJECT_REASON
                  || field == FlowLogField.RESOURCE_ID)
          .map(field -> "${" + field.headerName() + "}")
          .collect(Collectors.joining(" "));

  private static final Pattern FIELD = Pattern.compile("\\$\\{([^}]*)}");
  private static final String[] NONE = {};
  private static final int LONG_AGGREGATION = 600;

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.LOG_BLIND);
  }

  @Override
  public Set<Section> needs() {
    return Set.of(Section.FLOW_LOGS);
  }

  @Override
  public Set<Layer> affectedBy() {
    return Set.of();
  }

  @Override
  public List<Detected> run(Evaluation evaluation) {
    FlowLogCoverage coverage = new FlowLogCoverage(evaluation.snapshot());
    List<Detected> findings = new ArrayList<>();
    for (FlowLog log : evaluation.snapshot().flowLogs().values()) {
      if (FlowLogCoverage.isActive(log)) {
        List<FlowLog> others =
            log.resourceId() == null
                ? List.of()
                : coverage.of(log.resourceId()).stream()
                    .filter(each -> !each.id().equals(log.id()))
                    .toList();
        delivery(log, evaluation).ifPresent(findings::add);
        if (evaluation.isWhole(Section.FLOW_LOGS)) {
          traffic(log, others, coverage, evaluation).ifPresent(findings::add);
          fields(log, others, evaluation).ifPresent(findings::add);
          aggregation(log, others, evaluation).ifPresent(findings::add);
        }
        arrival(log, coverage, evaluation).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static Optional<Detected> delivery(FlowLog log, Evaluation evaluation) {
    if (!isFailing(log)) {
      return Optional.empty();
    }
    return Optional.of(
        draft(log, Severity.HIGH, "delivery", evaluation)
            .fix(
                Proposal.of(
                    "Mend the permissions of its destination ("
                        + (log.destination() == null ? "see the flow log" : log.destination())
                        + ")."))
            .saying(
                subject(log)
                    + " cannot be delivered"
                    + (log.deliveryError() == null ? "." : ": " + log.deliveryError() + ".")));
  }

  private static boolean isFailing(FlowLog log) {
    return "FAILED".equals(log.deliveryStatus());
  }

  private static Optional<Detected> traffic(
      FlowLog log, List<FlowLog> others, FlowLogCoverage coverage, Evaluation evaluation) {
    String type = log.trafficType();
    if (type == null || type.equals("ALL") || others.stream().anyMatch(LogBlind::seesRest)) {
      return Optional.empty();
    }
    String missing = type.equals("ACCEPT") ? "REJECT" : "ACCEPT";
    if (others.stream().anyMatch(each -> missing.equals(each.trafficType()) && !isFailing(each))) {
      return Optional.empty();
    }
    return Optional.of(
        draft(log, Severity.MEDIUM, "traffic", evaluation)
            .fix(replace())
            .standards(coverage.lacksRejected(log.resourceId()) ? Control.EC2_6.names() : NONE)
            .saying(
                subject(log)
                    + " records "
                    + type
                    + " only: what is "
                    + (missing.equals("REJECT")
                        ? "rejected, and replies that network ACLs drop, are"
                        : "accepted, and which rules are used, is")
                    + " never seen."));
  }

  private static boolean seesRest(FlowLog other) {
    return "ALL".equals(other.trafficType()) && !isFailing(other);
  }

  private static Optional<Detected> fields(
      FlowLog log, List<FlowLog> others, Evaluation evaluation) {
    if (log.format() == null || others.stream().anyMatch(LogBlind::recordsEverything)) {
      return Optional.empty();
    }
    List<LogNeed> lacking = lacking(log.format());
    if (lacking.isEmpty()) {
      return Optional.empty();
    }
    Severity severity =
        lacking.stream().map(LogNeed::severity).max(Severity::compareTo).orElseThrow();
    String losses =
        lacking.stream()
            .map(need ->
                need.fields().stream()
                        .map(FlowLogField::headerName)
                        .collect(Collectors.joining(", "))
                    + " ("
                    + need.loss()
                    + ")")
            .collect(Collectors.joining("; "));
    return Optional.of(
        draft(log, severity, "fields", evaluation)
            .fix(replace())
            .saying(subject(log) + " does not record " + losses + "."));
  }

  private static boolean recordsEverything(FlowLog other) {
    return seesRest(other) && other.format() != null && lacking(other.format()).isEmpty();
  }

  private static List<LogNeed> lacking(String format) {
    Set<String> recorded =
        FIELD.matcher(format).results().map(each -> each.group(1)).collect(Collectors.toSet());
    return LogNeed.ALL.stream()
        .filter(need ->
            !need.fields().stream().map(FlowLogField::headerName).allMatch(recorded::contains))
        .toList();
  }

  private static Optional<Detected> aggregation(
      FlowLog log, List<FlowLog> others, Evaluation evaluation) {
    Integer seconds = log.aggregationSeconds();
    boolean fasterOther =
        others.stream()
            .anyMatch(each ->
                seesRest(each)
                    && each.aggregationSeconds() != null
                    && each.aggregationSeconds() < LONG_AGGREGATION);
    if (seconds == null || seconds < LONG_AGGREGATION || fasterOther) {
      return Optional.empty();
    }
    return Optional.of(
        draft(log, Severity.INFORMATIONAL, "aggregation", evaluation)
            .fix(replace())
            .saying(
                subject(log)
                    + " aggregates over 10 minutes: whether a request was answered, and by which"
                    + " configuration it was decided, is told less often. Nitro instances use a"
                    + " minute whatever is chosen."));
  }

  private static Optional<Detected> arrival(
      FlowLog log, FlowLogCoverage coverage, Evaluation evaluation) {
    LogEvidence evidence = evaluation.input().evidence();
    if (evidence == null || isFailing(log) || !"s3".equals(log.destinationType())) {
      return Optional.empty();
    }
    List<String> silent =
        evaluation.snapshot().interfaces().values().stream()
            .filter(at -> coverage.of(at).contains(log))
            .map(NetworkInterface::id)
            .filter(id -> evidence.complete().getOrDefault(id, List.of()).isEmpty())
            .toList();
    return silent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            draft(log, Severity.MEDIUM, "arrival", evaluation)
                .related(silent)
                .fix(
                    Proposal.of(
                        "See whether its objects reach the bucket, and whether they were given"
                            + " here."))
                .saying(
                    "%s is active, but of %s (%s) nothing arrived from %s to %s, not even NODATA."
                        .formatted(
                            subject(log),
                            Words.count(silent.size(), "interface"),
                            Words.list(silent),
                            evidence.from(),
                            evidence.to())));
  }

  private static Detected.Draft draft(
      FlowLog log, Severity severity, String aspect, Evaluation evaluation) {
    return evaluation
        .finding(AuditKind.LOG_BLIND, severity, log.id())
        .aspect(aspect)
        .related(log.resourceId() == null ? List.of() : List.of(log.resourceId()));
  }

  private static Proposal replace() {
    return Proposal.of(
        "A flow log cannot be changed: create one that records it, then delete this one. Fields: "
            + WANTED_FORMAT);
  }

  private static String subject(FlowLog log) {
    return "Flow log " + log.id() + (log.resourceId() == null ? "" : " of " + log.resourceId());
  }
}
