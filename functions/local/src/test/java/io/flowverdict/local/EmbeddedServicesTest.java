package io.flowverdict.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

class EmbeddedServicesTest {

  @Test
  void whatIsPutIntoABucketCanBeReadBack() {
    String key = "AWSLogs/aws-account-id=123456789012/a b.log.gz";
    try (EmbeddedServices services = EmbeddedServices.start()) {
      services.s3().createBucket(create -> create.bucket("logs"));
      services
          .s3()
          .putObject(
              put -> put.bucket("logs").key(key), RequestBody.fromString("version account-id\n"));

      assertThat(services.s3().getObjectAsBytes(get -> get.bucket("logs").key(key)).asUtf8String())
          .isEqualTo("version account-id\n");
      assertThat(services.s3().listObjectsV2(list -> list.bucket("logs")).contents())
          .extracting(S3Object::key)
          .containsExactly(key);
    }
  }

  @Test
  void anObjectThatIsNotThereIsSaidToBeMissing() {
    try (EmbeddedServices services = EmbeddedServices.start()) {
      services.s3().createBucket(create -> create.bucket("logs"));

      assertThatThrownBy(() -> services.s3().getObject(get -> get.bucket("logs").key("none")))
          .isInstanceOf(NoSuchKeyException.class);
    }
  }

  @Test
  void whatIsPutIntoATableCanBeReadBack() {
    Map<String, AttributeValue> item =
        Map.of("id", AttributeValue.fromS("a"), "count", AttributeValue.fromN("1"));
    try (EmbeddedServices services = EmbeddedServices.start()) {
      services
          .dynamoDb()
          .createTable(create ->
              create
                  .tableName("findings")
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .keySchema(
                      KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                  .attributeDefinitions(
                      AttributeDefinition.builder()
                          .attributeName("id")
                          .attributeType(ScalarAttributeType.S)
                          .build()));
      services.dynamoDb().putItem(put -> put.tableName("findings").item(item));

      assertThat(services.dynamoDb().scan(scan -> scan.tableName("findings")).items())
          .containsExactly(item);
    }
  }

  @Test
  void twoOfThemDoNotGetIntoEachOthersWay() {
    try (EmbeddedServices one = EmbeddedServices.start();
        EmbeddedServices other = EmbeddedServices.start()) {
      one.s3().createBucket(create -> create.bucket("logs"));

      assertThat(other.s3().listBuckets().buckets()).isEmpty();
      assertThat(other.dynamoDbEndpoint()).isNotEqualTo(one.dynamoDbEndpoint());
    }
  }

  @Test
  void nobodyReachesThemFromOutside() throws IOException {
    List<InetAddress> outside =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    try (EmbeddedServices services = EmbeddedServices.start()) {
      for (URI endpoint : List.of(services.s3Endpoint(), services.dynamoDbEndpoint())) {
        assertThat(InetAddress.getByName(endpoint.getHost()).isLoopbackAddress()).isTrue();
        assertThat(outside).noneMatch(address -> accepts(address, endpoint.getPort()));
      }
    }
  }

  @Test
  void afterClosingNothingListens() {
    EmbeddedServices services = EmbeddedServices.start();
    URI s3 = services.s3Endpoint();
    URI dynamoDb = services.dynamoDbEndpoint();

    services.close();

    InetAddress loopback = InetAddress.getLoopbackAddress();
    assertThat(accepts(loopback, s3.getPort())).isFalse();
    assertThat(accepts(loopback, dynamoDb.getPort())).isFalse();
  }

  private static boolean accepts(InetAddress address, int port) {
    try (Socket socket = new Socket(address, port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }
}
