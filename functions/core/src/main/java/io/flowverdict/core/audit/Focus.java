package io.flowverdict.core.audit;

import io.flowverdict.core.change.Change;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.Peer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The part of a configuration about which audits can find something else after changes.
///
/// A network ACL's entries matter to the interfaces of its subnets; a group's rules to the
/// interfaces that it is attached to, to the groups that are attached together with it, directly or
/// by way of others (whose rules it may imply), and, as findings about replies are about a whole
/// network ACL, to all interfaces behind the same ones.
///
/// @param groupIds the groups about whose rules something else may be found
/// @param aclIds the network ACLs about whose entries something else may be found
/// @param placements the interfaces about which something else may be found
record Focus(SortedSet<String> groupIds, SortedSet<String> aclIds, List<Placement> placements) {

  Focus {
    placements = List.copyOf(placements);
  }

  static Focus of(List<Change> changes, Evaluation whole) {
    TreeSet<String> groups = new TreeSet<>();
    TreeSet<String> acls = new TreeSet<>();
    TreeSet<String> referenced = new TreeSet<>();
    for (Change change : changes) {
      switch (change) {
        case Change.AddRule add -> groups.add(add.id());
        case Change.RemoveRule remove -> {
          groups.add(remove.id());
          if (remove.rule().peer() instanceof Peer.OfGroup reference) {
            referenced.add(reference.groupId());
          }
        }
        case Change.PutEntries put -> acls.add(put.id());
        case Change.RemoveEntry remove -> acls.add(remove.id());
      }
    }
    TreeSet<String> behind = new TreeSet<>(acls);
    for (String group : groups) {
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
    return new Focus(concerned, acls, placements);
  }

  private static boolean isIn(
      Placement placement, Set<String> groups, Set<String> acls, Evaluation whole) {
    NetworkAcl acl = whole.acl(placement);
    return (acl != null && acls.contains(acl.id()))
        || placement.groupIds().stream().anyMatch(groups::contains);
  }

  /// The groups that are attached together with these, and with those, and so on.
  private static TreeSet<String> together(Set<String> groups, Evaluation whole) {
    TreeSet<String> found = new TreeSet<>(groups);
    Deque<String> open = new ArrayDeque<>(groups);
    while (!open.isEmpty()) {
      for (Placement placement : whole.placements(open.remove())) {
        for (String group : placement.groupIds()) {
          if (found.add(group)) {
            open.add(group);
          }
        }
      }
    }
    return found;
  }
}
