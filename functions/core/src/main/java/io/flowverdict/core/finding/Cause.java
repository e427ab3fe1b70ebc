package io.flowverdict.core.finding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Scope;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a finding *is*: two records with equal causes belong to one finding, whenever they were
/// seen.
///
/// @param resource the resource concerned, most often an interface
/// @param rule what decides: network ACL entries and groups, or allowing rules; null when no rule
///   does
/// @param peerGroup who is on the other side, as [PeerGroups] tells it; of what an audit finds,
///   what tells apart several findings about one resource and rule; null when that does not matter
/// @param protocol null when all protocols belong together
/// @param port the service's port; null when all ports belong together or the protocol has none
public record Cause(
    Kind kind,
    Scope scope,
    String resource,
    @Nullable String rule,
    @Nullable String peerGroup,
    @Nullable Protocol protocol,
    @Nullable Integer port) {

  private static final int ID_BYTES = 16;
  private static final Pattern RULE_SEPARATOR = Pattern.compile(Classification.RULE_SEPARATOR);

  public Cause {
    requireNonNull(kind, "kind is null");
    requireNonNull(scope, "scope is null");
    requireNonNull(resource, "resource is null");
  }

  /// {@return a cause of which nothing but its resource matters}
  public static Cause of(Kind kind, Scope scope, String resource) {
    return new Cause(kind, scope, resource, null, null, null, null);
  }

  /// {@return who is on the other side of the traffic; null when that does not matter, and of what
  /// no traffic shows}
  public @Nullable String trafficPeer() {
    return kind instanceof AuditKind ? null : peerGroup;
  }

  /// {@return what tells apart several findings of an audit about one resource and rule, for
  /// example `ipv4 administration`; null when there is but one, and of what records show}
  public @Nullable String aspect() {
    return kind instanceof AuditKind ? peerGroup : null;
  }

  /// {@return whether the cause names a rule}
  ///
  /// @param label what causes call the rule: `sgr-0a`, `acl-0a ingress entry 100`
  public boolean names(String label) {
    return rules().contains(label);
  }

  /// {@return what the cause calls its rules, each by itself; empty when no rule decides}
  public List<String> rules() {
    return rule == null ? List.of() : List.of(RULE_SEPARATOR.split(rule));
  }

  /// The finding's id: 32 hexadecimal digits, the same for equal causes at all times and
  /// everywhere.
  public String id() {
    StringBuilder text = new StringBuilder(160);
    add(kind.code(), text);
    add(scope.accountId(), text.append(','));
    add(scope.region(), text.append(','));
    add(resource, text.append(','));
    add(rule, text.append(','));
    add(peerGroup, text.append(','));
    add(protocol == null ? null : Integer.toString(protocol.number()), text.append(','));
    add(port == null ? null : Integer.toString(port), text.append(','));
    return HexFormat.of().formatHex(sha256(text.toString()), 0, ID_BYTES);
  }

  /// Adds a field with its length, so that no two causes have the same text.
  private static void add(@Nullable String field, StringBuilder text) {
    if (field == null) {
      text.append('-');
    } else {
      text.append(field.length()).append(':').append(field);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}
