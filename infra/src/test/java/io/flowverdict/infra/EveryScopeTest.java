package io.flowverdict.infra;

import static com.dashjoin.jsonata.Jsonata.jsonata;
import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the schedules' state machines ask for, by evaluating their own expressions as they stand in
/// the templates.
class EveryScopeTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String OWN = "123456789012";
  private static final String TIME = "2026-11-22T10:00:00Z";
  private static final Synthesized TWO_ACCOUNTS =
      Synthesized.of(
          Map.of(
              Option.ACCOUNTS, "111122223333," + OWN,
              Option.REGIONS, "eu-central-1,eu-west-1",
              Option.EXTERNAL_ID, "an-external-id"));

  @Test
  void captureIsAskedForEachPairOnceOneAfterAnother() throws Exception {
    List<Map<String, Object>> calls = calls(TWO_ACCOUNTS, "capture");

    assertThat(calls)
        .extracting(call -> call.get("DelaySeconds"))
        .containsExactly(0, 225, 450, 675);
    assertThat(calls)
        .extracting(call -> JSON.readTree(String.valueOf(call.get("MessageBody"))))
        .containsExactly(
            request(OWN, "eu-central-1"),
            request(OWN, "eu-west-1"),
            request("111122223333", "eu-central-1"),
            request("111122223333", "eu-west-1"));
  }

  private static JsonNode request(String account, String region) {
    return JSON.createObjectNode().put("account", account).put("region", region).put("time", TIME);
  }

  @Test
  void anAuditIsAskedForEachPairOnce() {
    assertThat(calls(TWO_ACCOUNTS, "audit"))
        .extracting(call -> call.get("Payload"))
        .containsExactly(
            Map.of("account", OWN, "region", "eu-central-1"),
            Map.of("account", OWN, "region", "eu-west-1"),
            Map.of("account", "111122223333", "region", "eu-central-1"),
            Map.of("account", "111122223333", "region", "eu-west-1"));
  }

  @Test
  void oneAccountAndRegionIsOnePair() {
    assertThat(calls(Synthesized.of(Map.of()), "audit"))
        .extracting(call -> call.get("Payload"))
        .containsExactly(Map.of("account", OWN, "region", "eu-central-1"));
  }

  @Test
  void messagesAreSpreadOverAShortIntervalAndDelayedNoLongerThanSqsDoes() {
    for (Map.Entry<String, Integer> longest : Map.of("5", 150, "1440", 450).entrySet()) {
      Synthesized synthesized =
          Synthesized.of(
              Map.of(
                  Option.ACCOUNTS, "111122223333",
                  Option.EXTERNAL_ID, "an-external-id",
                  Option.CAPTURE_MINUTES, longest.getKey()));
      assertThat(calls(synthesized, "capture"))
          .extracting(call -> call.get("DelaySeconds"))
          .containsExactly(0, longest.getValue());
    }
  }

  @Test
  void whatTheMapHandsOnStaysWithinWhatAStateMayHold() {
    JsonNode map = definition(TWO_ACCOUNTS, "capture").at("/States/EveryScope");

    assertThat(map.at("/ItemProcessor/States/Ask/Output").toString()).isEqualTo("{}");
    assertThat(map.path("Output").toString()).isEqualTo("{}");
    assertThat(IntStream.range(0, 5000).boxed().toList().toString().length())
        .isLessThan(256 * 1024);
  }

  /// {@return the arguments of the calls that a state machine makes}
  private static List<Map<String, Object>> calls(Synthesized synthesized, String function) {
    JsonNode states = definition(synthesized, function).path("States");
    Map<String, Object> variables = new TreeMap<>();
    states
        .at("/Given/Assign")
        .properties()
        .forEach(variable ->
            variables.put(
                variable.getKey(),
                JSON.convertValue(variable.getValue(), new TypeReference<List<Object>>() {})));
    Map<String, Object> input = Map.of("input", Map.of("time", TIME));
    variables.put(
        "accounts", evaluated(states.at("/EachOnce/Assign/accounts").asText(), variables, input));
    JsonNode map = states.path("EveryScope");
    List<Map<String, Object>> calls = new ArrayList<>();
    if (!(evaluated(map.path("Items").asText(), variables, input) instanceof List<?> items)) {
      throw new AssertionError("The items are no list");
    }
    for (Object item : items) {
      Map<String, Object> states0 = new TreeMap<>(input);
      states0.put("context", Map.of("Map", Map.of("Item", Map.of("Value", item))));
      Map<String, Object> selected = all(map.path("ItemSelector"), variables, states0);
      calls.add(
          all(map.at("/ItemProcessor/States/Ask/Arguments"), variables, Map.of("input", selected)));
    }
    return calls;
  }

  private static JsonNode definition(Synthesized synthesized, String function) {
    return resolved(
        synthesized
            .ofType("AWS::StepFunctions::StateMachine")
            .map(Synthesized.Resource::properties)
            .filter(machine ->
                machine.path("StateMachineName").asText().equals(EveryScope.nameOf(function)))
            .findFirst()
            .orElseThrow()
            .path("Definition"));
  }

  /// {@return the same in this account and Region}
  private static JsonNode resolved(JsonNode definition) {
    try {
      return JSON.readTree(
          definition
              .toString()
              .replace("{\"Ref\":\"AWS::AccountId\"}", "\"" + OWN + "\"")
              .replace("{\"Ref\":\"AWS::Region\"}", "\"eu-central-1\""));
    } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
      throw new IllegalStateException(malformed);
    }
  }

  private static Map<String, Object> all(
      JsonNode texts, Map<String, Object> variables, Map<String, Object> states) {
    Map<String, Object> values = new TreeMap<>();
    texts
        .properties()
        .forEach(text ->
            values.put(text.getKey(), evaluated(text.getValue().asText(), variables, states)));
    return values;
  }

  /// {@return what Step Functions makes of `{% … %}`}
  private static Object evaluated(
      String text, Map<String, Object> variables, Map<String, Object> states) {
    if (!text.startsWith("{%")) {
      return text;
    }
    Jsonata expression = jsonata(text.replaceFirst("^\\{%", "").replaceFirst("%}$", ""));
    Jsonata.Frame frame = expression.createFrame();
    variables.forEach(frame::bind);
    frame.bind("states", states);
    return expression.evaluate(null, frame);
  }
}
