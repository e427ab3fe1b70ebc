package io.flowverdict.core.finding;

import io.flowverdict.core.snapshot.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Bounds the causes of one object: those beyond a bound share a wider cause, so that no record is
/// lost. Mutable.
///
/// A scan across all ports would be as many causes as ports. From the [#MOST_PORTS]th port on that
/// one blocker, interface and peer group show, further ports share one cause without a port;
/// likewise peer groups beyond [#MOST_PEER_GROUPS] share one cause without a peer group. Whoever
/// writes an object can invent interfaces: of those that the configuration lacks the ones beyond
/// [#MOST_UNKNOWN] share the resource [#OTHERS], and so does of each kind what is beyond
/// [#MOST_CAUSES] of all kinds.
final class CauseBounds {

  static final int MOST_PORTS = 20;
  static final int MOST_PEER_GROUPS = 50;
  static final int MOST_UNKNOWN = 1_000;
  static final int MOST_CAUSES = 50_000;

  /// The resource of causes that stand for many interfaces. No interface is called so.
  static final String OTHERS = "other-interfaces";

  /// Up to which number the names that share [#OTHERS] are told apart.
  private static final int MOST_COUNTED = 100_000;

  private final Snapshot snapshot;
  private final Set<Cause> made;
  private final int mostCauses;
  private final Map<Cause, Set<Cause>> narrower = new HashMap<>();
  private final Set<String> unknown = new HashSet<>();
  private final Set<String> others = new HashSet<>();

  /// @param snapshot whose interfaces are known
  /// @param made the causes that there are, a view
  CauseBounds(Snapshot snapshot, Set<Cause> made) {
    this(snapshot, made, MOST_CAUSES);
  }

  CauseBounds(Snapshot snapshot, Set<Cause> made, int mostCauses) {
    this.snapshot = snapshot;
    this.made = made;
    this.mostCauses = mostCauses;
  }

  /// {@return the cause itself, or the wider one that it is added to}
  ///
  /// @param cause of an interface
  Cause bounded(Cause cause) {
    Cause bounded = byPort(withResource(cause, resource(cause.resource())));
    if (made.contains(bounded) || made.size() < mostCauses) {
      return bounded;
    }
    count(cause.resource());
    return Cause.of(cause.kind(), cause.scope(), OTHERS);
  }

  /// {@return what is to be said of the causes whose resource is [#OTHERS]}
  String sentenceOfOthers() {
    boolean more = others.size() == MOST_COUNTED;
    return "This stands for "
        + (more ? "more than " : "")
        + others.size()
        + " interfaces: an object has a finding of its own for "
        + MOST_UNKNOWN
        + " interfaces that the configuration lacks, and "
        + mostCauses
        + " findings in all.";
  }

  private String resource(String interfaceId) {
    if (snapshot.interfaces().containsKey(interfaceId)
        || unknown.contains(interfaceId)
        || (unknown.size() < MOST_UNKNOWN && unknown.add(interfaceId))) {
      return interfaceId;
    }
    count(interfaceId);
    return OTHERS;
  }

  private void count(String interfaceId) {
    if (others.size() < MOST_COUNTED) {
      others.add(interfaceId);
    }
  }

  private Cause byPort(Cause cause) {
    boolean hasPort = cause.protocol() != null || cause.port() != null;
    Cause withoutPort = hasPort ? withoutPort(cause) : cause;
    Cause bounded = !hasPort || isAmongFirst(withoutPort, cause, MOST_PORTS) ? cause : withoutPort;
    if (cause.peerGroup() == null) {
      return bounded;
    }
    Cause withoutPeerGroup =
        new Cause(cause.kind(), cause.scope(), cause.resource(), cause.rule(), null, null, null);
    return isAmongFirst(withoutPeerGroup, withoutPort, MOST_PEER_GROUPS)
        ? bounded
        : withoutPeerGroup;
  }

  private static Cause withResource(Cause cause, String resource) {
    return resource.equals(cause.resource())
        ? cause
        : new Cause(
            cause.kind(),
            cause.scope(),
            resource,
            cause.rule(),
            cause.peerGroup(),
            cause.protocol(),
            cause.port());
  }

  private static Cause withoutPort(Cause cause) {
    return new Cause(
        cause.kind(), cause.scope(), cause.resource(), cause.rule(), cause.peerGroup(), null, null);
  }

  private boolean isAmongFirst(Cause wider, Cause cause, int most) {
    Set<Cause> known = narrower.computeIfAbsent(wider, _ -> new HashSet<>());
    return known.contains(cause) || (known.size() < most && known.add(cause));
  }
}
