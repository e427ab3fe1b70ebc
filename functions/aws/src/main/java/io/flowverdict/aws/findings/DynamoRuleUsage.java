package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Attributes.instant;
import static io.flowverdict.aws.findings.Attributes.integerOrNull;
import static io.flowverdict.aws.findings.Attributes.number;
import static io.flowverdict.aws.findings.Attributes.string;
import static io.flowverdict.aws.findings.Attributes.text;
import static io.flowverdict.aws.findings.Attributes.time;
import static io.flowverdict.aws.findings.Attributes.whole;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.usage.RuleUsage;
import io.flowverdict.core.usage.RuleUse;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The uses of rules in the [FindingsTable].
///
/// An object costs one read for every hundred rules, and a write for each rule of which it shows
/// something new: a later hour, another port or another peer.
public final class DynamoRuleUsage implements RuleUsage {

  private static final String ACCOUNT = "account";
  private static final String REGION = "region";
  private static final String OWNER = "owner";
  private static final String DIRECTION = "direction";
  private static final String RULE = "rule";
  private static final String PROTOCOL = "protocol";
  private static final String LAST_USED = "lastUsed";
  private static final String PORT_FROM = "portFrom";
  private static final String PORT_TO = "portTo";
  private static final String LOWEST_PEER = "lowestPeer";
  private static final String HIGHEST_PEER = "highestPeer";

  /// What may differ between two uses of one rule.
  private static final List<String> CHANGING =
      List.of(LAST_USED, PORT_FROM, PORT_TO, LOWEST_PEER, HIGHEST_PEER);

  private static final int MOST_READ_AT_ONCE = 100;
  private static final int MOST_ATTEMPTS = 50;
  private static final int LONGEST_NAME = 600;
  private static final String OF_OWNER = "#pk = :pk";

  private final DynamoDbClient client;
  private final FindingsTable table;

  public DynamoRuleUsage(DynamoDbClient client, FindingsTable table) {
    this.client = client;
    this.table = table;
  }

  @Override
  public void record(List<RuleUse> uses) {
    Iterator<List<RuleUse>> batches =
        uses.stream().gather(Gatherers.windowFixed(MOST_READ_AT_ONCE)).iterator();
    while (batches.hasNext()) {
      List<RuleUse> batch = batches.next();
      Map<Map<String, AttributeValue>, Map<String, AttributeValue>> known = known(batch);
      SideBySide.each(batch, use -> merge(use, known.get(key(use))));
    }
  }

  /// What the table got to, by key; the rest is found out when it is written.
  private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> known(List<RuleUse> uses) {
    KeysAndAttributes keys =
        KeysAndAttributes.builder().keys(uses.stream().map(DynamoRuleUsage::key).toList()).build();
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> known = new HashMap<>();
    client
        .batchGetItem(get -> get.requestItems(Map.of(table.name(), keys)))
        .responses()
        .getOrDefault(table.name(), List.of())
        .forEach(item ->
            known.put(
                Map.of(
                    FindingItems.PK, Attributes.required(item, FindingItems.PK),
                    FindingItems.SK, Attributes.required(item, FindingItems.SK)),
                item));
    return known;
  }

  /// {@return whether anything was written}
  private boolean merge(RuleUse use, @Nullable Map<String, AttributeValue> known) {
    Map<String, AttributeValue> before = known;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Map<String, AttributeValue> after =
          before == null ? item(use) : item(use(before, use).merge(use));
      if (after.equals(before)) {
        return false;
      }
      try {
        client.putItem(put(after, before));
        return true;
      } catch (ConditionalCheckFailedException refused) {
        before = refused.hasItem() ? refused.item() : null;
      }
    }
    throw new IllegalStateException("The use of rule " + use.rule() + " cannot be written");
  }

  private PutItemRequest put(
      Map<String, AttributeValue> after, @Nullable Map<String, AttributeValue> before) {
    PutItemRequest.Builder put =
        PutItemRequest.builder()
            .tableName(table.name())
            .item(after)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    if (before == null) {
      return put.conditionExpression("attribute_not_exists(pk)").build();
    }
    Map<String, AttributeValue> values = new TreeMap<>();
    StringBuilder unchanged = new StringBuilder("attribute_exists(#pk)");
    for (String name : CHANGING) {
      AttributeValue value = before.get(name);
      if (value == null) {
        unchanged.append(" AND attribute_not_exists(#").append(name).append(")");
      } else {
        unchanged.append(" AND #").append(name).append(" = :").append(name);
        values.put(":" + name, value);
      }
    }
    return put.conditionExpression(unchanged.toString())
        .expressionAttributeNames(ItemUpdate.names(unchanged.toString()))
        .expressionAttributeValues(values)
        .build();
  }

  @Override
  public List<RuleUse> ofOwner(Scope scope, String owner) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table.name())
            .keyConditionExpression(OF_OWNER)
            .expressionAttributeNames(ItemUpdate.names(OF_OWNER))
            .expressionAttributeValues(Map.of(":pk", partition(scope, owner)))
            .build();
    return client.queryPaginator(query).items().stream()
        .map(DynamoRuleUsage::use)
        .sorted(
            Comparator.comparing(RuleUse::direction)
                .thenComparing(RuleUse::rule)
                .thenComparing(RuleUse::protocol))
        .toList();
  }

  private static AttributeValue partition(Scope scope, String owner) {
    return text("RULE#" + FindingItems.of(scope, owner).s());
  }

  private static Map<String, AttributeValue> key(RuleUse use) {
    return Map.of(
        FindingItems.PK, partition(use.scope(), use.owner()),
        FindingItems.SK,
            text(
                use.direction()
                    + "#"
                    + BoundedText.name(use.rule(), LONGEST_NAME)
                    + "#"
                    + use.protocol().number()));
  }

  private static Map<String, AttributeValue> item(RuleUse use) {
    Map<String, AttributeValue> item = new HashMap<>(key(use));
    item.put(ACCOUNT, text(use.scope().accountId()));
    item.put(REGION, text(use.scope().region()));
    item.put(OWNER, text(BoundedText.name(use.owner(), LONGEST_NAME)));
    item.put(DIRECTION, text(use.direction().name()));
    item.put(RULE, text(BoundedText.name(use.rule(), LONGEST_NAME)));
    item.put(PROTOCOL, number(use.protocol().number()));
    item.put(LAST_USED, time(use.lastUsed()));
    PortRange ports = use.ports();
    if (ports != null) {
      item.put(PORT_FROM, number(ports.from()));
      item.put(PORT_TO, number(ports.to()));
    }
    item.put(LOWEST_PEER, text(use.lowestPeer().toString()));
    item.put(HIGHEST_PEER, text(use.highestPeer().toString()));
    return item;
  }

  /// The use that an item holds, with the names uncut of the rule at hand.
  private static RuleUse use(Map<String, AttributeValue> item, RuleUse named) {
    RuleUse kept = use(item);
    return new RuleUse(
        named.scope(),
        named.owner(),
        named.direction(),
        named.rule(),
        named.protocol(),
        kept.lastUsed(),
        kept.ports(),
        kept.lowestPeer(),
        kept.highestPeer());
  }

  private static RuleUse use(Map<String, AttributeValue> item) {
    Integer from = integerOrNull(item, PORT_FROM);
    Integer to = integerOrNull(item, PORT_TO);
    return new RuleUse(
        new Scope(string(item, ACCOUNT), string(item, REGION)),
        string(item, OWNER),
        Direction.valueOf(string(item, DIRECTION)),
        string(item, RULE),
        new Protocol((int) whole(item, PROTOCOL)),
        instant(item, LAST_USED),
        from == null || to == null ? null : new PortRange(from, to),
        IpAddress.parse(string(item, LOWEST_PEER)),
        IpAddress.parse(string(item, HIGHEST_PEER)));
  }
}
