package io.flowverdict.aws.findings;

import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.FindingSummary;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.Hour;
import io.flowverdict.core.finding.Lifecycle;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.Page;
import io.flowverdict.core.finding.PageRequest;
import io.flowverdict.core.finding.Rank;
import io.flowverdict.core.finding.Recorded;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.finding.Status;
import io.flowverdict.core.finding.StatusChange;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Findings in a DynamoDB table.
///
/// An object costs one read for every hundred causes, a write of its manifest, and for each cause
/// one small write of each hour. A head, which is large and in two indexes, is written when its
/// finding comes and about once in an hour in which it is seen; a cause that was never seen costs
/// one write more for each owner of its rules, and an address that the head does not have one more.
/// A list costs one query, and one read and one query for each finding on the page.
public final class DynamoFindings implements Findings {

  /// How many objects an hour item takes: one that is full has 13 KB.
  private static final int MOST_OBJECTS = 250;

  private final DynamoDbClient client;
  private final FindingsTable table;
  private final Heads heads;
  private final Hours hours;
  private final Manifests manifests;
  private final Clock clock;

  /// @param client retries as [FindingsRetries] does
  public DynamoFindings(
      DynamoDbClient client, FindingsTable table, Retention retention, Clock clock) {
    this.client = client;
    this.table = table;
    this.clock = clock;
    this.heads = new Heads(client, table, retention.resolved(), clock);
    this.hours = new Hours(client, table, retention.hours(), clock, MOST_OBJECTS);
    this.manifests = new Manifests(client, table, retention.hours(), clock);
  }

  /// Hours are written before heads are read: whoever resolves a finding writes its head before it
  /// reads its hours, so that one of both sees the other.
  @Override
  public Recorded record(Source source, List<ObservedCause> causes) {
    manifests.write(source, Manifests.entries(causes));
    Set<String> counted =
        SideBySide.each(causes, seen -> isCounted(source, seen) ? seen.cause().id() : "").stream()
            .collect(Collectors.toSet());
    Map<String, Head> known = heads.known(causes.stream().map(seen -> seen.cause().id()).toList());
    return SideBySide.each(
            causes,
            seen -> {
              String id = seen.cause().id();
              Recorded noted = heads.note(seen, known.get(id));
              return noted.added() > 0 || !counted.contains(id) ? noted : new Recorded(0, 1);
            })
        .stream()
        .reduce(Recorded.NOTHING, Recorded::plus);
  }

  /// Counts what an object shows of a finding; returns whether anything was not counted before.
  private boolean isCounted(Source source, ObservedCause seen) {
    boolean isNew = false;
    for (Instant hour : seen.hours().keySet()) {
      isNew |= hours.count(seen.cause().id(), source, hour, Seen.of(seen, hour));
    }
    return isNew;
  }

  @Override
  public Set<String> retract(Source source) {
    return new Retraction(manifests, hours, heads, client, table).before(source);
  }

  @Override
  public Optional<Finding> find(String id) {
    return FindingItems.isId(id)
        ? heads.find(id).map(head -> FindingItems.finding(head, hours.total(id)))
        : Optional.empty();
  }

  @Override
  public List<Finding> find(List<String> ids) {
    return SideBySide.each(ids, this::find).stream().flatMap(Optional::stream).toList();
  }

  @Override
  public Stream<FindingSummary> summaries(Scope scope, Status status, @Nullable Rank after) {
    Optional<String> token = Optional.ofNullable(after).map(Rank::toString);
    QueryRequest query =
        FindingsIndex.STATUS.query(table, FindingItems.of(scope, status), token).build();
    long now = clock.instant().getEpochSecond();
    return client.queryPaginator(query).items().stream()
        .filter(item -> !FindingItems.hasExpired(item, now))
        .map(item -> FindingItems.summary(item, scope));
  }

  @Override
  public Set<String> idsOfOwner(Scope scope, String owner) {
    return linked(FindingItems.of(scope, owner));
  }

  @Override
  public Set<String> idsOfAddress(Scope scope, IpAddress address) {
    return linked(FindingItems.of(scope, address.toString()));
  }

  private Set<String> linked(AttributeValue of) {
    QueryRequest query = FindingsIndex.OWNER.query(table, of, Optional.empty()).build();
    return client.queryPaginator(query).items().stream()
        .map(FindingItems::id)
        .collect(Collectors.toSet());
  }

  @Override
  public Page<Finding> ofStatus(Scope scope, Status status, PageRequest request) {
    Page<Finding> page = ranked(FindingsIndex.STATUS, FindingItems.of(scope, status), request);
    List<Finding> stillOfStatus =
        page.items().stream().filter(finding -> isOneList(finding.status(), status)).toList();
    return new Page<>(stillOfStatus, page.next());
  }

  private static boolean isOneList(Status one, Status other) {
    return one == other || (one.isOpen() && other.isOpen());
  }

  @Override
  public Page<Finding> ofResource(Scope scope, String resource, PageRequest request) {
    return ranked(FindingsIndex.RESOURCE, FindingItems.of(scope, resource), request);
  }

  private Page<Finding> ranked(FindingsIndex index, AttributeValue of, PageRequest request) {
    Optional<String> after = request.after(Rank::tryParse).map(Rank::toString);
    return page(index, of, after, request.size());
  }

  @Override
  public Page<Finding> ofOwner(Scope scope, String owner, PageRequest request) {
    return linked(FindingItems.of(scope, owner), request);
  }

  @Override
  public Page<Finding> ofAddress(Scope scope, IpAddress address, PageRequest request) {
    return linked(FindingItems.of(scope, address.toString()), request);
  }

  private Page<Finding> linked(AttributeValue of, PageRequest request) {
    Optional<String> after =
        request.after(token -> Optional.of(token).filter(FindingItems::isPartition));
    return page(FindingsIndex.OWNER, of, after, request.size());
  }

  private Page<Finding> page(
      FindingsIndex index, AttributeValue of, Optional<String> after, int size) {
    QueryRequest query = index.query(table, of, after).limit(size + 1).build();
    List<Map<String, AttributeValue>> found =
        client.queryPaginator(query).items().stream().limit(size + 1L).toList();
    List<Map<String, AttributeValue>> items = found.subList(0, Math.min(size, found.size()));
    List<Finding> findings =
        SideBySide.each(items, item -> find(FindingItems.id(item))).stream()
            .flatMap(Optional::stream)
            .toList();
    boolean isLast = found.size() == items.size();
    return new Page<>(findings, isLast ? null : Attributes.string(items.getLast(), index.sort));
  }

  @Override
  public Page<Hour> hours(String id, PageRequest request) {
    return FindingItems.isId(id) ? hours.page(id, request) : new Page<>(List.of(), null);
  }

  @Override
  public boolean change(Finding asRead, StatusChange change) {
    if (isSeenAfter(asRead) || !heads.change(asRead, change)) {
      return false;
    }
    if (isSeenAfter(asRead)) {
      find(asRead.id()).ifPresent(this::reopen);
    }
    return true;
  }

  private boolean isSeenAfter(Finding asRead) {
    Instant last = hours.shown(asRead.id()).last();
    return last != null && last.isAfter(asRead.last());
  }

  /// Opens a finding again that was seen while its status changed.
  private void reopen(Finding seen) {
    Lifecycle.reopening(seen.status(), seen.changes(), seen.last(), clock.instant())
        .ifPresent(reopening -> heads.change(seen, reopening));
  }
}
