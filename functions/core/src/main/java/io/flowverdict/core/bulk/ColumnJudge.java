package io.flowverdict.core.bulk;

import io.flowverdict.core.finding.CauseShare;
import io.flowverdict.core.finding.PeerGroups;
import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.Names;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.flowlog.TcpFlags;
import io.flowverdict.core.judge.ConnectionColumns;
import io.flowverdict.core.judge.EvidenceCode;
import io.flowverdict.core.judge.HistoryJudge;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Judges the columns of an object and collects what they show: what
/// [io.flowverdict.core.judge.Conversations] and [HistoryJudge] say of each record alone, added to
/// a [Collector] in the order of the records.
///
/// Records that the configuration cannot tell apart are judged once. Whatever does not fit that is
/// judged as a record of its own. For one thread.
public final class ColumnJudge {

  private static final int MOST_DECISIONS = 1 << 15;
  private static final int MOST_SHARES = 1 << 16;
  private static final int MOST_EPOCHS = 8;

  private final HistoryJudge judge;
  private final Collector collector;
  private final Snapshot classified;
  private final ConnectionColumns connections = new ConnectionColumns();
  private final Map<EpochKey, Epoch> epochs = new HashMap<>();
  private final LongKeys<Decision> decisions = new LongKeys<>(MOST_DECISIONS);
  private final LongKeys<CauseShare> shares = new LongKeys<>(MOST_SHARES);
  private int decided;
  private long lastEnd = -1;

  /// The stretches of time of the record before, and what judges the records in them; null where
  /// they are not all judged alike.
  private long beginning = Long.MIN_VALUE;

  private long ending = Long.MIN_VALUE;
  private @Nullable Epoch epoch;

  /// What a verdict depends on beside the record: the configuration, and the fields that are
  /// recorded.
  private record EpochKey(@Nullable String revision, FlowLogFormat format) {}

  private record Epoch(int number, Equivalence equivalence) {}

  /// @param classified the configuration by which the collector tells causes apart
  public ColumnJudge(HistoryJudge judge, Collector collector, Snapshot classified) {
    this.judge = judge;
    this.collector = collector;
    this.classified = classified;
  }

  /// Judges the next columns of the object.
  public void judge(FlowColumns columns) {
    connections.observe(columns);
    beginning = Long.MIN_VALUE;
    for (int row = 0; row < columns.size(); row++) {
      switch (columns.other(row)) {
        case null -> judge(columns, row);
        case FlowRecord _ -> judgeAlone(columns, row);
        case Gap gap -> collector.add(gap);
        case RejectedLine line -> collector.add(line);
      }
    }
    collector.causes().settle(columns);
  }

  private void judgeAlone(FlowColumns columns, int row) {
    FlowRecord record = columns.record(row);
    collector.add(record, judge.judge(record, EvidenceCode.meaning(connections.evidence(row))));
  }

  private void judge(FlowColumns columns, int row) {
    Epoch now = columns.interfaceId[row] < 0 ? null : epoch(columns, row);
    Decision decision = now == null ? null : decision(now, columns, row);
    if (decision == null) {
      judgeAlone(columns, row);
      return;
    }
    decision.add(columns, row, collector.uses());
    lastEnd = Math.max(lastEnd, columns.end[row]);
    if (decision.showsCause) {
      collector.causes().add(share(decision, columns, row), columns, row, decision.verdict);
    }
  }

  private @Nullable Epoch epoch(FlowColumns columns, int row) {
    long start = columns.start[row] >= 0 ? columns.start[row] : columns.end[row];
    long end = columns.end[row] >= 0 ? columns.end[row] : columns.start[row];
    if (end < 0) {
      return null;
    }
    long begins = HistoryJudge.stretchOfBeginning(start);
    long ends = HistoryJudge.stretchOfEnd(end);
    if (begins != beginning || ends != ending) {
      beginning = begins;
      ending = ends;
      epoch = judge.coveringAll(begins, ends).map(all -> epoch(all, columns.format())).orElse(null);
    }
    return epoch;
  }

  /// @param revisions one, or none
  private @Nullable Epoch epoch(List<Revision> revisions, FlowLogFormat format) {
    String id = revisions.isEmpty() ? null : revisions.getFirst().id();
    EpochKey key = new EpochKey(id, format);
    Epoch known = epochs.get(key);
    if (known == null && epochs.size() < MOST_EPOCHS) {
      known = new Epoch(epochs.size(), equivalence(revisions));
      epochs.put(key, known);
    }
    return known;
  }

  private Equivalence equivalence(List<Revision> revisions) {
    return new Equivalence(
        Stream.concat(revisions.stream().map(Revision::snapshot), Stream.of(classified))
            .distinct()
            .toList());
  }

  /// The decision about a record; null when its verdict is no other record's.
  private @Nullable Decision decision(Epoch now, FlowColumns columns, int row) {
    Equivalence alike = now.equivalence;
    AddressColumn source = recorded(columns.packetSource, columns.source, row);
    AddressColumn destination = recorded(columns.packetDestination, columns.destination, row);
    int profile = alike.profile(columns, row);
    int owned = columns.direction[row] < 0 ? alike.owned(columns, row) : 0;
    if (owned == Equivalence.UNCLEAR) {
      return null;
    }
    int evidence = connections.evidence(row);
    long addresses = pair(alike.address(source, row), alike.address(destination, row));
    long ports =
        pair(
            profile,
            alike.destinationPort(profile, columns.destinationPort[row]) << 3
                | alike.sourcePort(columns.sourcePort[row]));
    long rest =
        pair(
            now.number, (evidence << 24) | (columns.protocol[row] + 1) << 14 | codes(columns, row));
    rest |= (long) owned << 60;
    long shown = shownOtherwise(alike, columns, row);
    Decision known = decisions.get(addresses, ports, rest, shown);
    if (known != null) {
      return known;
    }
    Decision made = decide(columns, row, evidence);
    if (decisions.isFull()) {
      tellAll();
    }
    decisions.add(addresses, ports, rest, shown, made);
    return made;
  }

  private static long pair(int upper, int lower) {
    return (long) upper << 32 | lower;
  }

  private static AddressColumn recorded(AddressColumn packet, AddressColumn shown, int row) {
    return packet.family[row] != AddressColumn.ABSENT ? packet : shown;
  }

  /// The values of which judging looks at a few cases only.
  private static int codes(FlowColumns columns, int row) {
    int flags = columns.tcpFlags[row];
    int syn = flags & TcpFlags.SYN_ACK;
    int opening = flags < 0 ? 0 : syn == TcpFlags.SYN_ACK ? 3 : syn == TcpFlags.SYN ? 2 : 1;
    int reason = columns.rejectReason[row];
    int recorded = reason < 0 ? 0 : reason == Names.BPA ? 1 : reason == Names.EC ? 2 : 3;
    return opening << 7
        | recorded << 5
        | (columns.action[row] + 1) << 3
        | (columns.direction[row] + 1) << 1
        | (columns.bytes[row] < 0 ? 1 : 0);
  }

  /// The addresses that the record shows where the packet's own ones are others; 0 where they are
  /// the same.
  private static long shownOtherwise(Equivalence alike, FlowColumns columns, int row) {
    boolean source = differ(columns.source, columns.packetSource, row);
    boolean destination = differ(columns.destination, columns.packetDestination, row);
    if (!source && !destination) {
      return 0;
    }
    return pair(
        alike.address(columns.source, row) << 1 | (source ? 1 : 0),
        alike.address(columns.destination, row) << 1 | (destination ? 1 : 0));
  }

  private static boolean differ(AddressColumn shown, AddressColumn packet, int row) {
    return shown.family[row] != AddressColumn.ABSENT
        && packet.family[row] != AddressColumn.ABSENT
        && (shown.low[row] != packet.low[row]
            || shown.high[row] != packet.high[row]
            || shown.family[row] != packet.family[row]);
  }

  private Decision decide(FlowColumns columns, int row, int evidence) {
    FlowRecord record = columns.record(row);
    Verdict verdict = judge.judge(record, EvidenceCode.meaning(evidence));
    CauseShare share = collector.causes().share(record, verdict).orElse(null);
    Decision decision = new Decision(decided++, record, verdict, share);
    if (share != null) {
      keep(share, decision, columns, row);
    }
    return decision;
  }

  private CauseShare share(Decision decision, FlowColumns columns, int row) {
    CauseShare known =
        shares.get(
            pair(decision.number, columns.interfaceId[row]),
            port(decision, columns, row),
            network(decision, columns, row),
            0);
    if (known != null) {
      return known;
    }
    FlowRecord record = columns.record(row);
    CauseShare share = collector.causes().share(record, decision.verdict).orElseThrow();
    keep(share, decision, columns, row);
    return share;
  }

  private void keep(CauseShare share, Decision decision, FlowColumns columns, int row) {
    if (shares.isFull()) {
      shares.clear();
    }
    shares.add(
        pair(decision.number, columns.interfaceId[row]),
        port(decision, columns, row),
        network(decision, columns, row),
        0,
        share);
  }

  private static long port(Decision decision, FlowColumns columns, int row) {
    return decision.dependsOnPort ? CauseShare.servicePort(columns, row, decision.verdict) : 0;
  }

  private static long network(Decision decision, FlowColumns columns, int row) {
    if (!decision.dependsOnNetwork) {
      return 0;
    }
    AddressColumn peer = CauseShare.peer(columns, row, decision.verdict);
    return peer.family[row] == AddressColumn.IPV4
        ? peer.low[row] >>> (32 - PeerGroups.IPV4_NETWORK)
        : peer.high[row];
  }

  private void tellAll() {
    decisions.values().forEach(decision -> decision.tell(collector));
    decisions.clear();
  }

  /// Adds what is still to be added, after the last columns.
  public void end() {
    tellAll();
    if (lastEnd >= 0) {
      collector.ended(Instant.ofEpochSecond(lastEnd));
    }
  }
}
