package io.flowverdict.console.page;

import static io.flowverdict.console.html.Attribute.Name.ARIA_LABEL;
import static io.flowverdict.console.html.Attribute.Name.HEIGHT;
import static io.flowverdict.console.html.Attribute.Name.ROLE;
import static io.flowverdict.console.html.Attribute.Name.TEXT_ANCHOR;
import static io.flowverdict.console.html.Attribute.Name.VIEW_BOX;
import static io.flowverdict.console.html.Attribute.Name.WIDTH;
import static io.flowverdict.console.html.Attribute.Name.X;
import static io.flowverdict.console.html.Attribute.Name.X1;
import static io.flowverdict.console.html.Attribute.Name.X2;
import static io.flowverdict.console.html.Attribute.Name.Y;
import static io.flowverdict.console.html.Attribute.Name.Y1;
import static io.flowverdict.console.html.Attribute.Name.Y2;

import io.flowverdict.console.html.Css;
import io.flowverdict.console.html.Html;
import io.flowverdict.console.html.Tag;
import java.util.ArrayList;
import java.util.List;

/// A small chart of stacked bars, one for each step of time.
///
/// @param label what it shows, for who does not see it
/// @param bars from left to right
/// @param from what stands under the first bar
/// @param to what stands under the last bar
record Chart(String label, List<Bar> bars, String from, String to) {

  private static final int BARS_HEIGHT = 70;
  private static final int TOP = 14;
  private static final int BOTTOM = 18;
  private static final int MARGINS = 24;
  private static final int WIDEST = 640;

  Chart {
    bars = List.copyOf(bars);
  }

  /// One bar.
  ///
  /// @param title what it says when it is pointed at
  /// @param parts from the bottom up
  record Bar(String title, List<Part> parts) {
    Bar {
      parts = List.copyOf(parts);
    }

    long total() {
      return parts.stream().mapToLong(Part::count).sum();
    }
  }

  /// A part of a bar.
  record Part(Css css, long count) {}

  /// {@return the chart as a drawing that fits a widget}
  ///
  /// @param widget the width of the widget in pixels
  Html draw(int widget, Formats formats) {
    int width = Math.min(widget - MARGINS, WIDEST);
    long most = Math.max(1, bars.stream().mapToLong(Bar::total).max().orElse(1));
    List<Html> drawn = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      int left = (int) ((long) width * i / bars.size());
      int right = (int) ((long) width * (i + 1) / bars.size());
      drawn.add(bar(bars.get(i), left, Math.max(1, right - left - 1), most));
    }
    int base = TOP + BARS_HEIGHT;
    return Html.of(Tag.SVG, Css.CHART)
        .with(ROLE, "img")
        .with(ARIA_LABEL, label)
        .with(WIDTH, width)
        .with(HEIGHT, base + BOTTOM)
        .with(VIEW_BOX, "0 0 " + width + " " + (base + BOTTOM))
        .add(text(0, TOP - 4, "start", formats.number(most)))
        .add(drawn)
        .add(line(width, base))
        .add(text(0, base + 14, "start", from), text(width, base + 14, "end", to));
  }

  private static Html bar(Bar bar, int left, int width, long most) {
    List<Html> parts = new ArrayList<>();
    parts.add(Html.of(Tag.TITLE).text(bar.title));
    int bottom = TOP + BARS_HEIGHT;
    for (Part part : bar.parts) {
      if (part.count > 0) {
        int height = (int) Math.max(1, Math.round((double) BARS_HEIGHT * part.count / most));
        bottom -= height;
        parts.add(
            Html.of(Tag.RECT, part.css)
                .with(X, left)
                .with(Y, Math.max(0, bottom))
                .with(WIDTH, width)
                .with(HEIGHT, height));
      }
    }
    return Html.of(Tag.G).add(parts);
  }

  private static Html line(int width, int y) {
    return Html.of(Tag.LINE, Css.AXIS).with(X1, 0).with(Y1, y).with(X2, width).with(Y2, y);
  }

  private static Html text(int x, int y, String anchor, String text) {
    return Html.of(Tag.TEXT).with(X, x).with(Y, y).with(TEXT_ANCHOR, anchor).text(text);
  }
}
