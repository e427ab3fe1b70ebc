package io.flowverdict.aws.configuration;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpFamily;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The CIDR blocks of a VPC or subnet: `CidrBlock` is only the primary one, the sets of
/// associations hold all of them, with those that failed or are on their way in or out.
final class AddressBlocks {
  private static final String PRIMARY = "CidrBlock";
  private static final String ASSOCIATED = "associated";

  private AddressBlocks() {}

  /// {@return the blocks in use: the primary one, then IPv4, then IPv6}
  static List<Cidr> read(Element owner, String ipv4Set, String ipv6Set) {
    Set<Cidr> blocks = new LinkedHashSet<>();
    add(blocks, owner.optional(PRIMARY, Element::cidr));
    for (Element association : owner.objects(ipv4Set)) {
      if (isInUse(association, "CidrBlockState")) {
        add(blocks, association.required("CidrBlock", Element::cidr));
      }
    }
    for (Element association : owner.objects(ipv6Set)) {
      if (isInUse(association, "Ipv6CidrBlockState")) {
        add(blocks, association.required("Ipv6CidrBlock", Element::cidr));
      }
    }
    return List.copyOf(blocks);
  }

  private static void add(Set<Cidr> blocks, @Nullable Cidr block) {
    if (block != null) {
      blocks.add(block);
    }
  }

  private static boolean isInUse(Element association, String stateField) {
    Element state = association.optional(stateField, Element::object);
    String code = state == null ? null : state.optional("State", Element::word);
    return code == null || code.equals(ASSOCIATED);
  }

  static void write(Fields owner, List<Cidr> blocks, String ipv4Set, String ipv6Set) {
    List<Cidr> ipv4 = ofFamily(blocks, IpFamily.IPV4);
    owner
        .put(PRIMARY, ipv4.isEmpty() ? null : ipv4.getFirst().toString())
        .putEach(ipv4Set, "CidrBlock", ipv4)
        .putEach(ipv6Set, "Ipv6CidrBlock", ofFamily(blocks, IpFamily.IPV6));
  }

  private static List<Cidr> ofFamily(List<Cidr> blocks, IpFamily family) {
    return blocks.stream().filter(block -> block.family() == family).toList();
  }
}
