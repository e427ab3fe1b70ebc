package io.flowverdict.aws.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowverdict.aws.configuration.CaptureFormat.Capture;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What documents say about whose configuration they are, collected: what `capture` noted, the
/// ARNs, availability zones and owners of resources.
final class Origins {
  /// `arn:aws:ec2:eu-central-1:123456789012:subnet/subnet-0a`
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]{0,20}:ec2:([a-z0-9-]{1,40}):.*");

  /// `eu-central-1a`; the zones of Local Zones and of Wavelength are named otherwise.
  private static final Pattern ZONE_NAME = Pattern.compile("(" + Scope.REGION.pattern() + ")[a-z]");

  /// `euc1-az1`: the Region in short (AWS RAM User Guide, "Availability Zone IDs").
  private static final Pattern ZONE_ID =
      Pattern.compile("([a-z]{2})(g?)(n|s|e|w|c|ne|nw|se|sw)([0-9])-az[0-9]{1,2}");

  private static final Map<String, String> COMPASS =
      Map.of(
          "n",
          "north",
          "s",
          "south",
          "e",
          "east",
          "w",
          "west",
          "c",
          "central",
          "ne",
          "northeast",
          "nw",
          "northwest",
          "se",
          "southeast",
          "sw",
          "southwest");

  private final SortedMap<String, String> regions = new TreeMap<>();
  private final SortedMap<String, String> owners = new TreeMap<>();
  private final SortedMap<String, String> captured = new TreeMap<>();
  private final SortedSet<Instant> times = new TreeSet<>();

  static boolean isAccount(String text) {
    return Scope.ACCOUNT_ID.matcher(text).matches();
  }

  static boolean isRegion(String text) {
    return Scope.REGION.matcher(text).matches();
  }

  void add(Capture capture, String source) {
    captured.putIfAbsent(capture.scope().accountId(), source);
    regions.putIfAbsent(capture.scope().region(), source);
    times.add(capture.time());
  }

  /// Adds what a resource says.
  void add(ResourceKind kind, Element element) {
    regionOf(element).ifPresent(region -> regions.putIfAbsent(region, element.place()));
    String owner = text(element, "OwnerId");
    if (isOwned(kind) && owner != null && isAccount(owner)) {
      owners.putIfAbsent(owner, element.place());
    }
  }

  /// Prefix lists are shared with other accounts, and listed there.
  private static boolean isOwned(ResourceKind kind) {
    return switch (kind) {
      case VPCS, SUBNETS, NETWORK_INTERFACES, SECURITY_GROUPS, NETWORK_ACLS -> true;
      case SECURITY_GROUP_RULES,
          MANAGED_PREFIX_LISTS,
          PREFIX_LISTS,
          PREFIX_LIST_ENTRIES,
          PEERINGS,
          GROUP_VPC_ASSOCIATIONS,
          FLOW_LOGS ->
          false;
    };
  }

  private static Optional<String> regionOf(Element element) {
    for (Map.Entry<String, JsonNode> field : element.node().properties()) {
      if (field.getKey().endsWith("Arn") && field.getValue().isTextual()) {
        Matcher arn = ARN.matcher(field.getValue().textValue());
        if (arn.matches() && isRegion(arn.group(1))) {
          return Optional.of(arn.group(1));
        }
      }
    }
    return ofZone(text(element, "AvailabilityZone"), text(element, "AvailabilityZoneId"));
  }

  private static Optional<String> ofZone(@Nullable String name, @Nullable String id) {
    Matcher named = ZONE_NAME.matcher(name == null ? "" : name);
    if (named.matches()) {
      return Optional.of(named.group(1));
    }
    Matcher identified = ZONE_ID.matcher(id == null ? "" : id);
    return identified.matches()
        ? Optional.of(
            identified.group(1)
                + (identified.group(2).isEmpty() ? "-" : "-gov-")
                + COMPASS.get(identified.group(3))
                + "-"
                + identified.group(4))
        : Optional.empty();
  }

  private static @Nullable String text(Element element, String field) {
    JsonNode value = element.node().path(field);
    return value.isTextual() ? value.textValue() : null;
  }

  /// {@return all of it}
  Origin origin() {
    return new Origin(
        new TreeSet<>((captured.isEmpty() ? owners : captured).keySet()),
        new TreeSet<>(regions.keySet()),
        times);
  }

  /// {@return what contradicts itself}; that resources have several owners does not, for VPCs are
  /// shared.
  List<Remark> warnings() {
    List<Remark> warnings = new ArrayList<>();
    if (regions.size() > 1) {
      warnings.add(Remark.mixed("Regions", regions));
    }
    if (captured.size() > 1) {
      warnings.add(Remark.mixed("accounts", captured));
    }
    return warnings;
  }
}
