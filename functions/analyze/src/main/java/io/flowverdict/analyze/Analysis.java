package io.flowverdict.analyze;

import io.flowverdict.aws.capture.Configurations;
import io.flowverdict.aws.capture.Coverage;
import io.flowverdict.aws.findings.Basis;
import io.flowverdict.aws.findings.ObjectLedger.Attempt;
import io.flowverdict.aws.objects.FlowLogContent;
import io.flowverdict.aws.objects.FlowLogObject;
import io.flowverdict.aws.objects.FlowLogObjects;
import io.flowverdict.core.finding.Recorded;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.snapshot.ChosenHistory;
import io.flowverdict.core.snapshot.WritableHistory;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// The main path: judges every record of an object by the configuration of its time and keeps what
/// the records show.
///
/// An object is judged once in one content. Another content, a configuration that has come to be
/// known better than when the object was judged, or whoever forces it make a new attempt, which
/// takes the place of the one before.
public final class Analysis {

  /// How much of the time around the one in an object's name its records usually span: a slot of
  /// five minutes, and an aggregation interval of ten before it.
  private static final Duration BEFORE = Duration.ofMinutes(10);

  private static final Duration AFTER = Duration.ofMinutes(5);

  private final FlowLogObjects objects;
  private final Configurations configurations;
  private final WritableHistory history;
  private final Archive archive;
  private final ObjectJudge judge;
  private final Clock clock;

  /// @param configurations reads into the history
  /// @param largestObject how many bytes an object may have; a larger one is refused
  public Analysis(
      FlowLogObjects objects,
      Configurations configurations,
      WritableHistory history,
      Archive archive,
      long largestObject,
      Clock clock) {
    this.objects = objects;
    this.configurations = configurations;
    this.history = history;
    this.archive = archive;
    this.judge = new ObjectJudge(largestObject);
    this.clock = clock;
  }

  /// Analyses one object. An object that cannot be read is a finding itself, and what was read of
  /// it before is kept.
  ///
  /// @throws DeadlineException when the function would be stopped before the object is read
  /// @throws RuntimeException when a service failed, or the configuration is late: to be tried
  ///   again
  public Analyzed analyze(AnalysisRequest request) {
    FlowLogObject object = request.object();
    Stopwatch stopwatch = new Stopwatch(clock);
    Deadline deadline = new Deadline(request.until(), clock);
    Optional<Attempt> earlier = archive.ledger().find(object.name());
    if (earlier.isPresent() && earlier.get().done() && !isDueAgain(request, earlier.get())) {
      return new Analyzed.Skipped(SkipReason.ALREADY_ANALYSED);
    }
    Optional<Attempt> stopped = earlier.filter(each -> !each.done() && isCurrent(object, each));
    Grounds grounds =
        stopped.map(attempt -> noted(object, attempt.basis())).orElseGet(() -> present(request));
    stopwatch.lap("configuration");
    Optional<FlowLogContent> content = objects.open(object);
    if (content.isEmpty()) {
      return new Analyzed.Skipped(SkipReason.OBJECT_IS_GONE);
    }
    Results judged = judge.judge(object, content.get(), grounds, deadline);
    Attempt attempt =
        stopped.orElseGet(() ->
            archive
                .ledger()
                .begin(
                    object.name(),
                    new Attempt(
                        earlier.map(Attempt::number).orElse(0) + 1,
                        content.get().version(),
                        grounds.basis(),
                        /* done= */ false)));
    Results results =
        attempt.basis().equals(grounds.basis()) && attempt.version().equals(content.get().version())
            ? judged
            : judgedAs(object, attempt, deadline);
    stopwatch.lap("judge");
    Recorded recorded = keep(object, attempt, results, deadline);
    stopwatch.lap("record");
    return new Analyzed.Done(results.summary(recorded, clock.instant(), stopwatch.laps()));
  }

  /// Whether an object still has the content that an attempt judges.
  private boolean isCurrent(FlowLogObject object, Attempt attempt) {
    return objects.version(object).equals(Optional.of(attempt.version()));
  }

  /// Whether an object is analysed again that was: when it has another content now, or its
  /// configuration is known for the whole time now and was not then.
  private boolean isDueAgain(AnalysisRequest request, Attempt earlier) {
    Optional<String> version = objects.version(request.object());
    return version.isPresent()
        && (request.force()
            || !version.get().equals(earlier.version())
            || (earlier.basis().caveat() != null && coverage(request.object()).isKnown()));
  }

  private Coverage coverage(FlowLogObject object) {
    return configurations.covering(
        object.scope(), object.time().minus(BEFORE), object.time().plus(AFTER));
  }

  private Grounds present(AnalysisRequest request) {
    FlowLogObject object = request.object();
    Coverage coverage = coverage(object);
    if (request.comesAgain() && coverage.isLate()) {
      throw new ConfigurationLateException(coverage.caveat().orElseThrow());
    }
    return new Grounds.Present(new ChosenHistory(history, object.time()), coverage);
  }

  private Grounds noted(FlowLogObject object, Basis basis) {
    return new Grounds.Noted(
        ChosenHistory.of(basis.revisions(), id -> history.snapshot(object.scope(), id)), basis);
  }

  /// Judges an object as another process has begun to.
  ///
  /// @throws IllegalStateException when that judges another content: one of both is gone
  private Results judgedAs(FlowLogObject object, Attempt attempt, Deadline deadline) {
    FlowLogContent content =
        objects
            .open(object)
            .filter(opened -> opened.version().equals(attempt.version()))
            .orElseThrow(() ->
                new IllegalStateException(
                    object.name()
                        + " was replaced while it was analysed: it is to be tried again"));
    return judge.judge(object, content, noted(object, attempt.basis()), deadline);
  }

  private Recorded keep(FlowLogObject object, Attempt attempt, Results results, Deadline deadline) {
    Source source = new Source(object.name(), object.flowLogId(), attempt.number());
    Recorded recorded = archive.keep(object, source, results);
    retractEarlier(source, deadline);
    if (!archive.ledger().done(object.name(), attempt.number())) {
      archive
          .ledger()
          .find(object.name())
          .map(later -> new Source(object.name(), object.flowLogId(), later.number()))
          .ifPresent(later -> retractEarlier(later, deadline));
    }
    return recorded;
  }

  private void retractEarlier(Source source, Deadline deadline) {
    archive.retractEarlier(source).forEach(witness -> showAgain(witness, deadline));
  }

  /// Adds what another object shows once more, for the sake of a sentence that stands for a
  /// finding. One that is gone, or has another content meanwhile, is left alone.
  private void showAgain(String name, Deadline deadline) {
    Optional<FlowLogObject> object = FlowLogObject.ofName(name);
    Optional<Attempt> attempt = archive.ledger().find(name);
    if (object.isPresent() && attempt.isPresent()) {
      Grounds grounds = noted(object.get(), attempt.get().basis());
      objects
          .open(object.get())
          .filter(content -> content.version().equals(attempt.get().version()))
          .map(content -> judge.judge(object.get(), content, grounds, deadline))
          .ifPresent(results ->
              archive
                  .findings()
                  .record(
                      new Source(name, object.get().flowLogId(), attempt.get().number()),
                      results.causes().observed()));
    }
  }
}
