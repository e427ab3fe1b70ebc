package io.flowverdict.aws.configuration;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.snapshot.History;
import io.flowverdict.core.snapshot.Observed;
import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Span;
import io.flowverdict.core.snapshot.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder of configuration folders, each named by the time at which it was exported: the history
/// of one account and Region.
///
/// A name is a time in UTC, `2026-11-22T10-15-00Z` (also with colons, or without separators), or
/// two of them when the configuration was in force from the one until the other:
/// `2026-11-22T10-15-00Z--2026-11-22T11-00-00Z`. Neighbours of equal content are one revision.
public final class RevisionFolder implements History {
  private static final Pattern TIME =
      Pattern.compile("(\\d{4})-?(\\d\\d)-?(\\d\\d)T(\\d\\d)[:-]?(\\d\\d)[:-]?(\\d\\d)Z");
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String BETWEEN = "--";
  private static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();

  private final List<DatedFolder> folders;
  private final Timeline timeline;
  private final Map<String, Snapshot> snapshots;

  private RevisionFolder(
      List<DatedFolder> folders, Timeline timeline, Map<String, Snapshot> snapshots) {
    this.folders = List.copyOf(folders);
    this.timeline = timeline;
    this.snapshots = Map.copyOf(snapshots);
  }

  /// One of the folders.
  ///
  /// @param observedFrom the time, or the first of the two, in its name
  /// @param verifiedUntil the second of the two times; the only one when there is one
  public record DatedFolder(
      Path path, Instant observedFrom, Instant verifiedUntil, LoadedSnapshot loaded) {}

  /// {@return the name of a folder for what was read at this time}
  public static String name(Instant at) {
    return NAME.format(at);
  }

  /// {@return whether a folder is named by a time inside this one}
  public static boolean isOne(Path folder) {
    return Files.isDirectory(folder)
        && subfolders(folder).stream().anyMatch(each -> TIME.matcher(nameOf(each)).lookingAt());
  }

  /// Reads every folder inside this one, hidden ones excepted.
  ///
  /// @throws ConfigurationException when one cannot be read, is not named by a time, or when two
  ///   contradict each other
  public static RevisionFolder read(Path folder) {
    if (ConfigurationExport.holdsJson(folder)) {
      throw new ConfigurationException(
          folder
              + " holds both *.json files and folders of other times; move the files into a folder"
              + " named by their time, for example "
              + name(Instant.parse("2026-11-22T10:15:00Z"))
              + ".");
    }
    List<DatedFolder> folders = subfolders(folder).stream().map(RevisionFolder::dated).toList();
    Map<Snapshot, String> ids = new HashMap<>();
    Map<String, Snapshot> snapshots = new HashMap<>();
    Timeline timeline = Timeline.EMPTY;
    for (DatedFolder each : folders) {
      Snapshot snapshot = each.loaded.snapshot();
      String id = ids.computeIfAbsent(snapshot, added -> nameOf(each.path));
      snapshots.put(id, snapshot);
      timeline = timeline.observe(id, each.observedFrom).observe(id, each.verifiedUntil);
    }
    timeline.spans().forEach(span -> refuseContradiction(folder, span));
    return new RevisionFolder(folders, timeline, snapshots);
  }

  private static void refuseContradiction(Path folder, Span span) {
    if (span.revisionIds().size() > 1) {
      throw new ConfigurationException(
          folder
              + " holds configurations that differ and yet were in force at the same time: "
              + String.join(", ", span.revisionIds())
              + "; correct the names of the folders.");
    }
  }

  private static List<Path> subfolders(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(each -> Files.isDirectory(each) && !nameOf(each).startsWith("."))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException unreadable) {
      throw new ConfigurationException(
          folder + " cannot be read: " + unreadable.getMessage() + "; make it readable.",
          unreadable);
    }
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static DatedFolder dated(Path folder) {
    List<Instant> times = new ArrayList<>();
    for (String text : nameOf(folder).split(BETWEEN, -1)) {
      times.add(time(folder, text));
    }
    if (times.size() > 2 || times.getLast().isBefore(times.getFirst())) {
      throw wrongName(folder);
    }
    return new DatedFolder(
        folder, times.getFirst(), times.getLast(), ConfigurationFolder.read(folder));
  }

  private static Instant time(Path folder, String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw wrongName(folder);
    }
    try {
      return Instant.parse(time.replaceAll("$1-$2-$3T$4:$5:$6Z"));
    } catch (DateTimeException noSuchTime) {
      throw wrongName(folder);
    }
  }

  private static ConfigurationException wrongName(Path folder) {
    return new ConfigurationException(
        folder
            + " is not named by the time of its configuration; name it like 2026-11-22T10-15-00Z,"
            + " in UTC, or with two times and -- between them.");
  }

  /// {@return the folders, in the order of their names}
  public List<DatedFolder> folders() {
    return folders;
  }

  /// {@return the revisions of any scope: a folder does not tell whose history it is}
  @Override
  public List<Revision> covering(Scope scope, Instant from, Instant to) {
    return revisions(Observed.covering(timeline.spans(), from, to));
  }

  /// For ever: who gives a folder says that its last configuration is the one to judge by.
  @Override
  public Duration lasting() {
    return FOR_EVER;
  }

  /// {@return every revision, the earliest first}
  public List<Revision> revisions() {
    return revisions(timeline.spans());
  }

  private List<Revision> revisions(List<Span> spans) {
    List<Revision> revisions = new ArrayList<>();
    for (Span span : spans) {
      String id = span.revisionIds().getFirst();
      Snapshot snapshot = requireNonNull(snapshots.get(id), id);
      revisions.add(new Revision(id, span.observedFrom(), span.verifiedUntil(), snapshot));
    }
    return List.copyOf(revisions);
  }
}
