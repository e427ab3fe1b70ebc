package io.flowverdict.core.bulk;

import io.flowverdict.core.finding.CauseShare;
import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.IpFamily;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.usage.RuleUses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decisions by the keys of their records, each with a number and with what is counted of its
/// records in one object: next to each other in memory, as where there are thousands of decisions
/// the next one is not at hand in the processor's caches. Bounded; mutable.
final class DecisionTable {

  /// The number where there is no decision.
  static final int NONE = LongKeys.NONE;

  /// Of each decision what is counted: the records; the latest time; the lowest and the highest
  /// port; the lowest and the highest peer of IPv4; and the interface and the hour of which it was
  /// last told that rules may be used. Then its flags.
  private static final int STRIDE = 6;

  private static final int LATEST = 1;
  private static final int PORTS = 2;
  private static final int PEERS = 3;
  private static final int UNDECIDED = 4;
  private static final int FLAGS = 5;

  private static final int SHOWS_CAUSE = 1;
  private static final int SHOWS_USE = 2;
  private static final int IS_INGRESS = 4;

  /// What is rare: the records are undecided, or their peers are of IPv6.
  private static final int IS_UNDECIDED = 8;

  private static final int IS_IPV6 = 16;
  private static final int RARE = IS_UNDECIDED | IS_IPV6;

  private static final long NO_TIME = -1;
  private static final long NO_HOUR = -1;
  private static final long LOWER = 0xFFFF_FFFFL;

  /// None is below the lowest or above the highest one.
  private static final long EMPTY_SPAN = LOWER << 32;

  private static final long SECONDS_OF_HOUR = 3600;

  private final LongKeys keys;
  private final List<Decision> decisions = new ArrayList<>();
  private long[] entries = new long[64 * STRIDE];

  /// By the numbers of those with peers of IPv6.
  private @Nullable AddressSpan[] peersOfIpv6 = new AddressSpan[0];

  /// @param most how many decisions there can be
  DecisionTable(int most) {
    this.keys = new LongKeys(most);
  }

  /// {@return the number of the decision about records with these keys, or [#NONE]}
  int find(long where, long what) {
    return keys.find(where, what);
  }

  /// {@return how many there are: their numbers are below this}
  int size() {
    return keys.size();
  }

  Decision get(int number) {
    return decisions.get(number);
  }

  /// {@return 1 if the records show causes, else 0}
  int causes(int number) {
    return (int) entries[number * STRIDE + FLAGS] & SHOWS_CAUSE;
  }

  /// Adds a decision about records with new keys: {@return its number}
  int add(long where, long what, Decision decision) {
    int number = keys.add(where, what);
    decisions.add(decision);
    if (number * STRIDE == entries.length) {
      entries = Arrays.copyOf(entries, 2 * entries.length);
    }
    entries[number * STRIDE + FLAGS] = flags(decision);
    forgetCounts(number);
    return number;
  }

  private static int flags(Decision decision) {
    boolean usesRules = decision.peerFamily() != null && decision.protocol() != null;
    return (decision.distinction() != null ? SHOWS_CAUSE : 0)
        | (decision.accepted() && usesRules ? SHOWS_USE : 0)
        | (decision.isIngress() ? IS_INGRESS : 0)
        | (decision.undecided() ? IS_UNDECIDED : 0)
        | (decision.peerFamily() == IpFamily.IPV6 ? IS_IPV6 : 0);
  }

  private void forgetCounts(int number) {
    int entry = number * STRIDE;
    entries[entry] = 0;
    entries[entry + LATEST] = NO_TIME;
    entries[entry + PORTS] = EMPTY_SPAN;
    entries[entry + PEERS] = EMPTY_SPAN;
    entries[entry + UNDECIDED] = NO_HOUR;
    if (number < peersOfIpv6.length && peersOfIpv6[number] != null) {
      peersOfIpv6[number].clear();
    }
  }

  /// Counts a record. Without a time it shows no use.
  ///
  /// What matters for some decisions only is counted for all of them: that is faster than to ask.
  void count(int number, FlowColumns columns, int row, RuleUses uses) {
    int entry = number * STRIDE;
    entries[entry]++;
    long at = columns.end[row] >= 0 ? columns.end[row] : columns.start[row];
    if (at < 0) {
      return;
    }
    long flags = entries[entry + FLAGS];
    entries[entry + LATEST] = Math.max(entries[entry + LATEST], at);
    int port = columns.destinationPort[row];
    if (port >= 0) {
      entries[entry + PORTS] = with(entries[entry + PORTS], port);
    }
    boolean isIngress = (flags & IS_INGRESS) != 0;
    long peer = CauseShare.peer(columns, row, isIngress).low[row];
    entries[entry + PEERS] = with(entries[entry + PEERS], peer & LOWER);
    if ((flags & RARE) != 0) {
      countRare(number, columns, row, at, uses);
    }
  }

  /// {@return the span, of 32 bits each, with one more number in it}
  private static long with(long span, long number) {
    return Math.min(span >>> 32, number) << 32 | Math.max(span & LOWER, number);
  }

  private void countRare(int number, FlowColumns columns, int row, long at, RuleUses uses) {
    long flags = entries[number * STRIDE + FLAGS];
    if ((flags & IS_IPV6) != 0) {
      AddressColumn peer = CauseShare.peer(columns, row, (flags & IS_INGRESS) != 0);
      peersOfIpv6(number).add(peer.high[row], peer.low[row]);
    }
    long hour = (long) columns.interfaceId[row] << 32 | at / SECONDS_OF_HOUR;
    if ((flags & IS_UNDECIDED) != 0 && entries[number * STRIDE + UNDECIDED] != hour) {
      entries[number * STRIDE + UNDECIDED] = hour;
      String interfaceId = columns.names().name(columns.interfaceId[row]);
      uses.addUndecided(interfaceId, Instant.ofEpochSecond(at));
    }
  }

  private AddressSpan peersOfIpv6(int number) {
    if (number >= peersOfIpv6.length) {
      peersOfIpv6 = Arrays.copyOf(peersOfIpv6, 2 * (number + 1));
    }
    AddressSpan known = peersOfIpv6[number];
    if (known == null) {
      known = new AddressSpan();
      peersOfIpv6[number] = known;
    }
    return known;
  }

  /// Adds what was counted to the numbers of an object, and forgets it.
  void tell(Collector collector) {
    for (int number = 0; number < decisions.size(); number++) {
      long records = entries[number * STRIDE];
      if (records > 0) {
        Decision decision = decisions.get(number);
        collector.count(decision.verdict(), decision.action(), records);
        tellUses(number, decision, collector.uses());
        forgetCounts(number);
      }
    }
  }

  private void tellUses(int number, Decision decision, RuleUses uses) {
    int entry = number * STRIDE;
    long latest = entries[entry + LATEST];
    Protocol protocol = decision.protocol();
    if ((entries[entry + FLAGS] & SHOWS_USE) == 0 || latest < 0 || protocol == null) {
      return;
    }
    long ports = entries[entry + PORTS];
    boolean hasPorts = protocol.hasPorts() && ports != EMPTY_SPAN;
    long peers = entries[entry + PEERS];
    boolean isIpv6 = decision.peerFamily() == IpFamily.IPV6;
    AddressSpan span = isIpv6 ? peersOfIpv6(number) : null;
    uses.addUses(
        decision.verdict(),
        protocol,
        Instant.ofEpochSecond(latest),
        hasPorts ? new PortRange((int) (ports >>> 32), (int) ports) : null,
        span != null ? span.lowest() : IpAddress.ipv4((int) (peers >>> 32)),
        span != null ? span.highest() : IpAddress.ipv4((int) peers));
  }

  /// Forgets every decision.
  void clear() {
    keys.clear();
    decisions.clear();
    Arrays.fill(peersOfIpv6, null);
  }
}
