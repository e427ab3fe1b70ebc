package io.flowverdict.console.page;

import static io.flowverdict.console.html.Attribute.Name.MAXLENGTH;
import static io.flowverdict.console.html.Attribute.Name.NAME;
import static io.flowverdict.console.html.Attribute.Name.PLACEHOLDER;
import static io.flowverdict.console.html.Attribute.Name.SELECTED;
import static io.flowverdict.console.html.Attribute.Name.TYPE;
import static io.flowverdict.console.html.Attribute.Name.VALUE;

import io.flowverdict.console.html.Css;
import io.flowverdict.console.html.Html;
import io.flowverdict.console.html.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Collects the fields of a form, which the dashboard sends with every action of the page. Mutable.
final class Form {

  private final Map<String, String> values;
  private final List<Html> fields = new ArrayList<>();

  /// @param values what the fields hold to begin with, by their names
  Form(Map<String, String> values) {
    this.values = values;
  }

  Form input(String name, String label, String example) {
    return input(name, label, example, 600);
  }

  Form input(String name, String label, String example, int longest) {
    Html.Element input =
        Html.of(Tag.INPUT)
            .with(TYPE, "text")
            .with(NAME, name)
            .with(VALUE, values.getOrDefault(name, ""))
            .with(PLACEHOLDER, example)
            .with(MAXLENGTH, longest);
    return field(label, input);
  }

  /// @param options the values with what is shown for them
  Form select(String name, String label, Map<String, String> options) {
    List<Html> choices = new ArrayList<>();
    options.forEach((value, shown) -> {
      Html.Element option = Html.of(Tag.OPTION).with(VALUE, value).text(shown);
      boolean chosen = value.equals(values.getOrDefault(name, ""));
      choices.add(chosen ? option.with(SELECTED, "selected") : option);
    });
    return field(label, Html.of(Tag.SELECT).with(NAME, name).add(choices));
  }

  private Form field(String label, Html input) {
    fields.add(Html.of(Tag.LABEL, Css.FIELD).text(label).add(input));
    return this;
  }

  /// {@return the form, with what is to be clicked after it}
  Html with(Html button) {
    return Html.all(Html.of(Tag.FORM).add(Html.of(Tag.DIV, Css.FIELDS).add(fields)), button);
  }
}
