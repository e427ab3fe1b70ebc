package io.flowverdict.analyze;

import io.flowverdict.core.finding.Recorded;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the analysis of one object came to.
///
/// @param object the object's name
/// @param bytes the object's size
/// @param verdicts the records by outcome
/// @param disagreements the records whose computed verdict is not the recorded action
/// @param undecided the undecided records by reason; one record may have several
/// @param statuses the NODATA and SKIPDATA rows
/// @param rejected the lines that are no record, and the object itself where it is unreadable, by
///   reason
/// @param causes how many findings the object shows
/// @param findings what that changed
/// @param lag from the end of the latest record until everything was kept; null when no record
///   tells its end
/// @param stages how long the stages took, in their order
/// @param caveat what the verdicts leave open because the configuration is not known for the whole
///   time; null when it is
public record Summary(
    String object,
    long bytes,
    long records,
    SortedMap<String, Long> verdicts,
    long disagreements,
    SortedMap<String, Long> undecided,
    SortedMap<String, Long> statuses,
    SortedMap<String, Long> rejected,
    int causes,
    Recorded findings,
    @Nullable Duration lag,
    Map<String, Duration> stages,
    @Nullable String caveat) {

  public Summary {
    verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
    undecided = Collections.unmodifiableSortedMap(new TreeMap<>(undecided));
    statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
    rejected = Collections.unmodifiableSortedMap(new TreeMap<>(rejected));
    stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
  }
}
