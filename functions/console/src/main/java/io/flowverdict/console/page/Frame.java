package io.flowverdict.console.page;

import io.flowverdict.console.html.Css;
import io.flowverdict.console.html.Html;
import io.flowverdict.console.html.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What all pages have in common: the style, the way to the other pages, and of what time the page
/// tells.
public final class Frame {

  /// From which width on, in pixels, the boxes of a path stand beside each other; else below.
  private static final int BESIDE_EACH_OTHER = 1_000;

  /// How many accounts and Regions are listed on each page; a thousand would be a megabyte.
  private static final int MOST_LINKS = 30;

  private static final int ACCOUNT_DIGITS = 12;

  private Frame() {}

  /// {@return a whole page}
  static Html of(Place place, String title, Html... content) {
    return page(place.viewer(), navigation(place), heading(place, title), Html.all(content));
  }

  /// {@return a page that tells what was wrong with the parameters}
  public static Html problem(Place place, String message) {
    return of(place, "This cannot be answered", Html.of(Tag.P, Css.NOTE).text(message));
  }

  /// {@return a page without ways to others}
  public static Html bare(Viewer viewer, String title, Html... content) {
    return page(viewer, Html.of(Tag.H2).text(title), Html.all(content));
  }

  private static Html page(Viewer viewer, Html... content) {
    Css colours =
        switch (viewer.theme()) {
          case LIGHT -> Css.LIGHT;
          case DARK -> Css.DARK;
        };
    Css[] classes =
        viewer.width() < BESIDE_EACH_OTHER
            ? new Css[] {Css.PAGE, colours, Css.NARROW}
            : new Css[] {Css.PAGE, colours};
    return Html.of(Tag.DIV, classes).add(new Html.Style()).add(content);
  }

  private static Html navigation(Place place) {
    List<Html> ways = new ArrayList<>();
    ways.add(place.to("overview", Map.of(), Html.text("Overview")));
    ways.add(place.to("findings", Map.of(), Html.text("Findings")));
    ways.add(place.to("ask", Map.of(), Html.text("Ask: can A talk to B?")));
    ways.add(place.to("rules", Map.of(), Html.text("Rules")));
    ways.add(Html.of(Tag.SPAN, Css.MUTED).add(Html.outside(place.scope().toString())));
    boolean many = place.scopes().size() > MOST_LINKS;
    place.scopes().stream()
        .filter(other -> !other.equals(place.scope()))
        .filter(other -> !many || other.accountId().equals(place.scope().accountId()))
        .forEach(other -> ways.add(place.elsewhere(other)));
    Html links = Html.of(Tag.DIV, Css.NAV).add(ways);
    return many ? Html.all(links, otherAccounts(place)) : links;
  }

  /// Other accounts where they are too many to be listed.
  private static Html otherAccounts(Place place) {
    return new Form(Map.of("account", place.scope().accountId()))
        .input("account", "Account", "twelve digits", ACCOUNT_DIGITS)
        .with(place.ask("overview", Map.of(), "Show this account"));
  }

  private static Html heading(Place place, String title) {
    Formats formats = place.formats();
    return Html.all(
        Html.of(Tag.H2).text(title),
        Html.of(Tag.P, Css.MUTED)
            .text(
                formats.time(place.viewer().range().from())
                    + " – "
                    + formats.time(place.viewer().range().to())
                    + ", "
                    + formats.zone()));
  }
}
