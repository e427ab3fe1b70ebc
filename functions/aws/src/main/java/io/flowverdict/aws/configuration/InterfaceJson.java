package io.flowverdict.aws.configuration;

import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.snapshot.NetworkInterface;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Network interfaces, as `describe-network-interfaces` shows them.
///
/// One field is our own: `PublicAddresses`, the public addresses in their order. The API shows a
/// public address at the private one that it is associated with, and so do stored snapshots; those
/// that were stored by older versions do not.
final class InterfaceJson {
  private static final String PRIVATE_ADDRESS = "PrivateIpAddress";
  private static final String PRIVATE_ADDRESSES = "PrivateIpAddresses";
  private static final String PUBLIC_ADDRESSES = "PublicAddresses";

  private InterfaceJson() {}

  static NetworkInterface read(Element eni) {
    Element attachment = eni.optional("Attachment", Element::object);
    List<String> groups =
        eni.list("Groups", group -> group.object().required("GroupId", Element::id));
    return new NetworkInterface(
        eni.required("NetworkInterfaceId", Element::id),
        eni.nameTag("TagSet"),
        eni.text("Description"),
        eni.optional("InterfaceType", Element::word),
        eni.optional("VpcId", Element::id),
        eni.optional("SubnetId", Element::id),
        eni.optional("OwnerId", Element::id),
        attachment == null ? null : attachment.optional("InstanceId", Element::id),
        eni.optional("RequesterId", Element::word),
        eni.flag("RequesterManaged", false),
        eni.flag("SourceDestCheck", true),
        addresses(eni),
        publicAddresses(eni),
        associations(eni),
        delegatedPrefixes(eni),
        new LinkedHashSet<>(groups));
  }

  private static List<IpAddress> addresses(Element eni) {
    Set<IpAddress> addresses = new LinkedHashSet<>();
    add(addresses, eni.optional(PRIVATE_ADDRESS, Element::address));
    List<IpAddress> secondary = new ArrayList<>();
    for (Element each : eni.objects(PRIVATE_ADDRESSES)) {
      IpAddress address = each.required(PRIVATE_ADDRESS, Element::address);
      (each.flag("Primary", false) ? addresses : secondary).add(address);
    }
    addresses.addAll(secondary);
    addresses.addAll(
        eni.list("Ipv6Addresses", each -> each.object().required("Ipv6Address", Element::address)));
    add(addresses, eni.optional("Ipv6Address", Element::address));
    return List.copyOf(addresses);
  }

  private static List<IpAddress> publicAddresses(Element eni) {
    Set<IpAddress> addresses = new LinkedHashSet<>(eni.list(PUBLIC_ADDRESSES, Element::address));
    add(addresses, associated(eni));
    for (Element each : eni.objects(PRIVATE_ADDRESSES)) {
      add(addresses, associated(each));
    }
    return List.copyOf(addresses);
  }

  /// The association that the API shows at the interface itself is that of its primary address.
  private static Map<IpAddress, IpAddress> associations(Element eni) {
    Map<IpAddress, IpAddress> associations = new HashMap<>();
    for (Element each : eni.objects(PRIVATE_ADDRESSES)) {
      associate(associations, associated(each), each.required(PRIVATE_ADDRESS, Element::address));
    }
    associate(associations, associated(eni), eni.optional(PRIVATE_ADDRESS, Element::address));
    return associations;
  }

  private static void associate(
      Map<IpAddress, IpAddress> associations,
      @Nullable IpAddress publicAddress,
      @Nullable IpAddress privateAddress) {
    if (publicAddress != null
        && privateAddress != null
        && privateAddress.family() == IpFamily.IPV4
        && !associations.containsValue(privateAddress)) {
      associations.putIfAbsent(publicAddress, privateAddress);
    }
  }

  private static @Nullable IpAddress associated(Element owner) {
    Element association = owner.optional("Association", Element::object);
    return association == null ? null : association.optional("PublicIp", Element::address);
  }

  private static void add(Collection<IpAddress> addresses, @Nullable IpAddress address) {
    if (address != null) {
      addresses.add(address);
    }
  }

  private static List<Cidr> delegatedPrefixes(Element eni) {
    List<Cidr> prefixes = new ArrayList<>();
    prefixes.addAll(
        eni.list("Ipv4Prefixes", each -> each.object().required("Ipv4Prefix", Element::cidr)));
    prefixes.addAll(
        eni.list("Ipv6Prefixes", each -> each.object().required("Ipv6Prefix", Element::cidr)));
    return List.copyOf(new LinkedHashSet<>(prefixes));
  }

  static Fields write(NetworkInterface eni) {
    Fields fields =
        new Fields()
            .put("NetworkInterfaceId", eni.id())
            .put("Description", eni.description())
            .put("InterfaceType", eni.interfaceType())
            .put("VpcId", eni.vpcId())
            .put("SubnetId", eni.subnetId())
            .put("OwnerId", eni.ownerId())
            .put("RequesterId", eni.requesterId())
            .put("RequesterManaged", eni.requesterManaged())
            .put("SourceDestCheck", eni.sourceDestCheck())
            .putEach("Groups", "GroupId", eni.groupIds());
    if (eni.instanceId() != null) {
      fields.put("Attachment", new Fields().put("InstanceId", eni.instanceId()));
    }
    writeAddresses(fields, eni);
    return fields.putNameTag("TagSet", eni.name());
  }

  private static void writeAddresses(Fields fields, NetworkInterface eni) {
    List<IpAddress> ipv4 =
        eni.addresses().stream().filter(each -> each.family() == IpFamily.IPV4).toList();
    List<IpAddress> ipv6 =
        eni.addresses().stream().filter(each -> each.family() == IpFamily.IPV6).toList();
    List<Cidr> ipv4Prefixes =
        eni.delegatedPrefixes().stream().filter(each -> each.family() == IpFamily.IPV4).toList();
    List<Cidr> ipv6Prefixes =
        eni.delegatedPrefixes().stream().filter(each -> each.family() == IpFamily.IPV6).toList();
    fields
        .put(PRIVATE_ADDRESS, ipv4.isEmpty() ? null : ipv4.getFirst().toString())
        .putAll(PRIVATE_ADDRESSES, ipv4, each -> privateAddress(each, eni))
        .putEach("Ipv6Addresses", "Ipv6Address", ipv6)
        .putTexts(PUBLIC_ADDRESSES, eni.publicAddresses())
        .putEach("Ipv4Prefixes", "Ipv4Prefix", ipv4Prefixes)
        .putEach("Ipv6Prefixes", "Ipv6Prefix", ipv6Prefixes);
  }

  private static Fields privateAddress(IpAddress address, NetworkInterface eni) {
    Fields fields = new Fields().put(PRIVATE_ADDRESS, address.toString());
    eni.publicAddresses().stream()
        .filter(each -> address.equals(eni.associations().get(each)))
        .findFirst()
        .ifPresent(
            each -> fields.put("Association", new Fields().put("PublicIp", each.toString())));
    return fields;
  }
}
