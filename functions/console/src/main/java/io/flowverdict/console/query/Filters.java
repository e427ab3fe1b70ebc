package io.flowverdict.console.query;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.finding.Kind;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Status;
import io.flowverdict.core.net.IpAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which findings are wanted; null where it does not matter.
///
/// @param status OPEN stands for REOPENED too
/// @param vpcId of the VPC, or of something in it
/// @param interfaceId the interface concerned
/// @param groupId the security group concerned, or whose rules decide
/// @param aclId the same of a network ACL
/// @param address the interface's own, or of a peer that is not on the Internet
/// @param port the port of the service
/// @param text in the kind, the resource, its name, the rule or the peer, in capital or small
///   letters
/// @param fresh whether only those are wanted that came or came back in the time asked about
public record Filters(
    Status status,
    @Nullable Severity severity,
    @Nullable Kind kind,
    @Nullable String vpcId,
    @Nullable String interfaceId,
    @Nullable String groupId,
    @Nullable String aclId,
    @Nullable IpAddress address,
    @Nullable Integer port,
    @Nullable String text,
    boolean fresh) {

  public Filters {
    requireNonNull(status, "status is null");
  }

  /// {@return what parameters say}
  ///
  /// @throws ParameterException when one of them cannot be used
  static Filters of(Parameters parameters) {
    return new Filters(
        parameters.constant("status", Status.class).orElse(Status.OPEN),
        parameters.constant("severity", Severity.class).orElse(null),
        kind(parameters),
        id(parameters, "vpc", "vpc-"),
        id(parameters, "interface", "eni-"),
        id(parameters, "group", "sg-"),
        id(parameters, "acl", "acl-"),
        parameters.address("address").orElse(null),
        parameters.port("port").orElse(null),
        parameters.text("text").orElse(null),
        parameters.flag("new").orElse(false));
  }

  private static @Nullable Kind kind(Parameters parameters) {
    return parameters
        .text("kind")
        .map(code ->
            Kind.all().stream()
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() ->
                    ParameterException.of(
                        "kind", code, "a kind of findings such as rejected-by-network-acl")))
        .orElse(null);
  }

  static @Nullable String id(Parameters parameters, String name, String prefix) {
    Pattern form = Pattern.compile(Pattern.quote(prefix) + "[0-9A-Za-z-]{1,40}");
    return parameters.matching(name, form, "an id that begins with " + prefix).orElse(null);
  }

  /// {@return the parameters that say the same}
  public Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("status", status.name().toLowerCase(Locale.ROOT));
    put(parameters, "severity", severity == null ? null : severity.name().toLowerCase(Locale.ROOT));
    put(parameters, "kind", kind == null ? null : kind.code());
    put(parameters, "vpc", vpcId);
    put(parameters, "interface", interfaceId);
    put(parameters, "group", groupId);
    put(parameters, "acl", aclId);
    put(parameters, "address", address);
    put(parameters, "port", port);
    put(parameters, "text", text);
    put(parameters, "new", fresh ? "true" : null);
    return parameters;
  }

  private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
    if (value != null) {
      parameters.put(name, value.toString());
    }
  }
}
