package io.flowverdict.core.audit;

import io.flowverdict.core.change.AwsCli;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.snapshot.FlowLog;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// VPCs, subnets and interfaces that no active flow log records, told at the widest of the three
/// that is not recorded at all; and VPCs without a flow log of their own of which parts have one
/// ([Control#EC2_6]).
final class NotLogged implements Audit {

  @Override
  public Set<AuditKind> kinds() {
    return Set.of(AuditKind.NOT_LOGGED);
  }

  @Override
  public Set<Section> needs() {
    return Set.of(Section.FLOW_LOGS);
  }

  @Override
  public Set<Section> needsWhole() {
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
    Map<String, List<NetworkInterface>> interfaces = new TreeMap<>();
    evaluation.snapshot().interfaces().values().stream()
        .filter(at -> at.vpcId() != null)
        .forEach(at ->
            interfaces
                .computeIfAbsent(
                    Objects.requireNonNull(at.vpcId(), at.id()), _ -> new ArrayList<>())
                .add(at));
    Set<String> vpcs = new TreeSet<>(evaluation.snapshot().vpcs().keySet());
    vpcs.addAll(interfaces.keySet());
    for (String vpc : vpcs) {
      if (coverage.of(vpc).isEmpty()) {
        examine(vpc, interfaces.getOrDefault(vpc, List.of()), coverage, evaluation, findings);
      }
    }
    return findings;
  }

  private static void examine(
      String vpc,
      List<NetworkInterface> interfaces,
      FlowLogCoverage coverage,
      Evaluation evaluation,
      List<Detected> findings) {
    Set<String> subnets = new TreeSet<>();
    evaluation.snapshot().subnets().values().stream()
        .filter(subnet -> vpc.equals(subnet.vpcId()))
        .map(Subnet::id)
        .forEach(subnets::add);
    interfaces.stream()
        .map(NetworkInterface::subnetId)
        .filter(Objects::nonNull)
        .forEach(subnets::add);
    boolean partly =
        subnets.stream().anyMatch(subnet -> !coverage.of(subnet).isEmpty())
            || interfaces.stream().anyMatch(at -> !coverage.of(at).isEmpty());
    if (!partly) {
      findings.add(finding("VPC", vpc, interfaces, evaluation));
      return;
    }
    findings.add(partly(vpc, evaluation));
    for (String subnet : subnets) {
      if (coverage.of(subnet).isEmpty()) {
        List<NetworkInterface> inside =
            interfaces.stream().filter(at -> subnet.equals(at.subnetId())).toList();
        examineSubnet(subnet, inside, coverage, evaluation, findings);
      }
    }
  }

  private static void examineSubnet(
      String subnet,
      List<NetworkInterface> inside,
      FlowLogCoverage coverage,
      Evaluation evaluation,
      List<Detected> findings) {
    List<NetworkInterface> missing =
        inside.stream().filter(at -> coverage.of(at).isEmpty()).toList();
    if (missing.size() == inside.size()) {
      findings.add(finding("Subnet", subnet, inside, evaluation));
    } else {
      missing.forEach(
          at -> findings.add(finding("NetworkInterface", at.id(), List.of(at), evaluation)));
    }
  }

  private static Detected partly(String vpc, Evaluation evaluation) {
    return evaluation
        .finding(AuditKind.NOT_LOGGED, Severity.INFORMATIONAL, vpc)
        .fix(fix("VPC", vpc, evaluation))
        .standards(Control.EC2_6.names())
        .saying(
            ("No active flow log is of %s as a whole, only of subnets or interfaces in it: what"
                    + " comes to be in another subnet is not recorded.")
                .formatted(vpc));
  }

  private static Detected finding(
      String type, String id, List<NetworkInterface> interfaces, Evaluation evaluation) {
    List<String> ids = interfaces.stream().map(NetworkInterface::id).toList();
    boolean single = type.equals("NetworkInterface");
    return evaluation
        .finding(AuditKind.NOT_LOGGED, interfaces.isEmpty() ? Severity.LOW : Severity.MEDIUM, id)
        .related(single ? List.of() : ids)
        .fix(fix(type, id, evaluation))
        .standards(type.equals("VPC") ? Control.EC2_6.names() : new String[] {})
        .saying(
            "No active flow log records %s%s."
                .formatted(
                    id,
                    single
                        ? ""
                        : ids.isEmpty()
                            ? evaluation.isWhole(Section.INTERFACES)
                                ? ", which has no interface now"
                                : ""
                            : ": the traffic of "
                                + Words.count(ids.size(), "interface")
                                + " ("
                                + Words.list(ids)
                                + ") leaves no trace"));
  }

  /// The command delivers to where another flow log does; without one a person has to say where.
  private static Proposal fix(String type, String id, Evaluation evaluation) {
    String text =
        "Create a flow log of all traffic, delivered to S3, with tcp-flags and pkt-* fields.";
    return evaluation.snapshot().flowLogs().values().stream()
        .filter(FlowLogCoverage::isActive)
        .filter(log -> "s3".equals(log.destinationType()) && log.destination() != null)
        .findFirst()
        .map(log -> Proposal.byCommands(text, List.of(command(type, id, log))))
        .orElseGet(() -> Proposal.of(text));
  }

  private static String command(String type, String id, FlowLog like) {
    return AwsCli.command(
        List.of(
            "create-flow-logs",
            "--resource-type",
            type,
            "--resource-ids",
            id,
            "--traffic-type",
            "ALL",
            "--log-destination-type",
            "s3",
            "--log-destination",
            Objects.requireNonNull(like.destination(), like.id()),
            "--max-aggregation-interval",
            "60",
            "--log-format",
            LogBlind.WANTED_FORMAT));
  }
}
