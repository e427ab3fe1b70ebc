package io.flowverdict.capture;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowverdict.core.snapshot.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// What an event asks for: that the history of a scope reaches a time.
///
/// An event is an object with `account` and `region`. One of EventBridge about a call of an API
/// asks for [#SETTLING] after the call; any other for its `time`, or for now when it has none.
record CaptureRequest(Scope scope, Instant needed) {

  /// How long after a change a reading is taken to show it: the EC2 API is eventually consistent.
  /// Where it takes longer, the next reading shows it.
  static final Duration SETTLING = Duration.ofSeconds(30);

  private static final int LONGEST_QUOTE = 60;

  CaptureRequest {
    requireNonNull(scope, "scope is null");
    requireNonNull(needed, "needed is null");
  }

  /// Reads an event.
  ///
  /// @param now what an event without a time asks for
  /// @return empty when the event tells of nothing that changes a configuration
  /// @throws IllegalArgumentException when it cannot be understood; the message says why
  static Optional<CaptureRequest> of(JsonNode event, Instant now) {
    Scope scope = scope(event);
    if (!event.path("detail-type").asText().equals(ChangeEvent.DETAIL_TYPE)) {
      Instant needed = event.has("time") ? time(event, "time") : now;
      return Optional.of(new CaptureRequest(scope, needed));
    }
    JsonNode call = event.path("detail");
    return isChange(call)
        ? Optional.of(new CaptureRequest(scope, time(call, "eventTime").plus(SETTLING)))
        : Optional.empty();
  }

  private static Scope scope(JsonNode event) {
    String account = event.path("account").asText();
    String region = event.path("region").asText();
    if (!Scope.ACCOUNT_ID.matcher(account).matches()) {
      throw wrong("account", account, "an account id of twelve digits");
    }
    if (!Scope.REGION.matcher(region).matches()) {
      throw wrong("region", region, "a Region such as eu-central-1");
    }
    return new Scope(account, region);
  }

  private static boolean isChange(JsonNode call) {
    return ChangeEvent.isChange(call.path("eventSource").asText(), call.path("eventName").asText())
        && !call.hasNonNull("errorCode");
  }

  private static Instant time(JsonNode owner, String field) {
    String text = owner.path(field).asText();
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException noTime) {
      throw wrong(field, text, "a time such as 2026-11-22T10:15:00Z");
    }
  }

  private static IllegalArgumentException wrong(String field, String found, String expected) {
    String quote = found.substring(0, Math.min(found.length(), LONGEST_QUOTE));
    return new IllegalArgumentException(
        "The event's " + field + " is \"" + quote + "\" where " + expected + " is expected");
  }
}
