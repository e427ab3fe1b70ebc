package io.flowverdict.core.audit;

import io.flowverdict.core.audit.set.TrafficSet;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.SecurityGroup;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The [Control]s that groups fail by what their network ACLs deny, so that no interface is open by
/// it. Mutable: it remembers what is open at interfaces.
final class GroupControls {

  private final Evaluation evaluation;
  private final Map<String, Set<Control>> atInterfaces = new HashMap<>();

  GroupControls(Evaluation evaluation) {
    this.evaluation = evaluation;
    for (Placement placement : evaluation.placements()) {
      if (evaluation.acl(placement) != null) {
        List<Opened> all = evaluation.opened(placement);
        for (String group : placement.groupIds()) {
          Set<Control> known =
              atInterfaces.computeIfAbsent(group, _ -> EnumSet.noneOf(Control.class));
          all.forEach(opened -> known.addAll(opened.controls(group)));
        }
      }
    }
  }

  /// {@return whether all interfaces of the group, their network ACLs and all rules are known}
  boolean isWholeAround(SecurityGroup group) {
    return evaluation.isWhole(Section.INTERFACES)
        && evaluation.isWhole(Section.SECURITY_GROUPS)
        && evaluation.placements(group.id()).stream()
            .allMatch(placement -> evaluation.acl(placement) != null);
  }

  /// {@return what a group opens that no network ACL lets in which is known, as far as a control
  /// fails by it that fails by nothing that is open at an interface; nothing of a group that no
  /// known network ACL is around}
  List<Opened> denied(SecurityGroup group) {
    Set<Control> known = atInterfaces.get(group.id());
    if (known == null) {
      return List.of();
    }
    TrafficSet denied = TrafficSet.ALL;
    for (Placement placement : evaluation.placements(group.id())) {
      NetworkAcl acl = evaluation.acl(placement);
      if (acl != null) {
        denied = denied.minus(evaluation.allowed(acl, Direction.INGRESS));
      }
    }
    return Opened.of(
            group.rules(Direction.INGRESS),
            denied,
            evaluation.internetRules(),
            evaluation.internet())
        .stream()
        .filter(opened -> !known.containsAll(opened.controls()))
        .toList();
  }
}
