package io.flowverdict.analyze;

import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The deliveries that an event announces, whichever of its three shapes it has: an S3
/// notification, an EventBridge event of S3, or a batch of SQS messages that carry either.
///
/// Keys are URL-encoded in S3 notifications and plain in EventBridge events; they are decoded here,
/// once. `s3:TestEvent`, which has no `Records`, and an event without records announce nothing.
final class Deliveries {

  private static final String SQS = "aws:sqs";

  private final ObjectMapper json;

  Deliveries(ObjectMapper json) {
    this.json = json;
  }

  /// A part of the event that succeeds or fails as one.
  ///
  /// @param id the SQS message's id; null for an event that did not come through SQS
  /// @param body what the message says; a message that is no JSON announces nothing that can be
  ///   read
  record Message(@Nullable String id, JsonNode body) {}

  /// {@return the messages of a batch, or the event itself as the only message}
  List<Message> messages(JsonNode event) {
    List<Message> messages = new ArrayList<>();
    for (JsonNode record : event.path("Records")) {
      if (record.path("eventSource").asText().equals(SQS)) {
        messages.add(new Message(record.path("messageId").asText(), record.path("body")));
      }
    }
    return messages.isEmpty() ? List.of(new Message(null, event)) : messages;
  }

  /// {@return the deliveries that a message announces}
  ///
  /// @throws IllegalArgumentException when the message is not one that S3 sends
  List<Delivery> announcedBy(Message message) {
    JsonNode event = message.body().isTextual() ? parse(message.body().asText()) : message.body();
    if (event.path("detail-type").asText().equals("Object Created")) {
      JsonNode detail = event.path("detail");
      return List.of(delivery(detail.path("bucket"), detail.path("object").path("key").asText()));
    }
    List<Delivery> deliveries = new ArrayList<>();
    for (JsonNode record : event.path("Records")) {
      JsonNode s3 = record.path("s3");
      String encoded = s3.path("object").path("key").asText();
      deliveries.add(delivery(s3.path("bucket"), decode(encoded)));
    }
    return deliveries;
  }

  private JsonNode parse(String body) {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(
          "The message is no JSON: " + malformed.getOriginalMessage(), malformed);
    }
  }

  private static Delivery delivery(JsonNode bucket, String key) {
    String name = bucket.path("name").asText();
    if (name.isEmpty() || key.isEmpty()) {
      throw new IllegalArgumentException("The notification names no bucket or no key");
    }
    return new Delivery(name, key);
  }

  private static String decode(String key) {
    return new S3ObjectEntity(key, 0L, "", "", "").getUrlDecodedKey();
  }
}
