package io.flowverdict.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flowverdict.core.snapshot.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The messages of a batch from SQS, gathered by scope.
///
/// @param groups what to reach, one for each scope
/// @param rejected why a message cannot be understood, by its id
record CaptureBatch(List<Group> groups, Map<String, String> rejected) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// The messages about one scope.
  ///
  /// @param request what the latest of them asks for, which serves the others too
  record Group(CaptureRequest request, List<String> messageIds) {
    Group {
      messageIds = List.copyOf(messageIds);
    }

    private Group with(CaptureRequest other, String messageId) {
      List<String> ids = new ArrayList<>(messageIds);
      ids.add(messageId);
      return new Group(other.needed().isAfter(request.needed()) ? other : request, ids);
    }
  }

  CaptureBatch {
    groups = List.copyOf(groups);
    rejected = Map.copyOf(rejected);
  }

  /// Messages about nothing that changes a configuration are in neither part.
  ///
  /// @param messages the `Records` of an event of SQS
  static CaptureBatch of(JsonNode messages, Instant now) {
    Map<Scope, Group> groups = new LinkedHashMap<>();
    Map<String, String> rejected = new LinkedHashMap<>();
    for (JsonNode message : messages) {
      String id = message.path("messageId").asText();
      try {
        CaptureRequest.of(JSON.readTree(message.path("body").asText()), now)
            .ifPresent(request ->
                groups.compute(
                    request.scope(),
                    (scope, group) ->
                        group == null ? new Group(request, List.of(id)) : group.with(request, id)));
      } catch (JsonProcessingException notJson) {
        rejected.put(id, "The message is no JSON");
      } catch (IllegalArgumentException notUnderstood) {
        rejected.put(id, String.valueOf(notUnderstood.getMessage()));
      }
    }
    return new CaptureBatch(List.copyOf(groups.values()), rejected);
  }
}
