package io.flowverdict.core.finding;

import io.flowverdict.core.snapshot.Scope;
import java.util.List;
import java.util.Optional;

/// The port behind which findings are kept.
///
/// A list is read in pages. While a list is being read its findings may change their places; one
/// that does may be read twice or not at all.
public interface Findings {

  /// Adds what one object shows. Adding an object again, in whatever order and however often,
  /// changes nothing.
  ///
  /// @param object the object's name, for example `s3://bucket/key`
  /// @param causes what the object shows, each cause once
  void record(String object, List<ObservedCause> causes);

  /// {@return the finding with this id}
  Optional<Finding> find(String id);

  /// {@return a page of the open findings of an account and Region, by their [Rank]}
  Page<Finding> open(Scope scope, PageRequest request);

  /// {@return a page of the findings of a resource, for example of an interface, whatever their
  /// status, by their [Rank]}
  Page<Finding> ofResource(Scope scope, String resource, PageRequest request);

  /// {@return a page of the findings whose rules a security group or a network ACL owns, whatever
  /// their status, in the order of their ids}
  ///
  /// @param owner the id of the security group or network ACL
  Page<Finding> ofOwner(Scope scope, String owner, PageRequest request);

  /// {@return a page of a finding's hours, the latest first; empty when there is no such finding}
  Page<Hour> hours(String id, PageRequest request);
}
