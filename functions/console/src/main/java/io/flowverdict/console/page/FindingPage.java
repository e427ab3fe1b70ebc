package io.flowverdict.console.page;

import io.flowverdict.console.html.Css;
import io.flowverdict.console.html.Html;
import io.flowverdict.console.html.Tag;
import io.flowverdict.console.page.Chart.Bar;
import io.flowverdict.console.page.Chart.Part;
import io.flowverdict.console.query.FindingDetail;
import io.flowverdict.console.query.Range;
import io.flowverdict.core.finding.Advice;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.Hour;
import io.flowverdict.core.finding.StatusChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One finding with everything that is known of it.
public final class FindingPage {

  private static final Duration HOUR = Duration.ofHours(1);

  private final FindingDetail detail;
  private final Finding finding;
  private final Place place;
  private final Formats formats;

  private FindingPage(FindingDetail detail, Place place) {
    this.detail = detail;
    this.finding = detail.finding();
    this.place = place;
    this.formats = place.formats();
  }

  public static Html of(FindingDetail detail, Place place) {
    return new FindingPage(detail, place).page();
  }

  private Html page() {
    return Frame.of(
        place,
        finding.cause().kind().code(),
        Html.of(Tag.P, Css.SENTENCE)
            .add(Words.severity(finding.severity()), Html.text(" "))
            .add(Html.outside(finding.latest().sentence())),
        trace(),
        advice(),
        facts(),
        hours(),
        today(),
        related(),
        changes(),
        Decision.form(finding, place));
  }

  private Html trace() {
    return finding.latest().trace().isEmpty()
        ? Html.none()
        : Html.all(Words.h3("How it was decided"), PathDrawing.of(finding.latest().trace()));
  }

  private Html advice() {
    Advice advice = finding.advice();
    if (advice == null) {
      return Html.none();
    }
    Advice durable = advice.durable();
    return Html.all(
        Words.h3("What to do"),
        advice(advice),
        durable == null ? Html.none() : Html.all(Words.h3("Or durably"), advice(durable)));
  }

  private static Html advice(Advice advice) {
    return Html.all(
        Html.of(Tag.P).add(Html.outside(advice.text())),
        Html.all(advice.commands().stream().map(AskPage::command).toList()),
        AskPage.terraform(advice.terraform()));
  }

  private Html facts() {
    Cause cause = finding.cause();
    String region = detail.scope().region();
    List<Html> rows = new ArrayList<>();
    rows.add(row("Resource", Resources.named(cause.resource(), region, detail.names())));
    detail
        .names()
        .vpcOf(cause.resource())
        .ifPresent(vpc -> rows.add(row("VPC", Resources.named(vpc, region, detail.names()))));
    String rule = cause.rule();
    if (rule != null) {
      rows.add(row("Rule", rules(rule)));
    }
    String aspect = cause.aspect();
    if (aspect != null) {
      rows.add(row("About", text(aspect)));
    }
    String peer = cause.trafficPeer();
    if (peer != null) {
      rows.add(row("Peer", peers(peer)));
    }
    if (!finding.topPeers().isEmpty()) {
      rows.add(row("Peer addresses", text(joined(finding.topPeers()))));
    }
    if (cause.protocol() != null || !finding.topPorts().isEmpty()) {
      rows.add(row("Traffic", text(traffic(cause))));
    }
    rows.add(row(cause.kind() instanceof AuditKind ? "In the configuration" : "Seen", seen()));
    if (cause.kind().isOfRecords()) {
      rows.add(row("Counted", text(counted())));
    }
    rows.add(row("Evidence", evidence()));
    rows.add(row("Id", Html.of(Tag.CODE).text(finding.id())));
    return Html.all(
        Words.h3("Facts"),
        Html.of(Tag.DIV, Css.SCROLL).add(Html.of(Tag.TABLE).add(Html.of(Tag.TBODY).add(rows))));
  }

  private static Html row(String name, Html value) {
    return Html.of(Tag.TR).add(Words.th(name), Words.td(value));
  }

  private static Html text(String text) {
    return Html.outside(text);
  }

  private static String joined(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /// The rules, each with a link to the group or network ACL that it begins with.
  private Html rules(String rules) {
    List<Html> parts = new ArrayList<>();
    for (String rule : rules.split(", ", -1)) {
      int space = rule.indexOf(' ');
      String owner = space < 0 ? rule : rule.substring(0, space);
      parts.add(
          Html.of(Tag.DIV)
              .add(Resources.link(owner, detail.scope().region()))
              .add(Html.outside(space < 0 ? "" : rule.substring(space))));
    }
    return Html.all(parts);
  }

  private Html peers(String peers) {
    List<Html> parts = new ArrayList<>();
    for (String peer : peers.split("\\+", -1)) {
      parts.add(
          Html.of(Tag.DIV).add(Resources.named(peer, detail.scope().region(), detail.names())));
    }
    return Html.all(parts);
  }

  private String traffic(Cause cause) {
    String protocol = cause.protocol() == null ? "all protocols" : cause.protocol().toString();
    if (cause.port() != null) {
      return protocol + " port " + cause.port();
    }
    return finding.topPorts().isEmpty()
        ? protocol
        : protocol + ", most often ports " + joined(finding.topPorts());
  }

  private Html seen() {
    return text(formats.time(finding.first()) + " – " + formats.time(finding.last()));
  }

  private String counted() {
    String records = formats.count(finding.total().records(), "record");
    if (finding.total().packets() == 0) {
      return records;
    }
    return records
        + ", "
        + formats.count(finding.total().packets(), "packet")
        + ", "
        + formats.count(finding.total().bytes(), "byte");
  }

  private Html evidence() {
    return Html.all(
        Html.outside(finding.latest().object()),
        Html.text(
            !finding.cause().kind().isOfRecords()
                ? ""
                : " line " + formats.number(finding.latest().line())));
  }

  private Html hours() {
    if (detail.hours().isEmpty() || !finding.cause().kind().isOfRecords()) {
      return Html.none();
    }
    Instant from = detail.hours().getLast().start();
    Range range = Range.of(from, detail.hours().getFirst().start().plus(HOUR), HOUR);
    Map<Instant, Long> records = new TreeMap<>();
    range.starts().forEach(start -> records.put(start, 0L));
    for (Hour hour : detail.hours()) {
      records.merge(range.start(hour.start()), hour.counts().records(), Long::sum);
    }
    List<Bar> bars = new ArrayList<>();
    records.forEach((start, count) ->
        bars.add(
            new Bar(
                formats.step(start, range.step()) + ": " + formats.count(count, "record"),
                List.of(new Part(Css.BAR, count)))));
    Chart chart =
        new Chart(
            "Records over time",
            bars,
            formats.step(range.from(), range.step()),
            formats.step(range.to(), range.step()));
    return Html.all(
        Words.h3("Records per " + formats.length(range.step())),
        chart.draw(place.viewer().width(), formats));
  }

  private Html today() {
    return switch (detail.today()) {
      case null -> Html.none();
      case FindingDetail.NotExplained(String reason) ->
          Html.all(Words.h3("By the newest configuration"), Words.note(reason));
      case FindingDetail.Explained explained ->
          Html.all(
              Words.h3("By the newest configuration"),
              AskPage.explanation(explained.explanation()));
    };
  }

  private Html related() {
    return detail.related().isEmpty()
        ? Html.none()
        : Html.all(
            Words.h3("What the other end shows"),
            Html.of(Tag.UL)
                .add(
                    detail.related().stream()
                        .map(other -> FindingsPage.line(other, place))
                        .toList()));
  }

  private Html changes() {
    List<Html> lines = new ArrayList<>();
    for (StatusChange change : finding.changes()) {
      String until = change.until() == null ? "" : " until " + formats.time(change.until());
      lines.add(
          Html.of(Tag.LI)
              .text(formats.time(change.at()) + ": " + change.status() + until + ", by ")
              .add(Html.outside(change.by()))
              .text(": ")
              .add(Html.outside(change.reason())));
    }
    return lines.isEmpty()
        ? Html.none()
        : Html.all(Words.h3("What became of it"), Html.of(Tag.UL).add(lines));
  }
}
