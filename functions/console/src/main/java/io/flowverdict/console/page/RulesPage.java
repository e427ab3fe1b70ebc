package io.flowverdict.console.page;

import io.flowverdict.console.html.Css;
import io.flowverdict.console.html.Html;
import io.flowverdict.console.html.Tag;
import io.flowverdict.console.query.RuleTable;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.usage.RuleUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The rules of a security group or network ACL, and what used them.
public final class RulesPage {

  private final RuleTable table;
  private final Place place;
  private final Formats formats;

  private RulesPage(RuleTable table, Place place) {
    this.table = table;
    this.place = place;
    this.formats = place.formats();
  }

  public static Html of(RuleTable table, Place place) {
    return new RulesPage(table, place).page();
  }

  private Html page() {
    String owner = table.owner();
    return owner == null
        ? Frame.of(place, "Rules in use", form(Map.of()), owners())
        : Frame.of(
            place,
            "Rules in use",
            Html.of(Tag.P, Css.SENTENCE)
                .add(Resources.named(owner, table.scope().region(), table.names())),
            coverage(),
            rows(),
            findings(owner));
  }

  private Html form(Map<String, String> values) {
    return new Form(values)
        .input("group", "Security group", "sg-…")
        .input("acl", "or network ACL", "acl-…")
        .with(place.ask("rules", Map.of(), "Show"));
  }

  private Html owners() {
    if (table.owners().isEmpty()) {
      return Words.note("No configuration was captured yet.");
    }
    List<Html> lines = new ArrayList<>();
    for (String owner : table.owners()) {
      lines.add(
          Html.of(Tag.LI)
              .add(place.to("rules", Map.of(parameter(owner), owner), Html.outside(owner)))
              .text(" ")
              .add(
                  Html.of(Tag.SPAN, Css.MUTED)
                      .add(Html.outside(table.names().of(owner).orElse("")))));
    }
    return Html.of(Tag.UL).add(lines);
  }

  private static String parameter(String owner) {
    return owner.startsWith("acl-") ? "acl" : "group";
  }

  private Html coverage() {
    RuleTable.Coverage coverage = table.coverage();
    if (coverage.interfaces() == 0) {
      return Words.muted("No interface has these rules: nothing can use them.");
    }
    if (coverage.isComplete()) {
      return Words.muted(
          "The logs of %s are complete for this time: a rule that was not seen in use was not used."
              .formatted(formats.count(coverage.interfaces(), "interface")));
    }
    return Words.note(
        coverage.missing().isEmpty()
            ? "There are %s, and not of all of them was looked whether their logs are complete: a rule that"
                    .formatted(formats.count(coverage.interfaces(), "interface"))
                + " was not seen in use may have been."
            : "A rule that was not seen in use may have been: the logs of this time are not"
                + " complete of "
                + String.join(", ", coverage.missing())
                + ".");
  }

  private Html rows() {
    return Words.table(
        List.of(
            Words.th("Rule"),
            Words.th("What it says"),
            Words.th("Last used"),
            Words.th("Ports"),
            Words.th("Peers")),
        table.rows().stream().map(this::row).toList());
  }

  private Html row(RuleTable.Row row) {
    String bound = row.direction() == Direction.INGRESS ? "inbound" : "outbound";
    String description = row.description();
    Html.Element says =
        Html.of(Tag.TD).text(bound + " " + row.effect() + " ").add(Html.outside(row.text()));
    return Html.of(Tag.TR)
        .add(Words.td(Html.outside(row.name())))
        .add(
            description == null || description.isBlank()
                ? says
                : says.add(Html.of(Tag.DIV, Css.MUTED).add(Html.outside(description))))
        .add(Words.td(lastUsed(row)))
        .add(Words.td(lines(row.uses(), RulesPage::ports)))
        .add(Words.td(lines(row.uses(), RulesPage::peers)));
  }

  private Html lastUsed(RuleTable.Row row) {
    return row.lastUsed()
        .<Html>map(time -> Html.text(formats.time(time)))
        .orElseGet(() ->
            row.effect().equals("deny")
                ? Html.of(Tag.SPAN, Css.MUTED).text("denials are findings")
                : Html.of(Tag.SPAN, Css.MEDIUM)
                    .text(table.coverage().isComplete() ? "never seen in use" : "not known"));
  }

  private static Html lines(List<RuleUse> uses, Function<RuleUse, String> text) {
    return Html.all(
        uses.stream().map(use -> Html.of(Tag.DIV).add(Html.outside(text.apply(use)))).toList());
  }

  private static String ports(RuleUse use) {
    return use.protocol() + (use.ports() == null ? "" : " " + use.ports());
  }

  private static String peers(RuleUse use) {
    return use.lowestPeer().equals(use.highestPeer())
        ? use.lowestPeer().toString()
        : use.lowestPeer() + " – " + use.highestPeer();
  }

  private Html findings(String owner) {
    return Html.of(Tag.P)
        .add(
            place.to(
                "findings",
                Map.of(parameter(owner), owner),
                Html.text("Open findings that it has a part in")));
  }
}
