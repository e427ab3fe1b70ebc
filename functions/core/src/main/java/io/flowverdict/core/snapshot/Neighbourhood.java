package io.flowverdict.core.snapshot;

import io.flowverdict.core.net.IpAddress;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How close the VPCs of a configuration are to each other.
public final class Neighbourhood {

  /// The relation of two VPCs, from the closest.
  public enum Relation {
    SAME_VPC,
    PEERED,
    APART
  }

  private final Snapshot snapshot;

  public Neighbourhood(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /// {@return the configuration}
  public Snapshot snapshot() {
    return snapshot;
  }

  /// {@return the relation of two VPCs; one that the configuration does not tell is apart from
  /// others}
  public Relation relation(@Nullable String vpcId, @Nullable String otherVpcId) {
    if (Objects.equals(vpcId, otherVpcId)) {
      return Relation.SAME_VPC;
    }
    return peering(vpcId, otherVpcId).isPresent() ? Relation.PEERED : Relation.APART;
  }

  /// {@return whether paths between two VPCs take jumbo frames: inside one, and over peering in one
  /// Region}
  public boolean takesJumboFrames(@Nullable String vpcId, @Nullable String otherVpcId) {
    return Objects.equals(vpcId, otherVpcId)
        || peering(vpcId, otherVpcId).filter(each -> !each.isBetweenRegions()).isPresent();
  }

  /// {@return the active peering connection between two VPCs}
  public Optional<VpcPeering> peering(@Nullable String vpcId, @Nullable String otherVpcId) {
    if (vpcId == null || otherVpcId == null) {
      return Optional.empty();
    }
    return snapshot.peerings().values().stream()
        .filter(VpcPeering::isActive)
        .filter(each -> {
          VpcPeering.Side side = each.across(vpcId);
          return side != null && otherVpcId.equals(side.vpcId());
        })
        .findFirst();
  }

  /// {@return the VPC, of this one and those it is peered with, in whose blocks the address lies}
  public Optional<Vpc> vpcAround(@Nullable String vpcId, IpAddress address) {
    return snapshot.vpcs().values().stream()
        .filter(each -> relation(vpcId, each.id()) != Relation.APART)
        .filter(each -> each.contains(address))
        .findFirst();
  }

  /// {@return the interface that an interface reaches directly at a private or IPv6 address: one of
  /// its own VPC, else one of a peered VPC}
  public Optional<NetworkInterface> ownerOf(IpAddress address, NetworkInterface seenBy) {
    return snapshot.interfaces().values().stream()
        .filter(each -> each.owns(address))
        .filter(each -> relation(seenBy.vpcId(), each.vpcId()) != Relation.APART)
        .min((one, other) ->
            relation(seenBy.vpcId(), one.vpcId())
                .compareTo(relation(seenBy.vpcId(), other.vpcId())));
  }
}
