package io.flowverdict.analyze;

import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowverdict.aws.queue.ReceivedMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The deliveries that an event announces, whichever of its three shapes it has: an S3
/// notification, an EventBridge event of S3, or a batch of SQS messages that carry either.
///
/// Keys are URL-encoded in S3 notifications and plain in EventBridge events; they are decoded here,
/// once. `s3:TestEvent`, which has no `Records`, and an event without records announce nothing.
final class Deliveries {

  /// How often a message is handed back at the most for a configuration that is late: more than
  /// half an hour, when each time takes twice as long as the one before.
  private static final int MOST_WAITS = 6;

  private static final String SQS = "aws:sqs";

  /// What a backfill adds to an event for objects that were analysed before.
  private static final String FORCE = "force";

  private final ObjectMapper json;

  Deliveries(ObjectMapper json) {
    this.json = json;
  }

  /// A part of the event that succeeds or fails as one.
  ///
  /// @param received the message of SQS; null for an event that did not come through SQS
  /// @param body what the message says; a message that is no JSON announces nothing that can be
  ///   read
  record Message(@Nullable ReceivedMessage received, JsonNode body) {

    /// Whether the message comes again when it fails now, and soon enough to wait for something.
    boolean comesAgain() {
      return received != null && received.receives() < MOST_WAITS;
    }
  }

  /// {@return the messages of a batch, or the event itself as the only message}
  List<Message> messages(JsonNode event) {
    List<Message> messages = new ArrayList<>();
    for (JsonNode record : event.path("Records")) {
      if (record.path("eventSource").asText().equals(SQS)) {
        messages.add(new Message(ReceivedMessage.of(record), record.path("body")));
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
      return List.of(
          delivery(detail.path("bucket"), detail.path("object").path("key").asText(), false));
    }
    boolean force = event.path(FORCE).asBoolean();
    List<Delivery> deliveries = new ArrayList<>();
    for (JsonNode record : event.path("Records")) {
      JsonNode s3 = record.path("s3");
      String encoded = s3.path("object").path("key").asText();
      deliveries.add(delivery(s3.path("bucket"), decode(encoded), force));
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

  private static Delivery delivery(JsonNode bucket, String key, boolean force) {
    String name = bucket.path("name").asText();
    if (name.isEmpty() || key.isEmpty()) {
      throw new IllegalArgumentException("The notification names no bucket or no key");
    }
    return new Delivery(name, key, force);
  }

  private static String decode(String key) {
    return new S3ObjectEntity(key, 0L, "", "", "").getUrlDecodedKey();
  }
}
