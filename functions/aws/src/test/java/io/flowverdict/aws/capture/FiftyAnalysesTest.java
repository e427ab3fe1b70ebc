package io.flowverdict.aws.capture;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.aws.embedded.Ec2Server;
import io.flowverdict.aws.embedded.LocalServices;
import io.flowverdict.aws.history.RevisionStore;
import io.flowverdict.aws.history.TimelineTable;
import io.flowverdict.core.snapshot.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Fifty invocations at once, each with a cache and a lease of its own, on one table and bucket.
class FiftyAnalysesTest {
  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final int ANALYSES = 50;
  private static final DynamoDbClient DYNAMO_DB = LocalServices.dynamoDb();
  private static final S3Client S3 = LocalServices.s3();

  private final Ec2Server ec2 = new Ec2Server();
  private final TimelineTable table = LocalServices.newTable();
  private final String bucket = LocalServices.newBucket();
  private final Clock clock = Clock.systemUTC();

  @AfterEach
  void stop() {
    ec2.close();
  }

  @Test
  void fiftyAnalysesWithoutARevisionMakeOneFetch() throws Exception {
    List<Coverage> coverages = analyzeAtOnce();

    assertOneFetch();
    assertThat(coverages)
        .hasSize(ANALYSES)
        .allSatisfy(coverage -> {
          assertThat(coverage.shortfall()).isNull();
          assertThat(coverage.revisions())
              .singleElement()
              .satisfies(revision -> assertThat(revision.snapshot().vpcs()).hasSize(2));
        });
    Set<String> revisions = new HashSet<>();
    coverages.forEach(coverage -> revisions.add(coverage.revisions().getFirst().id()));
    assertThat(revisions).hasSize(1);
  }

  @Test
  void fiftyAnalysesOfAnAccountThatRefusesAskItOnce() throws Exception {
    ec2.answer(
        "DescribeSecurityGroupRules",
        Ec2Server.error(403, "UnauthorizedOperation", "You are not authorized."));

    List<Coverage> coverages = analyzeAtOnce();

    assertThat(ec2.calls("DescribeSecurityGroupRules")).isEqualTo(1);
    assertThat(coverages)
        .hasSize(ANALYSES)
        .allSatisfy(
            coverage -> assertThat(coverage.shortfall()).isInstanceOf(Outcome.Refused.class));
  }

  private void assertOneFetch() {
    for (String call : Ec2Server.CALLS) {
      assertThat(ec2.calls(call))
          .as(call)
          .isEqualTo(call.equals("GetManagedPrefixListEntries") ? 2 : 1);
    }
    System.out.println(ANALYSES + " concurrent analyses without a revision: one fetch");
  }

  private List<Coverage> analyzeAtOnce() throws Exception {
    ec2.answerFirst(
        "DescribeVpcs",
        aResponse().withFixedDelay(1500).withBody(Ec2Server.resource("DescribeVpcs")));
    Instant now = clock.instant();
    List<Callable<Coverage>> analyses = new ArrayList<>();
    for (int i = 0; i < ANALYSES; i++) {
      Configurations configurations = configurations();
      analyses.add(
          () -> configurations.covering(SCOPE, now.minusSeconds(600), now.minusSeconds(300)));
    }
    List<Coverage> coverages = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Coverage> analysis : threads.invokeAll(analyses)) {
        coverages.add(analysis.get());
      }
    }
    return coverages;
  }

  private Configurations configurations() {
    RevisionStore history = new RevisionStore(S3, bucket, DYNAMO_DB, table);
    Capture capture =
        new Capture(
            ec2.accounts(null),
            history,
            new DynamoLeases(DYNAMO_DB, table, Duration.ofMinutes(4)),
            clock,
            Thread::sleep,
            Duration.ofMinutes(2));
    return new Configurations(history, capture, clock);
  }
}
