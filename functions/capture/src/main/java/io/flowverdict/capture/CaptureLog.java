package io.flowverdict.capture;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowverdict.aws.capture.Outcome;
import io.flowverdict.core.snapshot.Revision;
import java.time.Instant;

/// What the function logs: one JSON object a line.
final class CaptureLog {
  private CaptureLog() {}

  /// @param events how many events asked for it
  static ObjectNode line(CaptureRequest request, int events, Outcome outcome) {
    ObjectNode line =
        JsonNodeFactory.instance
            .objectNode()
            .put("scope", request.scope().toString())
            .put("needed", request.needed().toString())
            .put("events", events);
    return switch (outcome) {
      case Outcome.Known(Instant verifiedUntil) ->
          line.put("outcome", "known").put("verifiedUntil", verifiedUntil.toString());
      case Outcome.Captured(Revision revision) ->
          line.put("outcome", "captured")
              .put("revision", revision.id())
              .put("observedFrom", revision.observedFrom().toString())
              .put("verifiedUntil", revision.verifiedUntil().toString());
      case Outcome.Refused(String reason) -> line.put("outcome", "refused").put("reason", reason);
      case Outcome.Failed(String reason) -> line.put("outcome", "failed").put("reason", reason);
      case Outcome.Unfinished() -> line.put("outcome", "unfinished");
    };
  }

  static ObjectNode rejected(String messageId, String reason) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("outcome", "rejected")
        .put("message", messageId)
        .put("reason", reason);
  }
}
