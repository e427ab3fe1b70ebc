package io.flowverdict.aws.history;

import io.flowverdict.core.snapshot.Observed;
import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Span;
import io.flowverdict.core.snapshot.WritableHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The history in S3 and DynamoDB, as the package describes it. May be shared by threads.
public final class RevisionStore implements WritableHistory {
  private final RevisionObjects objects;
  private final Timelines timelines;
  private final RecentSnapshots recent = new RecentSnapshots();

  /// @param bucket where revisions are kept, under `revisions/`
  public RevisionStore(S3Client s3, String bucket, DynamoDbClient dynamoDb, TimelineTable table) {
    this.objects = new RevisionObjects(s3, bucket);
    this.timelines = new Timelines(dynamoDb, table);
  }

  /// @throws DamagedRevisionException when a revision that the timeline names is gone or changed
  @Override
  public List<Revision> covering(Scope scope, Instant from, Instant to) {
    List<Revision> revisions = new ArrayList<>();
    for (Span span : Observed.covering(timelines.around(scope, from, to).spans(), from, to)) {
      for (String id : span.revisionIds()) {
        revisions.add(revision(id, span, snapshot(scope, id)));
      }
    }
    return List.copyOf(revisions);
  }

  @Override
  public Optional<Span> newest(Scope scope) {
    return timelines.newest(scope);
  }

  @Override
  public Revision observe(Scope scope, Snapshot snapshot, Instant at) {
    SnapshotObject object = SnapshotObject.of(snapshot);
    boolean stored =
        timelines
            .newest(scope)
            .filter(newest -> newest.revisionIds().contains(object.id()))
            .isPresent();
    if (!stored) {
      objects.put(scope, object);
    }
    Span span = timelines.observe(scope, object.id(), at);
    return revision(object.id(), span, recent.get(object.id(), () -> snapshot));
  }

  private static Revision revision(String id, Span span, Snapshot snapshot) {
    return new Revision(id, span.observedFrom(), span.verifiedUntil(), snapshot);
  }

  /// @throws DamagedRevisionException when it is gone or changed
  @Override
  public Snapshot snapshot(Scope scope, String revisionId) {
    return recent.get(revisionId, () -> objects.get(scope, revisionId));
  }
}
