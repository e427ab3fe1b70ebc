package io.flowverdict.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flowverdict.aws.queue.ReceivedMessage;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The messages of a batch from SQS, gathered by scope.
///
/// @param groups what to reach, one for each scope
/// @param rejected why messages cannot be understood
record CaptureBatch(List<Group> groups, Map<ReceivedMessage, String> rejected) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// The messages about one scope.
  ///
  /// @param request what the latest of them asks for, which serves the others too
  record Group(CaptureRequest request, List<ReceivedMessage> messages) {
    Group {
      messages = List.copyOf(messages);
    }

    private Group with(CaptureRequest other, ReceivedMessage message) {
      List<ReceivedMessage> all = new ArrayList<>(messages);
      all.add(message);
      return new Group(other.needed().isAfter(request.needed()) ? other : request, all);
    }
  }

  CaptureBatch {
    groups = List.copyOf(groups);
    rejected = Map.copyOf(rejected);
  }

  /// Messages about nothing that changes a configuration are in neither part.
  ///
  /// @param records the `Records` of an event of SQS
  static CaptureBatch of(JsonNode records, Instant now) {
    Map<Scope, Group> groups = new LinkedHashMap<>();
    Map<ReceivedMessage, String> rejected = new LinkedHashMap<>();
    for (JsonNode record : records) {
      ReceivedMessage message = ReceivedMessage.of(record);
      try {
        CaptureRequest.of(JSON.readTree(record.path("body").asText()), now)
            .ifPresent(request ->
                groups.compute(
                    request.scope(),
                    (scope, group) ->
                        group == null
                            ? new Group(request, List.of(message))
                            : group.with(request, message)));
      } catch (JsonProcessingException notJson) {
        rejected.put(message, "The message is no JSON");
      } catch (IllegalArgumentException notUnderstood) {
        rejected.put(message, String.valueOf(notUnderstood.getMessage()));
      }
    }
    return new CaptureBatch(List.copyOf(groups.values()), rejected);
  }
}
