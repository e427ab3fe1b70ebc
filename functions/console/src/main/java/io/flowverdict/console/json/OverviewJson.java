package io.flowverdict.console.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowverdict.console.query.JudgedRecords;
import io.flowverdict.console.query.LogGaps;
import io.flowverdict.console.query.Overview;
import io.flowverdict.console.query.Range;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.VerdictCounts;
import io.flowverdict.core.snapshot.Scope;

///
/// `{"account","region","from","to","open","complete","new","bySeverity":{},"byKind":[{"kind","severity",
/// "open","new"}],"newest":[findings],"records":{"accepted","rejected","undecided","notEvaluated"}
/// or {"unknown"},"flowLogs":{"complete","incomplete":[],"unread"} or {"unknown"}}`
public final class OverviewJson {

  private OverviewJson() {}

  public static ObjectNode of(Overview overview) {
    ObjectNode json = head(overview.scope(), overview.range());
    json.put("open", overview.open());
    json.put("complete", overview.counted());
    json.put("new", overview.fresh());
    ObjectNode severities = json.putObject("bySeverity");
    overview.bySeverity().forEach((severity, count) -> severities.put(severity.name(), count));
    ArrayNode kinds = json.putArray("byKind");
    for (Overview.KindCount count : overview.byKind()) {
      kinds
          .addObject()
          .put("kind", count.kind().code())
          .put("severity", count.severity().name())
          .put("open", count.open())
          .put("new", count.fresh());
    }
    ArrayNode newest = json.putArray("newest");
    for (Finding finding : overview.newest()) {
      newest.add(FindingJson.brief(finding));
    }
    json.set("records", records(overview.records()));
    json.set("flowLogs", flowLogs(overview.gaps()));
    return json;
  }

  static ObjectNode head(Scope scope) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("account", scope.accountId())
        .put("region", scope.region());
  }

  static ObjectNode head(Scope scope, Range range) {
    return head(scope).put("from", range.from().toString()).put("to", range.to().toString());
  }

  private static ObjectNode records(JudgedRecords records) {
    VerdictCounts total = records.total();
    return JsonNodeFactory.instance
        .objectNode()
        .put("accepted", total.accepted())
        .put("rejected", total.rejected())
        .put("undecided", total.undecided())
        .put("notEvaluated", total.notEvaluated());
  }

  private static ObjectNode flowLogs(LogGaps gaps) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (!gaps.known()) {
      return json.put("unknown", "No configuration was captured yet.");
    }
    json.put("complete", gaps.complete());
    ArrayNode incomplete = json.putArray("incomplete");
    gaps.incomplete().forEach(incomplete::add);
    return json.put("unread", gaps.unread());
  }
}
