package io.flowverdict.console.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/// What the dashboard does when somebody clicks: it calls a Lambda function with the rights of the
/// viewer ([cwdb-action](
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_interactivity.html)).
///
/// @param endpoint the function's ARN
/// @param parameters the function's event, beside what the dashboard adds
public record Action(String endpoint, Map<String, String> parameters) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  public Action {
    parameters = Map.copyOf(parameters);
  }

  /// {@return the element with its action, whose answer takes the place of the widget's content; an
  /// action belongs to the element right before it}
  public Html on(Html.Element clicked) {
    return Html.all(clicked, element());
  }

  /// {@return the same, asking first}
  public Html on(Html.Element clicked, String confirmation) {
    return Html.all(clicked, element().with(Attribute.Name.CONFIRMATION, confirmation));
  }

  private Html.Element element() {
    return Html.of(Tag.CWDB_ACTION)
        .with(Attribute.Name.ACTION, "call")
        .with(Attribute.Name.DISPLAY, "widget")
        .with(Attribute.Name.ENDPOINT, endpoint)
        .text(json());
  }

  /// The parameters without any character that HTML gives a meaning, but for quotes: the same
  /// whether it is taken as text or as HTML.
  private String json() {
    try {
      return JSON.writeValueAsString(new TreeMap<>(parameters))
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026");
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
