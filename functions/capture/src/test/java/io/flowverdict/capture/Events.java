package io.flowverdict.capture;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Events as EventBridge and SQS deliver them.
final class Events {
  private Events() {}

  /// A call of the EC2 API in account 111122223333, Region eu-central-1.
  static String change(String eventName, String eventTime) {
    return """
    {"version":"0","id":"36eb8523-97d0-4518-b33d-ee3579ff19f0",
     "detail-type":"AWS API Call via CloudTrail","source":"aws.ec2","account":"111122223333",
     "time":"%2$s","region":"eu-central-1","resources":[],
     "detail":{"eventVersion":"1.10","eventTime":"%2$s","eventSource":"ec2.amazonaws.com",
      "eventName":"%1$s","awsRegion":"eu-central-1","readOnly":false}}
    """
        .formatted(eventName, eventTime);
  }

  /// A batch of SQS.
  ///
  /// @param messages bodies by the ids of their messages
  static String batch(Map<String, String> messages) {
    JsonMapper json = JsonMapper.builder().build();
    ObjectNode batch = json.createObjectNode();
    messages.forEach((id, body) ->
        batch
            .withArray("Records")
            .addObject()
            .put("messageId", id)
            .put("eventSource", "aws:sqs")
            .put("body", body));
    return batch.toString();
  }
}
