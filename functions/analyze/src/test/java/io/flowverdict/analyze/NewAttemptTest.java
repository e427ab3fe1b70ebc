package io.flowverdict.analyze;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.FindingKind;
import io.flowverdict.core.finding.PageRequest;
import io.flowverdict.core.finding.VerdictCounts;
import io.flowverdict.core.snapshot.Scope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When an object is analysed again, and what is left of the attempt before.
class NewAttemptTest {

  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final Instant HOUR = Instant.parse("2026-11-20T10:00:00Z");

  /// What [AnalyzedWorld#FORGOTTEN_REPLY] has without its last line.
  private static final String LET_IN =
      """
      interface-id srcaddr dstaddr srcport dstport protocol tcp-flags action start end log-status
      eni-db 10.0.1.10 10.0.3.10 40000 5432 6 2 ACCEPT 1795169100 1795169160 OK
      """;

  private final AnalyzedWorld world = new AnalyzedWorld(SCOPE);

  @Test
  void aTruncatedObjectThatIsDeliveredWholeIsCountedOnce() throws IOException {
    world.putTruncated(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY);
    handle(event(""));
    world.put(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY);
    handle(event(""));
    handle(event(""));

    assertThat(kinds()).containsExactly(FindingKind.REPLY_REJECTED_BY_NETWORK_ACL);
    assertThat(open().getFirst().total().records()).isEqualTo(2);
    assertThat(counts()).isEqualTo(new VerdictCounts(1, 2, 0, 0));
    assertThat(world.log()).contains("already-analysed");
  }

  @Test
  void anObjectThatIsReplacedLeavesNothingOfWhatIsGone() throws IOException {
    world.put(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY);
    handle(event(""));
    world.put(AnalyzedWorld.KEY, LET_IN);
    handle(event(""));

    assertThat(kinds()).isEmpty();
    assertThat(counts()).isEqualTo(new VerdictCounts(1, 0, 0, 0));
  }

  @Test
  void whatWasUndecidedIsDecidedOnceTheConfigurationIsKnown() throws IOException {
    world.put(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY);
    world.observed(SCOPE, Instant.parse("2026-11-20T09:00:00Z"));
    world.failToRead(true);
    handle(event(""));
    assertThat(kinds()).isEmpty();
    assertThat(counts()).isEqualTo(new VerdictCounts(0, 0, 3, 0));
    handle(event(""));
    assertThat(world.log()).contains("configuration-unknown", "already-analysed");

    world.observed(SCOPE, AnalyzedWorld.CLOCK.instant());
    handle(event(""));

    assertThat(kinds()).containsExactly(FindingKind.REPLY_REJECTED_BY_NETWORK_ACL);
    assertThat(counts()).isEqualTo(new VerdictCounts(1, 2, 0, 0));
  }

  @Test
  void aConfigurationThatIsLateIsWaitedForAsLongAsTheMessageComesAgain() throws IOException {
    world.put(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY);
    world.observed(SCOPE, Instant.parse("2026-11-20T09:00:00Z"));
    world.failToRead(true);

    assertThat(handle(message(1))).contains("m-1");
    assertThat(handle(message(5))).contains("m-1");
    assertThat(counts()).isEqualTo(VerdictCounts.NONE);
    assertThat(world.opened()).isZero();

    assertThat(handle(message(6))).doesNotContain("m-1");
    assertThat(counts()).isEqualTo(new VerdictCounts(0, 0, 3, 0));
  }

  @Test
  void whoAsksForItHasAnObjectAnalysedAgain() throws IOException {
    world.put(AnalyzedWorld.KEY, AnalyzedWorld.FORGOTTEN_REPLY);
    handle(event(""));
    List<Finding> once = open();
    handle(event("\"force\":true,"));

    assertThat(world.log()).doesNotContain("already-analysed");
    assertThat(open()).isEqualTo(once);
    assertThat(world.archive().ledger().find("s3://logs/" + AnalyzedWorld.KEY))
        .get()
        .satisfies(attempt -> assertThat(attempt.number()).isEqualTo(2));
  }

  private String handle(String event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    new AnalyzeHandler(world.analysis(), AnalyzedWorld.CLOCK)
        .handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, world.context());
    return answer.toString(UTF_8);
  }

  private static String event(String more) {
    return "{"
        + more
        + "\"Records\":[{\"eventSource\":\"aws:s3\",\"s3\":{\"bucket\":{\"name\":\"logs\"},"
        + "\"object\":{\"key\":\""
        + AnalyzedWorld.KEY
        + "\"}}}]}";
  }

  private static String message(int received) {
    return "{\"Records\":[{\"eventSource\":\"aws:sqs\",\"messageId\":\"m-1\",\"attributes\":"
        + "{\"ApproximateReceiveCount\":\""
        + received
        + "\"},\"body\":\""
        + event("").replace("\"", "\\\"")
        + "\"}]}";
  }

  private List<Finding> open() {
    return world.findings().open(SCOPE, PageRequest.first(100)).items();
  }

  private List<Object> kinds() {
    return open().stream().<Object>map(finding -> finding.cause().kind()).toList();
  }

  private VerdictCounts counts() {
    return world
        .archive()
        .counts()
        .hours(SCOPE, HOUR, HOUR.plusSeconds(1))
        .getOrDefault(HOUR, VerdictCounts.NONE);
  }
}
