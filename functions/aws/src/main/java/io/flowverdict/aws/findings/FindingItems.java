package io.flowverdict.aws.findings;

import static io.flowverdict.aws.findings.Attributes.instant;
import static io.flowverdict.aws.findings.Attributes.instantOrNull;
import static io.flowverdict.aws.findings.Attributes.integerOrNull;
import static io.flowverdict.aws.findings.Attributes.list;
import static io.flowverdict.aws.findings.Attributes.number;
import static io.flowverdict.aws.findings.Attributes.putUnlessNull;
import static io.flowverdict.aws.findings.Attributes.required;
import static io.flowverdict.aws.findings.Attributes.string;
import static io.flowverdict.aws.findings.Attributes.stringOrNull;
import static io.flowverdict.aws.findings.Attributes.text;
import static io.flowverdict.aws.findings.Attributes.time;
import static io.flowverdict.aws.findings.Attributes.whole;

import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.FindingSummary;
import io.flowverdict.core.finding.Kind;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.Rank;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Sighting;
import io.flowverdict.core.finding.Status;
import io.flowverdict.core.finding.StatusChange;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Scope;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of the [FindingsTable]: how a finding is written down, and read again.
///
/// What others named or wrote is cut, so that no head reaches 120 KB. An ordinary one has 2 KB.
final class FindingItems {

  static final String PK = "pk";
  static final String SK = "sk";
  static final String EXPIRES = "expires";

  static final String HEAD = "HEAD";
  static final String STATUS_IN = "statusIn";
  static final String OF_RESOURCE = "ofResource";
  static final String OF_OWNER = "ofOwner";
  static final String CHANGES = "changes";
  static final String OWN_ADDRESSES = "ownAddresses";
  static final String ADVICE = "advice";
  static final String RANK = "rank";
  static final String STATUS = "status";
  static final String STATUS_AT = "statusAt";
  static final String FIRST_SEEN = "firstSeen";
  static final String LAST_SEEN = "lastSeen";
  static final String OBJECT = "object";
  static final String LINE = "line";

  private static final String FINDING = "FINDING#";
  private static final String KIND = "kind";
  private static final String SEVERITY = "severity";
  private static final String ACCOUNT = "account";
  private static final String REGION = "region";
  private static final String RESOURCE = "resource";
  private static final String RULE = "rule";
  private static final String PEER_GROUP = "peerGroup";
  private static final String PROTOCOL = "protocol";
  private static final String PORT = "port";
  private static final String SENTENCE = "sentence";
  private static final String TRACE = "trace";
  private static final String TOP_PORTS = "topPorts";
  static final String TOP_PEERS = "topPeers";

  /// What the index of statuses holds beside keys.
  static final List<String> IN_SUMMARY =
      List.of(
          EXPIRES, FIRST_SEEN, KIND, PEER_GROUP, PORT, PROTOCOL, RESOURCE, RULE, STATUS, STATUS_AT);

  private static final int MOST_STEPS = 40;
  private static final int LONGEST_SENTENCE = 2_000;
  static final int LONGEST_IN_KEY = 200;
  private static final int LONGEST_NAME = 600;

  /// More than a bucket's name and the longest key that S3 takes.
  private static final int LONGEST_OBJECT = 1_200;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private FindingItems() {}

  static Map<String, AttributeValue> key(String id, String sort) {
    return Map.of(PK, partition(id), SK, text(sort));
  }

  /// {@return whether the text has the form of a finding's id}
  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /// {@return whether the text has the form of a partition key}
  static boolean isPartition(String text) {
    return text.startsWith(FINDING) && isId(text.substring(FINDING.length()));
  }

  static AttributeValue partition(String id) {
    return text(FINDING + id);
  }

  /// {@return whether an item is kept no longer, though it may not be deleted yet}
  ///
  /// @param now in seconds
  static boolean hasExpired(Map<String, AttributeValue> item, long now) {
    return item.containsKey(EXPIRES) && whole(item, EXPIRES) <= now;
  }

  /// {@return the id of the finding that an item belongs to}
  static String id(Map<String, AttributeValue> item) {
    return string(item, PK).substring(FINDING.length());
  }

  /// {@return the head of a finding that was not known before}
  static Map<String, AttributeValue> newHead(ObservedCause seen) {
    Cause cause = seen.cause();
    Map<String, AttributeValue> item = new HashMap<>(key(cause.id(), HEAD));
    item.putAll(latest(seen));
    item.putAll(status(cause.scope(), Status.OPEN));
    item.put(FIRST_SEEN, time(seen.first().at()));
    item.put(OF_RESOURCE, of(cause.scope(), cause.resource()));
    item.put(KIND, text(cause.kind().code()));
    item.put(ACCOUNT, name(cause.scope().accountId()));
    item.put(REGION, name(cause.scope().region()));
    item.put(RESOURCE, name(cause.resource()));
    putUnlessNull(item, RULE, cause.rule(), FindingItems::name);
    putUnlessNull(item, PEER_GROUP, cause.peerGroup(), FindingItems::name);
    putUnlessNull(item, PROTOCOL, cause.protocol(), protocol -> number(protocol.number()));
    putUnlessNull(item, PORT, cause.port(), port -> number(port));
    return item;
  }

  /// {@return what says that a finding has a status}
  static Map<String, AttributeValue> status(Scope scope, Status status) {
    return Map.of(STATUS, text(status.name()), STATUS_IN, of(scope, status));
  }

  /// {@return what a change of status leaves in a head}
  ///
  /// @param before the changes before it
  static Map<String, AttributeValue> changed(
      Scope scope, List<StatusChange> before, StatusChange change) {
    Map<String, AttributeValue> item = new HashMap<>(status(scope, change.status()));
    item.put(STATUS_AT, time(change.at()));
    item.put(CHANGES, list(Finding.appended(before, change).stream(), NestedAttributes::change));
    return item;
  }

  /// {@return what a head says of the sighting that stands for the finding}
  static Map<String, AttributeValue> latest(ObservedCause seen) {
    Sighting latest = seen.latest();
    Head.Place place = place(latest);
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(SEVERITY, text(seen.severity().name()));
    item.put(LAST_SEEN, time(place.at()));
    item.put(OBJECT, text(place.object()));
    item.put(LINE, number(place.line()));
    item.put(SENTENCE, text(sentence(latest)));
    item.put(TRACE, list(latest.trace().stream().limit(MOST_STEPS), NestedAttributes::step));
    item.put(
        TOP_PORTS, list(seen.topPorts().stream().limit(ObservedCause.TOP), port -> number(port)));
    item.put(TOP_PEERS, addresses(seen.topPeers()));
    item.put(OWN_ADDRESSES, addresses(seen.ownAddresses()));
    item.put(ADVICE, NestedAttributes.advice(seen.advice()));
    item.put(RANK, text(new Rank(seen.severity(), latest.at(), seen.cause().id()).toString()));
    return item;
  }

  private static AttributeValue addresses(List<IpAddress> addresses) {
    return list(addresses.stream().limit(ObservedCause.TOP), address -> text(address.toString()));
  }

  private static List<IpAddress> addresses(Map<String, AttributeValue> item, String name) {
    return required(item, name).l().stream().map(each -> IpAddress.parse(each.s())).toList();
  }

  static Head.Place place(Sighting sighting) {
    return new Head.Place(
        sighting.at().truncatedTo(ChronoUnit.MILLIS),
        BoundedText.name(sighting.object(), LONGEST_OBJECT),
        sighting.line());
  }

  private static String sentence(Sighting sighting) {
    String sentence = BoundedText.prose(sighting.sentence(), LONGEST_SENTENCE);
    int more = sighting.trace().size() - MOST_STEPS;
    return more > 0 ? sentence + " The trace has " + more + " more steps." : sentence;
  }

  /// {@return the item that leads from the owner of rules to a finding}
  static Map<String, AttributeValue> link(Cause cause, String owner) {
    Map<String, AttributeValue> item =
        new HashMap<>(key(cause.id(), "OWNER#" + BoundedText.name(owner, LONGEST_IN_KEY)));
    item.put(OF_OWNER, of(cause.scope(), owner));
    return item;
  }

  /// {@return the item that leads from an address to a finding}
  static Map<String, AttributeValue> link(Cause cause, IpAddress address) {
    Map<String, AttributeValue> item = new HashMap<>(key(cause.id(), "ADDRESS#" + address));
    item.put(OF_OWNER, of(cause.scope(), address.toString()));
    return item;
  }

  /// {@return what an index groups by}
  static AttributeValue of(Scope scope, Status status) {
    return of(scope, (status.isOpen() ? Status.OPEN : status).name());
  }

  /// {@return what an index groups by}
  static AttributeValue of(Scope scope, String resource) {
    return name(scope + "/" + resource);
  }

  private static AttributeValue name(String name) {
    return text(BoundedText.name(name, LONGEST_NAME));
  }

  static Head head(Map<String, AttributeValue> item) {
    return new Head(
        instant(item, FIRST_SEEN),
        new Head.Place(instant(item, LAST_SEEN), string(item, OBJECT), whole(item, LINE)),
        Status.valueOf(string(item, STATUS)),
        instantOrNull(item, STATUS_AT),
        changes(item),
        Stream.concat(addresses(item, TOP_PEERS).stream(), addresses(item, OWN_ADDRESSES).stream())
            .collect(Collectors.toSet()));
  }

  private static List<StatusChange> changes(Map<String, AttributeValue> item) {
    AttributeValue changes = item.get(CHANGES);
    return changes == null
        ? List.of()
        : changes.l().stream().map(change -> NestedAttributes.change(change.m())).toList();
  }

  static Finding finding(Map<String, AttributeValue> item, Total total) {
    Head head = head(item);
    Sighting latest =
        new Sighting(
            head.witness().at(),
            head.witness().object(),
            head.witness().line(),
            string(item, SENTENCE),
            required(item, TRACE).l().stream()
                .map(step -> NestedAttributes.step(step.m()))
                .toList());
    return new Finding(
        id(item),
        cause(item, new Scope(string(item, ACCOUNT), string(item, REGION))),
        Severity.valueOf(string(item, SEVERITY)),
        head.status(),
        head.firstSeen(),
        total.last() == null ? latest.at() : total.last(),
        latest,
        total.counts(),
        required(item, TOP_PORTS).l().stream().map(port -> Integer.valueOf(port.n())).toList(),
        addresses(item, TOP_PEERS),
        addresses(item, OWN_ADDRESSES),
        NestedAttributes.advice(required(item, ADVICE)),
        head.changes());
  }

  /// {@return what the index of statuses holds of a finding}
  static FindingSummary summary(Map<String, AttributeValue> item, Scope scope) {
    return new FindingSummary(
        Rank.tryParse(string(item, RANK))
            .orElseThrow(() -> new IllegalStateException("No rank: " + string(item, RANK))),
        cause(item, scope),
        Status.valueOf(string(item, STATUS)),
        instant(item, FIRST_SEEN),
        instantOrNull(item, STATUS_AT));
  }

  private static Cause cause(Map<String, AttributeValue> item, Scope scope) {
    Integer protocol = integerOrNull(item, PROTOCOL);
    return new Cause(
        Kind.ofCode(string(item, KIND)),
        scope,
        string(item, RESOURCE),
        stringOrNull(item, RULE),
        stringOrNull(item, PEER_GROUP),
        protocol == null ? null : new Protocol(protocol),
        integerOrNull(item, PORT));
  }
}
