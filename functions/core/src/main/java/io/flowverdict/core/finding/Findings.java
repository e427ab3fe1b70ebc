package io.flowverdict.core.finding;

import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.Scope;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The port behind which findings are kept.
///
/// A list is read in pages. While a list is being read its findings may change their places; one
/// that does may be read twice or not at all.
public interface Findings {

  /// Adds what one object shows, in place of what an earlier attempt showed of it. Adding an object
  /// again, in whatever order and however often, changes nothing.
  ///
  /// @param causes what the object shows, each cause once
  Recorded record(Source source, List<ObservedCause> causes);

  /// Takes back what attempts before this one showed of an object and this one does not, after what
  /// this one shows was added. A finding of which nothing is left is gone.
  ///
  /// @return the objects, by their names, that have to be added again: each shows the latest
  ///   sighting of a finding whose sighting is gone, and its sentence is not kept
  Set<String> retract(Source source);

  /// {@return the finding with this id}
  Optional<Finding> find(String id);

  /// {@return the findings with these ids, in this order; those that are not there are left out}
  default List<Finding> find(List<String> ids) {
    return ids.stream().map(this::find).flatMap(Optional::stream).toList();
  }

  /// {@return what is told of all findings of an account and Region that have a status, by their
  /// [Rank], read as far as the stream is; those that are OPEN and those that are REOPENED are one
  /// list}
  ///
  /// @param after where to go on; null to begin with the first
  Stream<FindingSummary> summaries(Scope scope, Status status, @Nullable Rank after);

  /// {@return the ids of all findings that [#ofOwner] lists}
  Set<String> idsOfOwner(Scope scope, String owner);

  /// {@return the ids of all findings that [#ofAddress] lists}
  Set<String> idsOfAddress(Scope scope, IpAddress address);

  /// {@return a page of the findings of an account and Region that have a status, by their [Rank];
  /// those that are OPEN and those that are REOPENED are one list}
  Page<Finding> ofStatus(Scope scope, Status status, PageRequest request);

  /// {@return a page of the open findings of an account and Region, by their [Rank]}
  default Page<Finding> open(Scope scope, PageRequest request) {
    return ofStatus(scope, Status.OPEN, request);
  }

  /// {@return a page of the findings of a resource, for example of an interface, whatever their
  /// status, by their [Rank]}
  Page<Finding> ofResource(Scope scope, String resource, PageRequest request);

  /// {@return a page of the findings whose rules a security group or a network ACL owns, whatever
  /// their status, in the order of their ids}
  ///
  /// @param owner the id of the security group or network ACL
  Page<Finding> ofOwner(Scope scope, String owner, PageRequest request);

  /// {@return a page of the findings in which an address was seen, as the interface's own or as
  /// that of a peer that is not on the Internet, whatever their status, in the order of their ids}
  Page<Finding> ofAddress(Scope scope, IpAddress address, PageRequest request);

  /// {@return a page of a finding's hours, the latest first; empty when there is no such finding}
  Page<Hour> hours(String id, PageRequest request);

  /// Changes the status of a finding.
  ///
  /// @param asRead the finding as it was when the change was decided
  /// @return whether it was changed; not when it was seen later meanwhile, its status has changed,
  ///   or it is gone
  boolean change(Finding asRead, StatusChange change);

  /// {@return findings that the other end of the same traffic shows: of a peer of the finding, with
  /// the finding's interface as their peer}
  default List<Finding> related(Finding finding) {
    return finding.topPeers().stream()
        .flatMap(peer ->
            ofAddress(finding.cause().scope(), peer, PageRequest.first(20)).items().stream())
        .filter(other -> !other.cause().resource().equals(finding.cause().resource()))
        .filter(other -> !Collections.disjoint(other.ownAddresses(), finding.topPeers()))
        .filter(other -> !Collections.disjoint(other.topPeers(), finding.ownAddresses()))
        .distinct()
        .toList();
  }
}
