package io.flowverdict.local;

import io.flowverdict.aws.configuration.ConfigurationFolder;
import io.flowverdict.aws.configuration.LoadedSnapshot;
import io.flowverdict.aws.configuration.RevisionFolder;
import io.flowverdict.aws.objects.FlowLogObject;
import io.flowverdict.core.judge.HistoryJudge;
import io.flowverdict.core.judge.Judge;
import io.flowverdict.core.snapshot.Revision;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.text.Printable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/// What `--config` names: one configuration, or a folder of several with their times.
sealed interface GivenConfiguration {

  /// Reads a folder of either kind.
  static GivenConfiguration read(Path folder) {
    return RevisionFolder.isOne(folder)
        ? new Dated(RevisionFolder.read(folder))
        : Timeless.of(ConfigurationFolder.read(folder));
  }

  /// {@return what judges the records of an object}
  RecordJudge judge(LogFile file);

  /// {@return the configuration, the newest where there are several}
  Snapshot newest();

  /// {@return what was read of the configuration, of the newest where there are several}
  LoadedSnapshot loaded();

  /// Says what was read.
  void report(PrintWriter err);

  /// Says what makes answers about it less certain.
  void warn(PrintWriter err);

  /// One configuration, which is taken to have been in force always.
  record Timeless(LoadedSnapshot loaded, Judge judge) implements GivenConfiguration {
    static Timeless of(LoadedSnapshot loaded) {
      return new Timeless(loaded, new Judge(loaded.snapshot()));
    }

    @Override
    public RecordJudge judge(LogFile file) {
      return judge::judge;
    }

    @Override
    public Snapshot newest() {
      return loaded.snapshot();
    }

    @Override
    public void report(PrintWriter err) {
      ConfigurationReport.print(loaded, err);
    }

    @Override
    public void warn(PrintWriter err) {
      ConfigurationWarnings.print(loaded, err);
    }
  }

  /// Configurations with the times at which they were in force.
  record Dated(RevisionFolder folder) implements GivenConfiguration {

    /// Stands for what the names of objects do not tell. The folder does not look at it.
    private static final Scope UNKNOWN = new Scope("unknown", "unknown");

    /// Where a record tells no time, that in the name of its object counts, if AWS gave the name.
    @Override
    public RecordJudge judge(LogFile file) {
      Optional<FlowLogObject> named = FlowLogObject.of("", file.name());
      return new HistoryJudge(
              folder,
              named.map(FlowLogObject::scope).orElse(UNKNOWN),
              named.map(FlowLogObject::time).orElse(null))
          ::judge;
    }

    @Override
    public Snapshot newest() {
      return newestRevision().snapshot();
    }

    @Override
    public LoadedSnapshot loaded() {
      return folder.folders().stream()
          .max(Comparator.comparing(RevisionFolder.DatedFolder::verifiedUntil))
          .orElseThrow()
          .loaded();
    }

    /// {@return the last revision; a folder of revisions has at least one}
    Revision newestRevision() {
      return folder.revisions().getLast();
    }

    @Override
    public void report(PrintWriter err) {
      for (RevisionFolder.DatedFolder each : folder.folders()) {
        err.printf(
            "%s: in force from %s, last seen %s%n",
            Printable.of(each.path().toString()), each.observedFrom(), each.verifiedUntil());
        ConfigurationReport.print(each.loaded(), err);
      }
    }

    @Override
    public void warn(PrintWriter err) {
      folder.folders().forEach(each -> ConfigurationWarnings.print(each.loaded(), err));
    }
  }
}
