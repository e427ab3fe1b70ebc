package io.flowverdict.console.query;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.audit.AuditCheck;
import io.flowverdict.core.explain.End;
import io.flowverdict.core.explain.Explainer;
import io.flowverdict.core.explain.Explanation;
import io.flowverdict.core.explain.Question;
import io.flowverdict.core.explain.UnanswerableException;
import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.FindingKind;
import io.flowverdict.core.finding.Hour;
import io.flowverdict.core.finding.PageRequest;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// All that is known of one finding.
///
/// @param hours the traffic of its latest hours, the latest first
/// @param related what the other end of the same traffic shows
/// @param today what the newest configuration would do with the traffic of its latest sighting;
///   null when that is no question for security groups and network ACLs
public record FindingDetail(
    Scope scope,
    Finding finding,
    List<Hour> hours,
    List<Finding> related,
    Names names,
    @Nullable Today today) {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final int MOST_HOURS = 168;
  private static final int MOST_RELATED = 10;

  public FindingDetail {
    requireNonNull(scope, "scope is null");
    requireNonNull(finding, "finding is null");
    requireNonNull(names, "names is null");
    hours = List.copyOf(hours);
    related = List.copyOf(related);
  }

  /// What the newest configuration says.
  public sealed interface Today {}

  /// The answer for the most frequent peer of the finding.
  public record Explained(Explanation explanation) implements Today {}

  /// That the newest configuration cannot answer.
  public record NotExplained(String reason) implements Today {}

  /// {@return the finding that parameters name}
  ///
  /// @throws ParameterException when it is not in the account and Region
  public static FindingDetail of(Kept kept, Scope scope, Parameters parameters) {
    String id = id(parameters);
    Finding finding =
        kept.findings()
            .find(id)
            .filter(found -> found.cause().scope().equals(scope))
            .orElseThrow(() ->
                new ParameterException(
                    "id",
                    "There is no finding "
                        + id
                        + " in "
                        + scope
                        + "; it may have been resolved and"
                        + " expired, or be of another account or Region."));
    Snapshot newest = kept.newest(scope).orElse(null);
    return new FindingDetail(
        scope,
        finding,
        kept.findings().hours(id, PageRequest.first(MOST_HOURS)).items(),
        finding.cause().kind().isOfRecords()
            ? kept.findings().related(finding).stream().limit(MOST_RELATED).toList()
            : List.of(),
        new Names(newest),
        newest == null ? null : today(finding, newest).orElse(null));
  }

  /// {@return the id that parameters name}
  static String id(Parameters parameters) {
    return parameters
        .matching("id", ID, "the 32 hexadecimal digits of a finding")
        .orElseThrow(() -> ParameterException.missing("id", "the id of a finding"));
  }

  private static Optional<Today> today(Finding finding, Snapshot newest) {
    return question(finding)
        .map(question -> {
          try {
            return new Explained(new Explainer(newest, new AuditCheck()).explain(question));
          } catch (UnanswerableException unanswerable) {
            return new NotExplained(String.valueOf(unanswerable.getMessage()));
          }
        });
  }

  /// What the requests behind a finding of traffic ask; empty when it is about something else.
  private static Optional<Question> question(Finding finding) {
    Cause cause = finding.cause();
    List<Step> trace = finding.latest().trace();
    if (!isTraffic(cause) || trace.isEmpty() || finding.topPeers().isEmpty()) {
      return Optional.empty();
    }
    IpAddress peer = finding.topPeers().getFirst();
    Integer port =
        cause.port() != null || finding.topPorts().isEmpty()
            ? cause.port()
            : finding.topPorts().getFirst();
    Protocol protocol = cause.protocol() == null ? Protocol.TCP : cause.protocol();
    boolean reply = cause.kind() == FindingKind.REPLY_REJECTED_BY_NETWORK_ACL;
    boolean served = (trace.getFirst().direction() == Direction.INGRESS) != reply;
    End own = new End.OfInterface(cause.resource());
    End other = new End.OfAddress(peer);
    return Optional.of(
        new Question(
            served ? other : own,
            served ? own : other,
            protocol,
            protocol.hasPorts() ? port : null,
            null));
  }

  private static boolean isTraffic(Cause cause) {
    return cause.kind() instanceof FindingKind kind
        && switch (kind) {
          case REJECTED_BY_NETWORK_ACL,
              REPLY_REJECTED_BY_NETWORK_ACL,
              REJECTED_BY_SECURITY_GROUP,
              REJECTED_BY_BOTH,
              EXPOSED_TO_INTERNET,
              RECORDED_REJECT_UNEXPLAINED,
              RECORDED_ACCEPT_UNEXPLAINED ->
              true;
          case REJECTED_BY_BLOCK_PUBLIC_ACCESS,
              REJECTED_BY_ENCRYPTION_CONTROLS,
              LATE_PACKET,
              RECORDS_SKIPPED,
              UNREADABLE_RECORDS,
              INTERFACE_UNKNOWN,
              ACCOUNT_UNREADABLE ->
              false;
        };
  }
}
