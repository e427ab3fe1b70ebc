package io.flowverdict.console.page;

import io.flowverdict.console.html.Css;
import io.flowverdict.console.html.Html;
import io.flowverdict.console.html.Tag;
import io.flowverdict.console.page.Chart.Bar;
import io.flowverdict.console.page.Chart.Part;
import io.flowverdict.console.query.LogGaps;
import io.flowverdict.console.query.Overview;
import io.flowverdict.console.query.Range;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.VerdictCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How an account and Region stand, at a glance: the counts, what is new, what the logs were like.
public final class OverviewPage {

  private final Overview overview;
  private final Place place;
  private final Formats formats;

  private OverviewPage(Overview overview, Place place) {
    this.overview = overview;
    this.place = place;
    this.formats = place.formats();
  }

  public static Html of(Overview overview, Place place) {
    return new OverviewPage(overview, place).page();
  }

  private Html page() {
    return Frame.of(
        place,
        formats.count(overview.open(), "open finding")
            + (overview.counted() ? "" : " at the least")
            + ", "
            + formats.number(overview.fresh())
            + " new",
        severities(),
        fresh(),
        records(),
        gaps(),
        kinds());
  }

  private Html severities() {
    List<Html> cards = new ArrayList<>();
    overview
        .bySeverity()
        .forEach((severity, count) ->
            cards.add(
                Html.of(Tag.DIV, Css.CARD)
                    .add(
                        Html.of(Tag.B)
                            .css(count == 0 ? Css.MUTED : Words.css(severity))
                            .text(formats.number(count)))
                    .add(
                        place.to(
                            "findings",
                            Map.of("severity", Words.word(severity)),
                            Html.text(Words.word(severity))))));
    return Html.of(Tag.DIV, Css.CARDS).add(cards);
  }

  private Html fresh() {
    if (overview.fresh() == 0) {
      return Html.all(Words.h3("New findings"), Words.muted("No open finding came in this time."));
    }
    Range range = overview.range();
    List<Bar> bars = new ArrayList<>();
    overview
        .newByStep()
        .forEach((start, count) ->
            bars.add(
                new Bar(
                    formats.step(start, range.step()) + ": " + formats.number(count),
                    List.of(new Part(Css.BAR, count)))));
    return Html.all(
        Words.h3("New findings per " + formats.length(range.step())),
        chart("New findings over time", range, bars),
        Html.of(Tag.UL)
            .add(overview.newest().stream().map(each -> FindingsPage.line(each, place)).toList()),
        place.to(
            "findings",
            Map.of("new", "true"),
            Html.text("All " + formats.number(overview.fresh()) + " new findings")));
  }

  private Html chart(String label, Range range, List<Bar> bars) {
    return new Chart(
            label,
            bars,
            formats.step(range.from(), range.step()),
            formats.step(range.to(), range.step()))
        .draw(place.viewer().width(), formats);
  }

  private Html records() {
    VerdictCounts total = overview.records().total();
    long asked = total.records() - total.notEvaluated();
    return Html.all(
        Words.h3("Records judged"),
        Html.of(Tag.P)
            .text(formats.count(total.records(), "record") + ": ")
            .add(part(Css.GOOD, total.accepted(), "accepted"))
            .text(", ")
            .add(part(Css.BAD, total.rejected(), "rejected"))
            .text(", ")
            .add(part(Css.MEDIUM, total.undecided(), "undecided"))
            .text(" (" + formats.share(total.undecided(), asked) + " of what asks for a decision)"),
        total.records() == 0
            ? Words.muted("No record was judged in this time.")
            : chart(
                "Accepted, rejected and undecided records over time",
                overview.records().range(),
                recordBars()));
  }

  private Html part(Css css, long records, String word) {
    return Html.of(Tag.SPAN, css).text(formats.number(records) + " " + word);
  }

  private List<Bar> recordBars() {
    List<Bar> bars = new ArrayList<>();
    Duration step = overview.records().range().step();
    overview
        .records()
        .steps()
        .forEach((start, counts) -> {
          String title =
              "%s: %s accepted, %s rejected, %s undecided"
                  .formatted(
                      formats.step(start, step),
                      formats.number(counts.accepted()),
                      formats.number(counts.rejected()),
                      formats.number(counts.undecided()));
          bars.add(
              new Bar(
                  title,
                  List.of(
                      new Part(Css.ACCEPT, counts.accepted()),
                      new Part(Css.REJECT, counts.rejected()),
                      new Part(Css.UNDECIDED, counts.undecided()))));
        });
    return bars;
  }

  private Html gaps() {
    LogGaps gaps = overview.gaps();
    if (!gaps.known()) {
      return Html.all(
          Words.h3("Flow logs"),
          Words.note(
              "No configuration was captured yet, so it is not known what flow logs there are."));
    }
    int read = gaps.complete() + gaps.incomplete().size();
    if (read == 0) {
      return Html.all(
          Words.h3("Flow logs"), Words.note("There is no flow log: no traffic is recorded."));
    }
    List<Html> lines = new ArrayList<>();
    lines.add(
        Html.of(Tag.P)
            .text(
                "%s of %s delivered all of this time."
                    .formatted(formats.number(gaps.complete()), formats.count(read, "flow log"))));
    if (!gaps.incomplete().isEmpty()) {
      lines.add(
          Words.note(
              "What these did not deliver is not known: "
                  + String.join(", ", gaps.incomplete())
                  + "."));
    }
    if (gaps.unread() > 0) {
      lines.add(Words.muted(formats.number(gaps.unread()) + " more were not looked at."));
    }
    return Html.all(Words.h3("Flow logs"), Html.all(lines));
  }

  private Html kinds() {
    if (overview.byKind().isEmpty()) {
      return Html.none();
    }
    List<Html> rows = new ArrayList<>();
    for (Overview.KindCount count : overview.byKind()) {
      Severity severity = count.severity();
      Map<String, String> filter =
          Map.of("kind", count.kind().code(), "severity", Words.word(severity));
      rows.add(
          Html.of(Tag.TR)
              .add(Words.td(Words.severity(severity)))
              .add(Words.td(place.to("findings", filter, Html.text(count.kind().code()))))
              .add(Words.tdNumber(Html.text(formats.number(count.open()))))
              .add(Words.tdNumber(Html.text(formats.number(count.fresh())))));
    }
    return Html.all(
        Words.h3("Open findings by kind"),
        Words.table(
            List.of(
                Words.th("Severity"),
                Words.th("Kind"),
                Words.thNumber("Open"),
                Words.thNumber("New")),
            rows));
  }
}
