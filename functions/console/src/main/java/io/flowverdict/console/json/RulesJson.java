package io.flowverdict.console.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowverdict.console.query.RuleTable;
import io.flowverdict.core.usage.RuleUse;

///
/// `{"account","region","from","to","owner","owners":[],"interfaces","complete","notLogged":[],"rules":
/// [{"direction","rule","effect","text","description","lastUsed","uses":[{"protocol","ports","lowestPeer",
/// "highestPeer","lastUsed"}]}]}`; `complete` says whether a rule without use was not used.
public final class RulesJson {

  private RulesJson() {}

  public static ObjectNode of(RuleTable table) {
    ObjectNode json = OverviewJson.head(table.scope(), table.range()).put("owner", table.owner());
    ArrayNode owners = json.putArray("owners");
    table.owners().forEach(owners::add);
    json.put("interfaces", table.coverage().interfaces());
    json.put("complete", table.coverage().isComplete());
    ArrayNode missing = json.putArray("notLogged");
    table.coverage().missing().forEach(missing::add);
    ArrayNode rules = json.putArray("rules");
    for (RuleTable.Row row : table.rows()) {
      ArrayNode uses =
          rules
              .addObject()
              .put("direction", row.direction().toString())
              .put("rule", row.name())
              .put("effect", row.effect())
              .put("text", row.text())
              .put("description", row.description())
              .put("lastUsed", row.lastUsed().map(Object::toString).orElse(null))
              .putArray("uses");
      for (RuleUse use : row.uses()) {
        uses.addObject()
            .put("protocol", use.protocol().toString())
            .put("ports", use.ports() == null ? null : use.ports().toString())
            .put("lowestPeer", use.lowestPeer().toString())
            .put("highestPeer", use.highestPeer().toString())
            .put("lastUsed", use.lastUsed().toString());
      }
    }
    return json;
  }
}
