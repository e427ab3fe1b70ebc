package io.flowverdict.aws.configuration;

import io.flowverdict.core.snapshot.Scope;
import java.time.DateTimeException;
import java.time.Instant;

/// What `capture` notes beside a configuration: whose it is, and when it was read.
///
/// ```
/// {"FlowVerdictCapture":
///   {"AccountId": "123456789012", "Region": "eu-central-1", "Time": "2026-11-22T10:15:00Z"}}
/// ```
final class CaptureFormat {
  static final String KEY = "FlowVerdictCapture";
  private static final String ACCOUNT = "AccountId";
  private static final String REGION = "Region";
  private static final String TIME = "Time";

  private CaptureFormat() {}

  /// @param time when the reading began
  record Capture(Scope scope, Instant time) {}

  static Capture read(Element capture) {
    Element object = capture.object();
    return new Capture(
        new Scope(
            object.required(ACCOUNT, Element::accountId), object.required(REGION, Element::region)),
        object.required(TIME, CaptureFormat::time));
  }

  private static Instant time(Element element) {
    String text = element.word();
    try {
      return Instant.parse(text);
    } catch (DateTimeException malformed) {
      throw element.unexpected("a time such as 2026-11-22T10:15:00Z");
    }
  }

  static Fields write(Capture capture) {
    return new Fields()
        .put(ACCOUNT, capture.scope().accountId())
        .put(REGION, capture.scope().region())
        .put(TIME, capture.time().toString());
  }
}
