package io.flowverdict.console.page;

import io.flowverdict.console.html.Css;
import io.flowverdict.console.html.Html;
import io.flowverdict.console.html.Tag;
import io.flowverdict.console.query.FindingList;
import io.flowverdict.core.finding.AuditKind;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.Kind;
import io.flowverdict.core.finding.Severity;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The findings that are wanted, with the form that says which.
public final class FindingsPage {

  private final FindingList list;
  private final Place place;
  private final Formats formats;

  private FindingsPage(FindingList list, Place place) {
    this.list = list;
    this.place = place;
    this.formats = place.formats();
  }

  public static Html of(FindingList list, Place place) {
    return new FindingsPage(list, place).page();
  }

  private Html page() {
    return Frame.of(place, "Findings", form(), findings(), next());
  }

  private Html form() {
    Map<String, String> statuses = new LinkedHashMap<>();
    List.of("open", "resolved", "suppressed").forEach(status -> statuses.put(status, status));
    Map<String, String> severities = new LinkedHashMap<>(Map.of("", "any"));
    Arrays.stream(Severity.values())
        .toList()
        .reversed()
        .forEach(severity -> severities.put(Words.word(severity), Words.word(severity)));
    Map<String, String> kinds = new LinkedHashMap<>(Map.of("", "any"));
    Kind.all().forEach(kind -> kinds.put(kind.code(), kind.code()));
    Map<String, String> ages = new LinkedHashMap<>(Map.of("", "any"));
    ages.put("true", "new in this time");
    return new Form(list.filters().parameters())
        .select("status", "Status", statuses)
        .select("severity", "Severity", severities)
        .select("kind", "Kind", kinds)
        .select("new", "Since", ages)
        .input("vpc", "VPC", "vpc-…")
        .input("interface", "Interface", "eni-…")
        .input("group", "Security group", "sg-…")
        .input("acl", "Network ACL", "acl-…")
        .input("address", "Address", "10.0.0.5")
        .input("port", "Port", "443")
        .input("text", "Text", "name, rule, peer, kind")
        .with(place.ask("findings", Map.of(), "Search"));
  }

  private Html findings() {
    if (list.findings().isEmpty()) {
      return Words.note(
          list.next() == null
              ? "No finding is like this."
              : "None of the next "
                  + formats.number(list.examined())
                  + " findings is like this; there are more to look at.");
    }
    return Html.all(list.findings().stream().map(this::finding).toList());
  }

  private Html finding(Finding finding) {
    return Html.all(
        Html.of(Tag.P)
            .add(Words.severity(finding.severity()), Html.text(" "))
            .add(
                place.to(
                    "finding",
                    Map.of("id", finding.id()),
                    Html.outside(finding.latest().sentence()))),
        Html.of(Tag.P, Css.MUTED)
            .text(finding.cause().kind().code() + " · ")
            .add(Resources.named(finding.cause().resource(), list.scope().region(), list.names()))
            .text(" · " + seen(finding)));
  }

  private String seen(Finding finding) {
    Kind kind = finding.cause().kind();
    if (kind instanceof AuditKind) {
      return "in the configuration since " + formats.time(finding.first());
    }
    String last = "last seen " + formats.time(finding.last());
    return kind.isOfRecords()
        ? last + " · " + formats.count(finding.total().records(), "record")
        : last;
  }

  private Html next() {
    String next = list.next();
    if (next == null) {
      return Words.muted("That is all.");
    }
    Map<String, String> parameters = new LinkedHashMap<>(list.filters().parameters());
    parameters.put("page", next);
    return Html.of(Tag.P).add(place.to("findings", parameters, Html.text("Next page")));
  }

  /// {@return a finding as one line of a list}
  static Html line(Finding finding, Place place) {
    return Html.of(Tag.LI)
        .add(Words.severity(finding.severity()), Html.text(" "))
        .add(
            place.to(
                "finding", Map.of("id", finding.id()), Html.outside(finding.latest().sentence())));
  }
}
