package io.flowverdict.aws.queue;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/// A message of SQS as Lambda hands it to a function ([example event](
/// https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html)).
///
/// @param id by which a partial batch response names it
/// @param receipt the handle of this receipt of it
/// @param receives how often it was received, this time included; 1 where that is not said
public record ReceivedMessage(String id, String receipt, int receives) {
  public ReceivedMessage {
    requireNonNull(id, "id is null");
    requireNonNull(receipt, "receipt is null");
    if (receives < 1) {
      throw new IllegalArgumentException("Received " + receives + " times");
    }
  }

  /// {@return the message that a record of an event is}
  public static ReceivedMessage of(JsonNode event) {
    int receives = event.path("attributes").path("ApproximateReceiveCount").asInt(1);
    return new ReceivedMessage(
        event.path("messageId").asText(),
        event.path("receiptHandle").asText(),
        Math.max(receives, 1));
  }
}
