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
import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.FindingKind;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.Rank;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Sighting;
import io.flowverdict.core.finding.Status;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of the [FindingsTable]: how a finding is written down, and read again.
///
/// What others named or wrote is cut, so that no head reaches 120 KB. An ordinary one has 2 KB.
final class FindingItems {

  static final String PK = "pk";
  static final String SK = "sk";
  static final String EXPIRES = "expires";

  static final String HEAD = "HEAD";
  static final String OPEN_IN = "openIn";
  static final String OF_RESOURCE = "ofResource";
  static final String OF_OWNER = "ofOwner";
  static final String RANK = "rank";
  static final String STATUS = "status";
  static final String STATUS_AT = "statusAt";
  static final String FIRST_SEEN = "firstSeen";
  static final String LAST_SEEN = "lastSeen";
  static final String OBJECT = "object";
  static final String LINE = "line";

  static final String HOUR = "HOUR#";
  static final String RECORDS = "records";
  static final String PACKETS = "packets";
  static final String BYTES = "bytes";
  static final String SOURCES = "sources";

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
  private static final String TOP_PEERS = "topPeers";

  private static final int MOST_STEPS = 40;
  private static final int LONGEST_SENTENCE = 2_000;
  private static final int LONGEST_IN_STEP = 200;
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

  /// {@return the id of the finding that an item belongs to}
  static String id(Map<String, AttributeValue> item) {
    return string(item, PK).substring(FINDING.length());
  }

  /// {@return the head of a finding that was not known before}
  static Map<String, AttributeValue> newHead(ObservedCause seen) {
    Cause cause = seen.cause();
    Map<String, AttributeValue> item = new HashMap<>(key(cause.id(), HEAD));
    item.putAll(latest(seen));
    item.putAll(open(cause.scope()));
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

  /// {@return what says that a finding is open}
  static Map<String, AttributeValue> open(Scope scope) {
    return Map.of(STATUS, text(Status.OPEN.name()), OPEN_IN, of(scope));
  }

  /// {@return what a head tells of the latest sighting}
  static Map<String, AttributeValue> latest(ObservedCause seen) {
    Sighting latest = seen.latest();
    Head.Place place = place(latest);
    return Map.of(
        SEVERITY, text(seen.severity().name()),
        LAST_SEEN, time(place.at()),
        OBJECT, text(place.object()),
        LINE, number(place.line()),
        SENTENCE, text(sentence(latest)),
        TRACE, list(latest.trace().stream().limit(MOST_STEPS), FindingItems::step),
        TOP_PORTS, list(seen.topPorts().stream().limit(ObservedCause.TOP), port -> number(port)),
        TOP_PEERS,
            list(seen.topPeers().stream().limit(ObservedCause.TOP), peer -> text(peer.toString())),
        RANK, text(new Rank(seen.severity(), latest.at(), seen.cause().id()).toString()));
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

  private static AttributeValue step(Step step) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("layer", text(step.layer().name()));
    item.put("direction", text(step.direction().toString()));
    putUnlessNull(item, "id", step.id(), id -> text(BoundedText.name(id, LONGEST_IN_STEP)));
    putUnlessNull(item, "rule", step.rule(), rule -> text(BoundedText.name(rule, LONGEST_IN_STEP)));
    putUnlessNull(
        item, "text", step.text(), rule -> text(BoundedText.prose(rule, LONGEST_IN_STEP)));
    item.put("effect", text(step.effect().toString()));
    return AttributeValue.fromM(item);
  }

  /// {@return the item that leads from the owner of rules to a finding}
  static Map<String, AttributeValue> link(Cause cause, String owner) {
    Map<String, AttributeValue> item =
        new HashMap<>(key(cause.id(), "OWNER#" + BoundedText.name(owner, LONGEST_IN_STEP)));
    item.put(OF_OWNER, of(cause.scope(), owner));
    return item;
  }

  /// {@return what an index groups by}
  static AttributeValue of(Scope scope) {
    return name(scope.toString());
  }

  /// {@return what an index groups by}
  static AttributeValue of(Scope scope, String resource) {
    return name(scope + "/" + resource);
  }

  private static AttributeValue name(String name) {
    return text(BoundedText.name(name, LONGEST_NAME));
  }

  /// {@return what the sort keys of the items of an hour begin with}
  static String hourSort(Instant hour) {
    return HOUR + Attributes.hour(hour);
  }

  /// {@return the hour of an hour item}
  static Instant hour(Map<String, AttributeValue> item) {
    String sort = string(item, SK);
    return Instant.parse(
        sort.substring(HOUR.length(), sort.indexOf('#', HOUR.length())) + ":00:00Z");
  }

  /// {@return what an object adds to an hour item}
  ///
  /// @param source stands for the object
  static Map<String, AttributeValue> counted(Counts counts, SdkBytes source) {
    return Map.of(
        RECORDS, number(counts.records()),
        PACKETS, number(counts.packets()),
        BYTES, number(counts.bytes()),
        SOURCES, AttributeValue.fromBs(List.of(source)));
  }

  static Counts counts(Map<String, AttributeValue> item) {
    return new Counts(whole(item, RECORDS), whole(item, PACKETS), whole(item, BYTES));
  }

  static Head head(Map<String, AttributeValue> item) {
    return new Head(
        instant(item, FIRST_SEEN),
        new Head.Place(instant(item, LAST_SEEN), string(item, OBJECT), whole(item, LINE)),
        Status.valueOf(string(item, STATUS)),
        instantOrNull(item, STATUS_AT));
  }

  static Finding finding(Map<String, AttributeValue> item, Counts total) {
    Head head = head(item);
    Sighting latest =
        new Sighting(
            head.latest().at(),
            head.latest().object(),
            head.latest().line(),
            string(item, SENTENCE),
            required(item, TRACE).l().stream().map(step -> step(step.m())).toList());
    return new Finding(
        id(item),
        cause(item),
        Severity.valueOf(string(item, SEVERITY)),
        head.status(),
        head.firstSeen(),
        latest,
        total,
        required(item, TOP_PORTS).l().stream().map(port -> Integer.valueOf(port.n())).toList(),
        required(item, TOP_PEERS).l().stream().map(peer -> IpAddress.parse(peer.s())).toList());
  }

  private static Cause cause(Map<String, AttributeValue> item) {
    Integer protocol = integerOrNull(item, PROTOCOL);
    return new Cause(
        FindingKind.ofCode(string(item, KIND)),
        new Scope(string(item, ACCOUNT), string(item, REGION)),
        string(item, RESOURCE),
        stringOrNull(item, RULE),
        stringOrNull(item, PEER_GROUP),
        protocol == null ? null : new Protocol(protocol),
        integerOrNull(item, PORT));
  }

  private static Step step(Map<String, AttributeValue> item) {
    return new Step(
        Layer.valueOf(string(item, "layer")),
        Direction.valueOf(constant(string(item, "direction"))),
        stringOrNull(item, "id"),
        stringOrNull(item, "rule"),
        stringOrNull(item, "text"),
        Step.Effect.valueOf(constant(string(item, "effect"))));
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
