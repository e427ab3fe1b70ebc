package io.flowverdict.aws.queue;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.flowverdict.aws.embedded.LocalServices;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Against a server that answers as SQS does.
class SqsRedeliveryTest {

  private static final String QUEUE = "https://sqs.eu-central-1.amazonaws.com/111122223333/work";

  private final WireMockServer sqs =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

  @BeforeEach
  void start() {
    sqs.start();
    answer(aResponse().withStatus(200));
  }

  @AfterEach
  void stop() {
    sqs.stop();
  }

  private void answer(ResponseDefinitionBuilder answer) {
    sqs.stubFor(
        post(urlEqualTo("/"))
            .withHeader("X-Amz-Target", equalTo("AmazonSQS.ChangeMessageVisibility"))
            .willReturn(answer));
  }

  private Redelivery redelivery() {
    return new SqsRedelivery(
        SqsClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .endpointOverride(URI.create(sqs.baseUrl()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(LocalServices.CREDENTIALS)
            .build(),
        QUEUE);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 60",
    "2, 120",
    "3, 240",
    "4, 480",
    "5, 960",
    "6, 1920",
    "7, 3600",
    "8, 3600",
    "1000, 3600"
  })
  void aMessageComesBackLaterEachTime(int receives, int seconds) {
    assertThat(redelivery().hasten(new ReceivedMessage("m-1", "receipt", receives))).isEmpty();

    sqs.verify(
        postRequestedFor(urlEqualTo("/"))
            .withRequestBody(
                equalToJson(
                    "{\"QueueUrl\":\"%s\",\"ReceiptHandle\":\"receipt\",\"VisibilityTimeout\":%d}"
                        .formatted(QUEUE, seconds))));
  }

  @Test
  void everyMessageComesBackSoon() {
    ReceivedMessage message = new ReceivedMessage("m-1", "receipt", 1);

    assertThat(redelivery().hastenAll(List.of(message, message))).isEmpty();
    sqs.verify(2, postRequestedFor(urlEqualTo("/")));
  }

  @Test
  void aRefusalOfTheQueueIsReportedFailsNothingAndEndsTheTrying() {
    answer(
        aResponse()
            .withStatus(400)
            .withBody(
                "{\"__type\":\"com.amazonaws.sqs#ReceiptHandleIsInvalid\",\"message\":\"expired\"}"));

    ReceivedMessage message = new ReceivedMessage("m-1", "receipt", 1);
    assertThat(redelivery().hastenAll(List.of(message, message)))
        .hasValueSatisfying(reason -> assertThat(reason).contains("expired"));
    sqs.verify(1, postRequestedFor(urlEqualTo("/")));
  }

  @Test
  void aQueueThatCannotBeReachedIsReportedAndFailsNothing() {
    Redelivery redelivery = redelivery();
    sqs.stop();

    assertThat(redelivery.hasten(new ReceivedMessage("m-1", "receipt", 1))).isPresent();
  }

  @Test
  void withoutAQueueNothingIsDone() {
    Redelivery redelivery = SqsRedelivery.of(Map.of());

    assertThat(redelivery.hasten(new ReceivedMessage("m-1", "receipt", 1))).isEmpty();
    assertThat(sqs.getAllServeEvents()).isEmpty();
  }

  @Test
  void aMessageIsReadFromTheEventOfLambda() throws IOException {
    String event =
        """
        {"messageId":"m-1","receiptHandle":"AQEBwJnK","attributes":{"ApproximateReceiveCount":"3"}}
        """;

    assertThat(ReceivedMessage.of(JsonMapper.builder().build().readTree(event)))
        .isEqualTo(new ReceivedMessage("m-1", "AQEBwJnK", 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock = "{} | 1\n{\"attributes\":{\"ApproximateReceiveCount\":\"-2\"}} | 1")
  void aMessageThatDoesNotSayHowOftenItWasReceivedWasOnce(String event, int receives)
      throws IOException {
    assertThat(ReceivedMessage.of(JsonMapper.builder().build().readTree(event)).receives())
        .isEqualTo(receives);
  }
}
