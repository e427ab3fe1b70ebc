package io.flowverdict.aws.inventory;

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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.Ipv6PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;

/// What `DescribeNetworkInterfaces` answers.
///
/// The type is taken as the service spells it, `nat_gateway`: the SDK's enumeration has another
/// spelling and lacks some.
final class InterfaceAnswer {
  private InterfaceAnswer() {}

  static NetworkInterface of(software.amazon.awssdk.services.ec2.model.NetworkInterface eni) {
    NetworkInterfaceAttachment attachment = eni.attachment();
    return new NetworkInterface(
        Given.required(eni.networkInterfaceId(), null, "NetworkInterfaceId"),
        Given.nameTag(eni.tagSet()),
        eni.description(),
        Given.word(eni.interfaceTypeAsString()),
        Given.word(eni.vpcId()),
        Given.word(eni.subnetId()),
        Given.word(eni.ownerId()),
        attachment == null ? null : Given.word(attachment.instanceId()),
        Given.word(eni.requesterId()),
        Given.flag(eni.requesterManaged(), false),
        Given.flag(eni.sourceDestCheck(), true),
        addresses(eni),
        publicAddresses(eni),
        associations(eni),
        delegatedPrefixes(eni),
        groupIds(eni));
  }

  private static List<IpAddress> addresses(
      software.amazon.awssdk.services.ec2.model.NetworkInterface eni) {
    String id = eni.networkInterfaceId();
    Set<IpAddress> addresses = new LinkedHashSet<>();
    add(addresses, eni.privateIpAddress(), id);
    List<IpAddress> secondary = new ArrayList<>();
    for (NetworkInterfacePrivateIpAddress each : eni.privateIpAddresses()) {
      IpAddress address = Given.address(each.privateIpAddress(), id, "PrivateIpAddresses");
      (Given.flag(each.primary(), false) ? addresses : secondary).add(address);
    }
    addresses.addAll(secondary);
    for (NetworkInterfaceIpv6Address each : eni.ipv6Addresses()) {
      addresses.add(Given.address(each.ipv6Address(), id, "Ipv6Addresses"));
    }
    add(addresses, eni.ipv6Address(), id);
    return List.copyOf(addresses);
  }

  private static List<IpAddress> publicAddresses(
      software.amazon.awssdk.services.ec2.model.NetworkInterface eni) {
    Set<IpAddress> addresses = new LinkedHashSet<>();
    addPublic(addresses, eni.association(), eni.networkInterfaceId());
    for (NetworkInterfacePrivateIpAddress each : eni.privateIpAddresses()) {
      addPublic(addresses, each.association(), eni.networkInterfaceId());
    }
    return List.copyOf(addresses);
  }

  /// The association that the API shows at the interface itself is that of its primary address.
  private static Map<IpAddress, IpAddress> associations(
      software.amazon.awssdk.services.ec2.model.NetworkInterface eni) {
    Map<IpAddress, IpAddress> associations = new HashMap<>();
    for (NetworkInterfacePrivateIpAddress each : eni.privateIpAddresses()) {
      associate(associations, each.association(), each.privateIpAddress(), eni);
    }
    associate(associations, eni.association(), eni.privateIpAddress(), eni);
    return associations;
  }

  private static void associate(
      Map<IpAddress, IpAddress> associations,
      @Nullable NetworkInterfaceAssociation association,
      @Nullable String address,
      software.amazon.awssdk.services.ec2.model.NetworkInterface eni) {
    if (association == null
        || Given.word(association.publicIp()) == null
        || Given.word(address) == null) {
      return;
    }
    String id = eni.networkInterfaceId();
    IpAddress own = Given.address(address, id, "PrivateIpAddresses");
    if (own.family() == IpFamily.IPV4 && !associations.containsValue(own)) {
      associations.putIfAbsent(Given.address(association.publicIp(), id, "an address"), own);
    }
  }

  private static void addPublic(
      Collection<IpAddress> addresses,
      @Nullable NetworkInterfaceAssociation association,
      String id) {
    if (association != null) {
      add(addresses, association.publicIp(), id);
    }
  }

  private static void add(Collection<IpAddress> addresses, @Nullable String text, String id) {
    if (Given.word(text) != null) {
      addresses.add(Given.address(text, id, "an address"));
    }
  }

  private static List<Cidr> delegatedPrefixes(
      software.amazon.awssdk.services.ec2.model.NetworkInterface eni) {
    Set<Cidr> prefixes = new LinkedHashSet<>();
    for (Ipv4PrefixSpecification each : eni.ipv4Prefixes()) {
      prefixes.add(Given.cidr(each.ipv4Prefix(), eni.networkInterfaceId(), "Ipv4Prefixes"));
    }
    for (Ipv6PrefixSpecification each : eni.ipv6Prefixes()) {
      prefixes.add(Given.cidr(each.ipv6Prefix(), eni.networkInterfaceId(), "Ipv6Prefixes"));
    }
    return List.copyOf(prefixes);
  }

  private static Set<String> groupIds(
      software.amazon.awssdk.services.ec2.model.NetworkInterface eni) {
    return eni.groups().stream()
        .map(group -> Given.required(group.groupId(), eni.networkInterfaceId(), "GroupId"))
        .collect(Collectors.toSet());
  }
}
