package io.flowverdict.aws.configuration;

import io.flowverdict.core.net.Direction;
import io.flowverdict.core.snapshot.GroupVpcAssociation;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Security groups, as `describe-security-groups` shows them, and their use in other VPCs, as
/// `describe-security-group-vpc-associations` does.
///
/// Of a group's rules only those without an id are written here; the others are
/// `SecurityGroupRules`.
final class GroupJson {
  private GroupJson() {}

  /// Reads a group with the rules that its permissions make.
  ///
  /// @param remarks is told of permissions that name no source
  static SecurityGroup read(Element group, Consumer<Remark> remarks) {
    String id = group.required("GroupId", Element::id);
    List<SecurityGroupRule> rules = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      for (Element permission : group.objects(permissionsOf(direction))) {
        List<SecurityGroupRule> read = PermissionJson.read(permission, id, direction);
        if (read.isEmpty()) {
          remarks.accept(Remark.permissionWithoutSource(permission));
        }
        rules.addAll(read);
      }
    }
    return new SecurityGroup(
        id,
        group.text("GroupName"),
        group.optional("VpcId", Element::id),
        group.optional("OwnerId", Element::id),
        rules);
  }

  static Fields write(SecurityGroup group) {
    Fields fields =
        new Fields()
            .put("GroupId", group.id())
            .put("GroupName", group.name())
            .put("VpcId", group.vpcId())
            .put("OwnerId", group.ownerId());
    for (Direction direction : Direction.values()) {
      List<SecurityGroupRule> unnamed =
          group.rules(direction).stream().filter(rule -> rule.ruleId() == null).toList();
      fields.putAll(permissionsOf(direction), unnamed, PermissionJson::write);
    }
    return fields;
  }

  private static String permissionsOf(Direction direction) {
    return switch (direction) {
      case INGRESS -> "IpPermissions";
      case EGRESS -> "IpPermissionsEgress";
    };
  }

  static GroupVpcAssociation readAssociation(Element association) {
    return new GroupVpcAssociation(
        association.required("GroupId", Element::id),
        association.required("VpcId", Element::id),
        association.required("State", Element::word));
  }

  static Fields writeAssociation(GroupVpcAssociation association) {
    return new Fields()
        .put("GroupId", association.groupId())
        .put("VpcId", association.vpcId())
        .put("State", association.state());
  }
}
