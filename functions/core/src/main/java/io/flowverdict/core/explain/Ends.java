package io.flowverdict.core.explain;

import io.flowverdict.core.judge.Packet;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Neighbourhood;
import io.flowverdict.core.snapshot.Neighbourhood.Relation;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Locates the ends of a question in a configuration and chooses the addresses with which they
/// talk.
///
/// Two interfaces talk with their private addresses, and with IPv6 when that is asked, by an
/// address or by ICMPv6, or is all they share. An interface that is asked by its public address is
/// reached through the Internet gateway, which exchanges the public address for the private one;
/// when both ends are interfaces, each then sees the other's public address, or of a client that
/// has none that of a NAT gateway.
final class Ends {

  private final Candidates candidates;
  private final Neighbourhood neighbourhood;

  Ends(Snapshot snapshot) {
    this.candidates = new Candidates(snapshot);
    this.neighbourhood = new Neighbourhood(snapshot);
  }

  private record Pair(Candidate from, Candidate to) {
    boolean bothInside() {
      return from.at() != null && to.at() != null;
    }
  }

  /// The addresses of the two ends as the other one sees them.
  ///
  /// @param nat what translates the client's address; null where nothing or the Internet gateway
  ///   does
  private record Seen(IpAddress client, IpAddress server, @Nullable SourceNat nat) {}

  /// {@return the question's ends and addresses}
  ///
  /// @throws UnanswerableException when the configuration cannot answer
  Located locate(Question question) {
    Pair pair = withoutUnreachable(closest(question));
    requireTwoEnds(pair);
    IpFamily family = family(question.protocol(), pair);
    List<String> notes = new ArrayList<>();
    noteIcmp(question.protocol(), family, notes);
    noteChoice(question.from(), notes);
    noteChoice(question.to(), notes);
    noteAssociation(pair.from, notes);
    noteAssociation(pair.to, notes);
    Exchange exchange = exchange(question, pair, family, notes);
    new Reachability(neighbourhood).note(exchange).ifPresent(notes::add);
    return new Located(exchange, notes);
  }

  private static void requireTwoEnds(Pair pair) {
    NetworkInterface from = pair.from.at();
    NetworkInterface to = pair.to.at();
    if (from == null && to == null) {
      throw new UnanswerableException(
          "Neither "
              + pair.from.end()
              + " nor "
              + pair.to.end()
              + " belongs to an interface of the configuration: name at least one interface,"
              + " instance or address of it");
    }
    if (from != null && to != null && from.id().equals(to.id())) {
      throw new UnanswerableException(
          "Both ends are " + from.id() + ": such traffic does not leave the host; name two ends");
    }
  }

  /// The pair of meanings whose VPCs are closest; one pair only may be.
  private Pair closest(Question question) {
    List<Pair> best = new ArrayList<>();
    Relation closest = Relation.APART;
    for (Candidate from : candidates.of(question.from())) {
      for (Candidate to : candidates.of(question.to())) {
        Pair pair = new Pair(from, to);
        Relation relation = relation(pair);
        if (relation.compareTo(closest) < 0) {
          best.clear();
          closest = relation;
        }
        if (relation == closest) {
          best.add(pair);
        }
      }
    }
    if (best.size() > 1) {
      throw ambiguous(best);
    }
    return best.getFirst();
  }

  private Relation relation(Pair pair) {
    return pair.bothInside()
        ? neighbourhood.relation(pair.from.vpcId(), pair.to.vpcId())
        : Relation.APART;
  }

  private static UnanswerableException ambiguous(List<Pair> pairs) {
    List<String> meanings =
        pairs.stream().map(pair -> pair.from + " to " + pair.to).distinct().toList();
    return new UnanswerableException(
        "Several interfaces own the address: the question could mean "
            + Candidates.list(meanings)
            + "; name the interfaces");
  }

  /// An interface apart does not get what is sent to its address, when the sender's own VPC or a
  /// peered one has that address in its blocks.
  private Pair withoutUnreachable(Pair pair) {
    if (!pair.bothInside() || relation(pair) != Relation.APART) {
      return pair;
    }
    return new Pair(reached(pair.from, pair.to), reached(pair.to, pair.from));
  }

  private Candidate reached(Candidate end, Candidate other) {
    IpAddress named = end.named();
    return named != null
            && !end.isNamedPublicly()
            && neighbourhood.vpcAround(other.vpcId(), named).isPresent()
        ? end.asOutside()
        : end;
  }

  /// The family of the addresses that were asked, else that in which the protocol exists, else one
  /// that both ends have.
  private static IpFamily family(Protocol protocol, Pair pair) {
    Optional<IpFamily> from = pair.from.family();
    Optional<IpFamily> to = pair.to.family();
    if (from.isPresent() && to.isPresent() && !from.equals(to)) {
      throw new UnanswerableException(
          pair.from.end() + " and " + pair.to.end() + " are of different address families");
    }
    Optional<IpFamily> asked = from.or(() -> to);
    if (asked.isPresent()) {
      return requireExists(protocol, asked.get(), from.isPresent() ? pair.from : pair.to);
    }
    if (protocol.isIcmp()) {
      IpFamily needed = protocol.equals(Protocol.ICMP) ? IpFamily.IPV4 : IpFamily.IPV6;
      requireAddress(protocol, needed, pair.from);
      requireAddress(protocol, needed, pair.to);
      return needed;
    }
    for (IpFamily family : IpFamily.values()) {
      if (pair.from.address(family).isPresent() && pair.to.address(family).isPresent()) {
        return family;
      }
    }
    throw new UnanswerableException(
        pair.from + " and " + pair.to + " have no address family in common in the configuration");
  }

  /// ICMP between IPv6 addresses is taken for a ping, which then is ICMPv6; ICMPv6 between IPv4
  /// addresses is nothing.
  private static IpFamily requireExists(Protocol protocol, IpFamily family, Candidate named) {
    if (protocol.equals(Protocol.ICMPV6) && family == IpFamily.IPV4) {
      throw new UnanswerableException(
          "ICMPv6 exists between IPv6 addresses only, and "
              + named.end()
              + " is an IPv4 address: name IPv6 addresses, or ask about icmp");
    }
    return family;
  }

  private static void requireAddress(Protocol protocol, IpFamily family, Candidate end) {
    if (end.address(family).isEmpty()) {
      Protocol other = protocol.equals(Protocol.ICMP) ? Protocol.ICMPV6 : Protocol.ICMP;
      throw new UnanswerableException(
          "%s has no %s address in the configuration, and %s exists between %s addresses only: ask about %s"
              .formatted(
                  end,
                  Wording.family(family),
                  protocol,
                  Wording.family(family),
                  other.toString().toLowerCase(Locale.ROOT)));
    }
  }

  private static void noteIcmp(Protocol asked, IpFamily family, List<String> notes) {
    if (asked.equals(Protocol.ICMP) && family == IpFamily.IPV6) {
      notes.add(
          "Between IPv6 addresses there is no ICMP but ICMPv6 (protocol 58): this is about"
              + " ICMPv6.");
    }
  }

  private void noteChoice(End end, List<String> notes) {
    if (end instanceof End.OfInstance(String id) && candidates.interfacesOf(id).size() > 1) {
      List<String> ids = candidates.interfacesOf(id).stream().map(NetworkInterface::id).toList();
      notes.add(
          "%s has %d interfaces (%s); this is about %s."
              .formatted(id, ids.size(), Candidates.list(ids), ids.getFirst()));
    }
  }

  private static void noteAssociation(Candidate end, List<String> notes) {
    NetworkInterface at = end.at();
    IpAddress named = end.named();
    if (at == null || named == null || !end.isNamedPublicly()) {
      return;
    }
    List<IpAddress> possible = at.associatedWith(named);
    if (possible.size() > 1) {
      notes.add(
          "The configuration does not show which private address of %s %s is associated with, one of %s."
              .formatted(at.id(), named, Wording.list(possible)));
    }
  }

  private Exchange exchange(Question question, Pair pair, IpFamily family, List<String> notes) {
    Endpoint client = endpoint(pair.from, pair.to, family);
    Endpoint server = endpoint(pair.to, pair.from, family);
    Seen seen = seen(pair, client, server, notes);
    Protocol protocol = protocol(question.protocol(), family);
    Packet.IcmpMessage icmp = question.icmp();
    return new Exchange(
        client,
        server,
        seen.client,
        seen.server,
        protocol,
        question.port(),
        icmp == null || protocol.equals(question.protocol())
            ? icmp
            : IcmpExchange.translate(icmp, protocol),
        seen.nat);
  }

  /// Two interfaces see each other's public addresses when one is asked by its public address. A
  /// server that has none is reached by its private one only; of a client that has none the server
  /// sees what translates.
  private Seen seen(Pair pair, Endpoint client, Endpoint server, List<String> notes) {
    Seen direct = new Seen(client.address(), server.address(), null);
    if (!pair.bothInside() || !(pair.from.isNamedPublicly() || pair.to.isNamedPublicly())) {
      return direct;
    }
    Optional<IpAddress> clientPublic = pair.from.publicAddress();
    Optional<IpAddress> serverPublic = pair.to.publicAddress();
    if (serverPublic.isEmpty()) {
      notes.add(
          "%s has no public IPv4 address, so this is about the private addresses."
              .formatted(pair.to));
      return direct;
    }
    if (clientPublic.isEmpty()
        && client instanceof Endpoint.Inside from
        && server instanceof Endpoint.Inside to) {
      SourceNat nat = SourceNat.of(from.at(), to.at(), neighbourhood.snapshot());
      notes.add(nat.note(pair.from, serverPublic.get()));
      return new Seen(nat.example(), serverPublic.get(), nat);
    }
    Seen translated = new Seen(clientPublic.orElseThrow(), serverPublic.get(), null);
    notes.add(
        "%s is a public address: the Internet gateway translates, and the rules see %s and %s."
            .formatted(publiclyNamed(pair), translated.client, translated.server));
    return translated;
  }

  private static @Nullable IpAddress publiclyNamed(Pair pair) {
    return pair.to.isNamedPublicly() ? pair.to.named() : pair.from.named();
  }

  private static Protocol protocol(Protocol asked, IpFamily family) {
    if (!asked.isIcmp()) {
      return asked;
    }
    return family == IpFamily.IPV4 ? Protocol.ICMP : Protocol.ICMPV6;
  }

  private Endpoint endpoint(Candidate end, Candidate other, IpFamily family) {
    IpAddress address =
        end.address(family)
            .orElseThrow(() ->
                new UnanswerableException(
                    "%s has no %s address in the configuration, and %s is one"
                        .formatted(end, Wording.family(family), other.end())));
    NetworkInterface at = end.at();
    if (at != null) {
      return new Endpoint.Inside(at, address);
    }
    String around = neighbourhood.vpcAround(other.vpcId(), address).map(Vpc::id).orElse(null);
    return new Endpoint.Outside(address, around);
  }
}
