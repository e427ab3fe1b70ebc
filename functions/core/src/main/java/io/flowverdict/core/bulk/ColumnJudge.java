package io.flowverdict.core.bulk;

import io.flowverdict.core.finding.CauseShare;
import io.flowverdict.core.flowlog.AddressColumn;
import io.flowverdict.core.flowlog.FlowColumns;
import io.flowverdict.core.flowlog.FlowRecord;
import io.flowverdict.core.flowlog.Gap;
import io.flowverdict.core.flowlog.Names;
import io.flowverdict.core.flowlog.RejectedLine;
import io.flowverdict.core.flowlog.TcpFlags;
import io.flowverdict.core.judge.ConnectionColumns;
import io.flowverdict.core.judge.EvidenceCode;
import io.flowverdict.core.judge.HistoryJudge;
import io.flowverdict.core.judge.Verdict;
import io.flowverdict.core.snapshot.Snapshot;
import java.time.Instant;
import java.util.List;

/// Judges the columns of an object and collects what they show: what
/// [io.flowverdict.core.judge.Conversations] and [HistoryJudge] say of each record alone, added to
/// a [Collector] in the order of the records.
///
/// Records that the configuration cannot tell apart are judged once. Whatever does not fit that is
/// judged as a record of its own. For one thread.
public final class ColumnJudge {

  private static final int MOST_DECISIONS = 1 << 15;

  private final HistoryJudge judge;
  private final Collector collector;
  private final ConnectionColumns connections = new ConnectionColumns();
  private final Epochs epochs;
  private final LongKeys<Decision> decisions = new LongKeys<>(MOST_DECISIONS);

  /// Where several revisions judge: a number for what each of them but the last sees of a record.
  private final LongKeys<Integer> seen = new LongKeys<>(MOST_DECISIONS);

  private int numbered;

  private final Shares shares;
  private int decided;
  private long lastEnd = -1;

  /// @param classified the configuration by which the collector tells causes apart
  public ColumnJudge(HistoryJudge judge, Collector collector, Snapshot classified) {
    this.judge = judge;
    this.collector = collector;
    this.epochs = new Epochs(judge, classified);
    this.shares = new Shares(collector.causes());
  }

  /// Judges the next columns of the object.
  public void judge(FlowColumns columns) {
    connections.observe(columns);
    epochs.begin(columns);
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
    Epochs.Epoch epoch = columns.interfaceId[row] < 0 ? null : epochs.of(columns, row);
    if (epoch == null) {
      judgeAlone(columns, row);
      return;
    }
    Decision decision = decision(epoch, columns, row);
    decision.add(columns, row, collector.uses());
    lastEnd = Math.max(lastEnd, columns.end[row]);
    if (decision.showsCause) {
      CauseShare share = shares.of(decision, columns, row);
      collector.causes().add(share, columns, row, decision.verdict);
    }
  }

  /// The decision about a record. Its key is what judging looks at, as numbers of what cannot be
  /// told apart.
  private Decision decision(Epochs.Epoch epoch, FlowColumns columns, int row) {
    int evidence = connections.evidence(row);
    long values = pair(epoch.number(), values(columns, row, evidence));
    List<Equivalence> revisions = epoch.equivalences();
    int last = revisions.size() - 1;
    int before = 0;
    for (int i = 0; i < last; i++) {
      before = number(revisions.get(i), columns, row, before);
    }
    Equivalence alike = revisions.get(last);
    Place place = alike.place(columns, row);
    int way = place.way(columns, row);
    long who = who(alike, place, way, columns, row);
    long how = how(place, way, columns, row);
    Decision known = decisions.get(who, values, how, before);
    if (known != null) {
      return known;
    }
    Decision made = decide(columns, row, evidence);
    if (decisions.isFull()) {
      tellAll();
    }
    decisions.add(who, values, how, before, made);
    return made;
  }

  private int number(Equivalence alike, FlowColumns columns, int row, int before) {
    Place place = alike.place(columns, row);
    int way = place.way(columns, row);
    long who = who(alike, place, way, columns, row);
    long how = how(place, way, columns, row);
    Integer known = seen.get(who, how, before, 0);
    if (known != null) {
      return known;
    }
    if (seen.isFull()) {
      seen.clear();
    }
    seen.add(who, how, before, 0, ++numbered);
    return numbered;
  }

  /// The interface and the peer. Where it is not clear which end is the peer, the interface is told
  /// from all others.
  private static long who(Equivalence alike, Place place, int way, FlowColumns columns, int row) {
    return switch (way) {
      case Place.INGRESS -> pair(place.number, alike.address(source(columns, row), row));
      case Place.EGRESS -> pair(place.number, alike.address(destination(columns, row), row));
      default -> columns.interfaceId[row];
    };
  }

  /// The way, the peer's place in the subnet, whether it is behind an intermediary, and the port.
  private static long how(Place place, int way, FlowColumns columns, int row) {
    int port = place.ports.of(columns.destinationPort[row]);
    return switch (way) {
      case Place.INGRESS ->
          how(
              port,
              place.subnet(source(columns, row), row),
              differ(columns.source, columns.packetSource, row),
              way);
      case Place.EGRESS ->
          how(
              port,
              place.subnet(destination(columns, row), row),
              differ(columns.destination, columns.packetDestination, row),
              way);
      default -> how(port, Place.OUTSIDE, false, way);
    };
  }

  private static long how(int port, int subnet, boolean behindAnother, int way) {
    return (long) port << 5 | subnet << 3 | (behindAnother ? 4 : 0) | way;
  }

  private static long pair(int upper, int lower) {
    return (long) upper << 32 | lower;
  }

  private static AddressColumn source(FlowColumns columns, int row) {
    return recorded(columns.packetSource, columns.source, row);
  }

  private static AddressColumn destination(FlowColumns columns, int row) {
    return recorded(columns.packetDestination, columns.destination, row);
  }

  private static AddressColumn recorded(AddressColumn packet, AddressColumn shown, int row) {
    return packet.family[row] != AddressColumn.ABSENT ? packet : shown;
  }

  private static boolean differ(AddressColumn shown, AddressColumn packet, int row) {
    return shown.family[row] != AddressColumn.ABSENT
        && packet.family[row] != AddressColumn.ABSENT
        && (shown.low[row] != packet.low[row]
            || shown.family[row] != packet.family[row]
            || (shown.family[row] == AddressColumn.IPV6 && shown.high[row] != packet.high[row]));
  }

  /// The record's own values, of most of which judging looks at a few cases only.
  private static int values(FlowColumns columns, int row, int evidence) {
    int flags = columns.tcpFlags[row];
    int syn = flags & TcpFlags.SYN_ACK;
    int opening = flags < 0 ? 0 : syn == TcpFlags.SYN_ACK ? 3 : syn == TcpFlags.SYN ? 2 : 1;
    int reason = columns.rejectReason[row];
    int recorded = reason < 0 ? 0 : reason == Names.BPA ? 1 : reason == Names.EC ? 2 : 3;
    int families = source(columns, row).family[row] << 3 | destination(columns, row).family[row];
    return families << 24
        | evidence << 19
        | (columns.protocol[row] + 1) << 10
        | Equivalence.sourcePort(columns.sourcePort[row]) << 7
        | opening << 5
        | recorded << 3
        | (columns.action[row] + 1) << 1
        | (columns.bytes[row] < 0 ? 1 : 0);
  }

  private Decision decide(FlowColumns columns, int row, int evidence) {
    FlowRecord record = columns.record(row);
    Verdict verdict = judge.judge(record, EvidenceCode.meaning(evidence));
    CauseShare share = collector.causes().share(record, verdict).orElse(null);
    Decision decision = new Decision(decided++, record, verdict, share);
    if (share != null) {
      shares.keep(share, decision, columns, row);
    }
    return decision;
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
