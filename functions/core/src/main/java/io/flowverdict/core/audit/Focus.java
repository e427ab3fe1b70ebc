package io.flowverdict.core.audit;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The part of a configuration about which audits can find something else after changes.
///
/// A network ACL's entries matter to the interfaces of its subnets; a group's rules to the
/// interfaces that it is attached to, to the groups that are attached together with it, and, as
/// findings about replies are about a whole network ACL, to all interfaces behind the same ones.
///
/// @param rules the rules that are added or removed
/// @param groupIds the groups about whose rules something else may be found
/// @param aclIds the network ACLs about whose entries something else may be found
/// @param placements the interfaces about which something else may be found
record Focus(
    List<SecurityGroupRule> rules,
    SortedSet<String> groupIds,
    SortedSet<String> aclIds,
    List<Placement> placements) {

  Focus {
    rules = List.copyOf(rules);
    placements = List.copyOf(placements);
  }

  /// {@return the interfaces whose own rules and entries change, and what is attached to them}
  static Focus narrow(List<Change> changes, Evaluation whole) {
    return of(changes, whole, /* wide= */ false);
  }

  /// {@return all that changes can affect}
  static Focus wide(List<Change> changes, Evaluation whole) {
    return of(changes, whole, /* wide= */ true);
  }

  private static Focus of(List<Change> changes, Evaluation whole, boolean wide) {
    List<SecurityGroupRule> rules = new ArrayList<>();
    TreeSet<String> groups = new TreeSet<>();
    TreeSet<String> acls = new TreeSet<>();
    TreeSet<String> referenced = new TreeSet<>();
    for (Change change : changes) {
      switch (change) {
        case Change.AddRule add -> {
          groups.add(add.id());
          rules.add(add.rule());
        }
        case Change.RemoveRule remove -> {
          groups.add(remove.id());
          rules.add(remove.rule());
          if (remove.rule().peer() instanceof Peer.OfGroup reference) {
            referenced.add(reference.groupId());
          }
        }
        case Change.PutEntries put -> acls.add(put.id());
        case Change.RemoveEntry remove -> acls.add(remove.id());
      }
    }
    TreeSet<String> behind = new TreeSet<>(acls);
    for (String group : wide ? groups : Set.<String>of()) {
      for (Placement placement : whole.placements(group)) {
        NetworkAcl acl = whole.acl(placement);
        if (acl != null) {
          behind.add(acl.id());
        }
      }
    }
    List<Placement> placements =
        whole.placements().stream().filter(each -> isIn(each, groups, behind, whole)).toList();
    TreeSet<String> concerned = together(groups, whole);
    concerned.addAll(referenced);
    placements.forEach(each -> {
      NetworkAcl acl = whole.acl(each);
      if (acl != null && acls.contains(acl.id())) {
        concerned.addAll(each.groupIds());
      }
    });
    return new Focus(rules, concerned, acls, placements);
  }

  private static boolean isIn(
      Placement placement, Set<String> groups, Set<String> acls, Evaluation whole) {
    NetworkAcl acl = whole.acl(placement);
    return (acl != null && acls.contains(acl.id()))
        || placement.groupIds().stream().anyMatch(groups::contains);
  }

  /// The groups that are attached together with these, and these.
  private static TreeSet<String> together(Set<String> groups, Evaluation whole) {
    TreeSet<String> found = new TreeSet<>(groups);
    for (String group : groups) {
      whole.placements(group).forEach(each -> found.addAll(each.groupIds()));
    }
    return found;
  }
}
