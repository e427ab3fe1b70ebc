package io.flowverdict.core.bulk;

import io.flowverdict.core.finding.CauseShare;
import io.flowverdict.core.finding.Causes;
import io.flowverdict.core.flowlog.Action;
import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.usage.RuleUses;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The verdict of records that are alike, with what is collected of those of one object without
/// being told apart. Mutable.
final class Decision {

  private static final long SECONDS_OF_HOUR = 3600;

  final Verdict verdict;
  private final @Nullable Action action;
  private final @Nullable Protocol protocol;
  private final boolean accepted;
  private final boolean undecided;
  private long records;

  /// Whether the records show causes, the number of these causes' distinction, and what tells apart
  /// records that show different ones.
  final boolean showsCause;

  final int causes;
  final boolean causeByPort;
  final boolean causeByPeer;

  private long lastUse = -1;
  private int lowestPort = PortRange.MAX_PORT + 1;
  private int highestPort = -1;
  private long lowestLow;
  private long lowestHigh;
  private long highestLow;
  private long highestHigh;
  private byte family = AddressColumn.ABSENT;
  private int undecidedInterface = -1;
  private long undecidedHour;

  /// @param example one of the records
  /// @param distinction of the causes that they show; null when they show none
  /// @param causes the number of the distinction
  Decision(
      FlowRecord example, Verdict verdict, Causes.@Nullable Distinction distinction, int causes) {
    this.action = example.action();
    this.protocol = example.protocol();
    this.verdict = verdict;
    boolean mayUse = RuleUses.mayUse(example.action(), verdict);
    this.accepted = mayUse && verdict.outcome() == Verdict.Outcome.ACCEPT;
    this.undecided = mayUse && verdict.outcome() == Verdict.Outcome.UNDECIDED;
    this.showsCause = distinction != null;
    this.causes = causes;
    this.causeByPort = distinction != null && distinction.byPort();
    this.causeByPeer = distinction != null && distinction.byPeer();
  }

  /// Adds a record that is like the example. Without a time it shows no use.
  void add(FlowColumns columns, int row, RuleUses uses) {
    records++;
    if (accepted || undecided) {
      long at = columns.end[row] >= 0 ? columns.end[row] : columns.start[row];
      if (at >= 0 && accepted) {
        addUse(columns, row, at);
      } else if (at >= 0) {
        addUndecided(columns, row, at, uses);
      }
    }
  }

  private void addUse(FlowColumns columns, int row, long at) {
    lastUse = Math.max(lastUse, at);
    int port = columns.destinationPort[row];
    if (port >= 0) {
      lowestPort = Math.min(lowestPort, port);
      highestPort = Math.max(highestPort, port);
    }
    AddressColumn peer = CauseShare.peer(columns, row, verdict);
    long high = peer.high[row];
    long low = peer.low[row];
    if (family == AddressColumn.ABSENT || compare(high, low, lowestHigh, lowestLow) < 0) {
      lowestHigh = high;
      lowestLow = low;
    }
    if (family == AddressColumn.ABSENT || compare(high, low, highestHigh, highestLow) > 0) {
      highestHigh = high;
      highestLow = low;
    }
    family = peer.family[row];
  }

  private static int compare(long high, long low, long otherHigh, long otherLow) {
    return high != otherHigh
        ? Long.compareUnsigned(high, otherHigh)
        : Long.compareUnsigned(low, otherLow);
  }

  private void addUndecided(FlowColumns columns, int row, long at, RuleUses uses) {
    int interfaceId = columns.interfaceId[row];
    if (interfaceId != undecidedInterface || at / SECONDS_OF_HOUR != undecidedHour) {
      undecidedInterface = interfaceId;
      undecidedHour = at / SECONDS_OF_HOUR;
      uses.addUndecided(columns.names().name(interfaceId), Instant.ofEpochSecond(at));
    }
  }

  /// Adds what was collected to the numbers of the object, and forgets it.
  void tell(Collector collector) {
    if (records > 0) {
      collector.count(verdict, action, records);
      if (family != AddressColumn.ABSENT && protocol != null) {
        tellUses(collector, protocol);
      }
      records = 0;
      lastUse = -1;
      lowestPort = PortRange.MAX_PORT + 1;
      highestPort = -1;
      family = AddressColumn.ABSENT;
      undecidedInterface = -1;
    }
  }

  private void tellUses(Collector collector, Protocol protocol) {
    boolean hasPorts = protocol.hasPorts() && highestPort >= 0;
    collector
        .uses()
        .addUses(
            verdict,
            protocol,
            Instant.ofEpochSecond(lastUse),
            hasPorts ? new PortRange(lowestPort, highestPort) : null,
            address(lowestHigh, lowestLow),
            address(highestHigh, highestLow));
  }

  private IpAddress address(long high, long low) {
    return family == AddressColumn.IPV4 ? IpAddress.ipv4((int) low) : IpAddress.ipv6(high, low);
  }
}
