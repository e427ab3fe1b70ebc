package io.flowverdict.aws.findings;

import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.FindingSummary;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.Hour;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Findings in a DynamoDB table.
///
/// An object costs one read for every hundred causes, and for each cause one write of the head and
/// one of each hour; a cause that was never seen costs one more for each owner of its rules, and an
/// address that the latest sighting does not have one more. A list costs one query, and one read
/// and one query for each finding on the page.
public final class DynamoFindings implements Findings {

  /// How many requests are under way at once.
  private static final int CONCURRENCY = 8;

  /// How many objects an hour item takes: one that is full has 13 KB.
  private static final int MOST_SOURCES = 1_000;

  private final DynamoDbClient client;
  private final FindingsTable table;
  private final Heads heads;
  private final Hours hours;
  private final Clock clock;

  /// @param client retries as [FindingsRetries] does
  public DynamoFindings(
      DynamoDbClient client, FindingsTable table, Retention retention, Clock clock) {
    this.client = client;
    this.table = table;
    this.clock = clock;
    this.heads = new Heads(client, table, retention.resolved(), clock);
    this.hours = new Hours(client, table, retention.hours(), clock, MOST_SOURCES);
  }

  @Override
  public Recorded record(Source source, List<ObservedCause> causes) {
    Map<String, Head> known = heads.known(causes.stream().map(seen -> seen.cause().id()).toList());
    return atOnce(
            causes,
            seen -> {
              String id = seen.cause().id();
              Recorded recorded = heads.note(seen, known.get(id));
              seen.hours().forEach((hour, counts) -> hours.count(id, source, hour, counts));
              return recorded;
            })
        .stream()
        .reduce(Recorded.NOTHING, Recorded::plus);
  }

  @Override
  public Optional<Finding> find(String id) {
    return FindingItems.isId(id)
        ? heads.find(id).map(head -> FindingItems.finding(head, hours.total(id)))
        : Optional.empty();
  }

  @Override
  public List<Finding> find(List<String> ids) {
    return atOnce(ids, this::find).stream().flatMap(Optional::stream).toList();
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
        atOnce(items, item -> find(FindingItems.id(item))).stream()
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
    return heads.change(asRead, change);
  }

  private static <T, R> List<R> atOnce(List<T> items, Function<T, R> action) {
    return items.stream().gather(Gatherers.mapConcurrent(CONCURRENCY, action)).toList();
  }
}
