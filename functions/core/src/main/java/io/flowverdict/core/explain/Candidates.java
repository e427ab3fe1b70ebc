package io.flowverdict.core.explain;

import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Finds what the ends of a question may mean in a configuration. An address can have several
/// owners, for the blocks of VPCs may overlap; an unknown id is an error that lists what there is.
final class Candidates {

  private static final int SHOWN = 8;

  private final Snapshot snapshot;

  Candidates(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /// {@return what the end may mean; at least one}
  ///
  /// @throws UnanswerableException when the configuration has no such interface or instance
  List<Candidate> of(End end) {
    return switch (end) {
      case End.OfInterface(String id) -> List.of(ofInterface(end, id));
      case End.OfInstance(String id) ->
          List.of(new Candidate(end, interfacesOf(id).getFirst(), null));
      case End.OfAddress(IpAddress address) -> ofAddress(end, address);
    };
  }

  private Candidate ofInterface(End end, String id) {
    NetworkInterface at = snapshot.interfaces().get(id);
    if (at == null) {
      throw unknown("network interface", id, snapshot.interfaces().keySet());
    }
    return new Candidate(end, at, null);
  }

  /// {@return the interfaces of an instance, sorted by id; at least one}
  List<NetworkInterface> interfacesOf(String instanceId) {
    List<NetworkInterface> found =
        snapshot.interfaces().values().stream()
            .filter(each -> instanceId.equals(each.instanceId()))
            .toList();
    if (found.isEmpty()) {
      TreeSet<String> known =
          snapshot.interfaces().values().stream()
              .map(NetworkInterface::instanceId)
              .filter(Objects::nonNull)
              .collect(Collectors.toCollection(TreeSet::new));
      throw unknown("network interface of an instance", instanceId, known);
    }
    return found;
  }

  private List<Candidate> ofAddress(End end, IpAddress address) {
    List<Candidate> owners = new ArrayList<>();
    for (NetworkInterface each : snapshot.interfaces().values()) {
      if (each.owns(address) || each.publicAddresses().contains(address)) {
        owners.add(new Candidate(end, each, address));
      }
    }
    return owners.isEmpty() ? List.of(new Candidate(end, null, address)) : owners;
  }

  private static UnanswerableException unknown(String kind, String id, Collection<String> known) {
    String bounded = id.length() > 64 ? id.substring(0, 64) + "…" : id;
    String mend =
        known.isEmpty()
            ? "it has none: add the output of aws ec2 describe-network-interfaces"
            : "it has " + list(known) + ": name one of them or an IP address";
    return new UnanswerableException(
        "The configuration has no " + kind + " " + bounded + "; " + mend);
  }

  /// {@return the first of the ids, and how many more there are}
  static String list(Collection<String> ids) {
    String shown = ids.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return ids.size() <= SHOWN ? shown : shown + " and " + (ids.size() - SHOWN) + " more";
  }
}
