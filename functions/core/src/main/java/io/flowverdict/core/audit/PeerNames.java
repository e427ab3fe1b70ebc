package io.flowverdict.core.audit;

import io.flowverdict.core.change.Fix;
import io.flowverdict.core.change.PeerBlocks;
import io.flowverdict.core.net.AddressSet;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.Neighbourhood;
import io.flowverdict.core.snapshot.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The blocks by which the entries of a network ACL can name a set of peers.
final class PeerNames {

  /// More entries than this are not proposed for one set of peers.
  private static final int MOST = 4;

  private final PeerBlocks blocks;
  private final Neighbourhood neighbourhood;

  PeerNames(Evaluation evaluation) {
    this.blocks = new PeerBlocks(evaluation.snapshot());
    this.neighbourhood = new Neighbourhood(evaluation.snapshot());
  }

  /// Blocks for peers.
  ///
  /// @param exact whether they hold nothing else that matters
  record Name(List<Cidr> blocks, boolean exact) {
    Name {
      blocks = List.copyOf(blocks);
    }
  }

  /// {@return the blocks to try, the best first: the peers themselves where these are few, an
  /// address of something that scales by its subnet; then for each family the smallest block that
  /// holds them all}
  ///
  /// @param free addresses that are let in anyhow, or do not pass: blocks may hold them as well
  /// @param at the interface that sees the peers
  List<Name> of(AddressSet peers, AddressSet free, NetworkInterface at, Fix.Kind kind) {
    List<Name> names = new ArrayList<>();
    List<Cidr> own = own(peers, at, kind);
    if (!own.isEmpty() && own.size() <= MOST) {
      names.add(new Name(own, /* exact= */ true));
    }
    if (kind == Fix.Kind.NARROWEST) {
      List<Cidr> subnets = own(peers, at, Fix.Kind.DURABLE);
      if (!subnets.isEmpty() && subnets.size() <= MOST) {
        names.add(new Name(subnets, /* exact= */ true));
      }
      List<Cidr> around = around(peers);
      boolean exact = peers.union(free).containsAll(AddressSet.of(around));
      names.add(new Name(around, exact));
    }
    return names.stream().distinct().toList();
  }

  /// Empty where the peers are too many to be looked at one by one.
  private List<Cidr> own(AddressSet peers, NetworkInterface at, Fix.Kind kind) {
    List<Cidr> cidrs = peers.cidrs();
    if (cidrs.size() > 16 * MOST) {
      return List.of();
    }
    List<Cidr> own = new ArrayList<>();
    for (Cidr each : cidrs) {
      own.addAll(owners(each, at, kind));
    }
    return PeerBlocks.merged(own);
  }

  /// A block, or where it is of few addresses of interfaces what stands for these.
  private List<Cidr> owners(Cidr cidr, NetworkInterface at, Fix.Kind kind) {
    int bits = cidr.family().bits();
    if (bits - cidr.length() > 3) {
      return List.of(cidr);
    }
    List<Cidr> named = new ArrayList<>();
    for (int i = 0; i < 1 << (bits - cidr.length()); i++) {
      IpAddress address = cidr.network().plus(i);
      Optional<NetworkInterface> owner = neighbourhood.ownerOf(address, at);
      if (owner.isEmpty()) {
        return List.of(cidr);
      }
      boolean bySubnet = kind == Fix.Kind.DURABLE || blocks.scales(owner.get());
      Optional<Cidr> subnet =
          bySubnet ? blocks.subnet(owner.get(), address) : Optional.<Cidr>empty();
      named.add(subnet.orElse(Cidr.of(address)));
    }
    return PeerBlocks.merged(named).size() == named.size() && kind == Fix.Kind.NARROWEST
        ? List.of(cidr)
        : named;
  }

  /// For each family the smallest block that holds all peers.
  private static List<Cidr> around(AddressSet peers) {
    List<Cidr> blocks = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      List<Cidr> cidrs = peers.intersect(AddressSet.all(family)).cidrs();
      if (!cidrs.isEmpty()) {
        Cidr block = cidrs.getFirst();
        while (!block.contains(cidrs.getLast().last())) {
          block = new Cidr(block.network(), block.length() - 1);
        }
        blocks.add(block);
      }
    }
    return blocks;
  }
}
