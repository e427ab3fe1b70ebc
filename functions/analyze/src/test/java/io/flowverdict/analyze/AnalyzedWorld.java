package io.flowverdict.analyze;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.flowverdict.aws.capture.Capture;
import io.flowverdict.aws.capture.Configurations;
import io.flowverdict.aws.capture.InMemoryLeases;
import io.flowverdict.aws.findings.InMemoryLedger;
import io.flowverdict.aws.inventory.FixedConfiguration;
import io.flowverdict.aws.inventory.InventoryException;
import io.flowverdict.aws.objects.FlowLogContent;
import io.flowverdict.aws.objects.FlowLogObject;
import io.flowverdict.aws.objects.FlowLogObjects;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.InMemoryFindings;
import io.flowverdict.core.finding.InMemoryLogDeliveries;
import io.flowverdict.core.finding.InMemoryRecordCounts;
import io.flowverdict.core.net.Cidr;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.PortRange;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.InMemoryHistory;
import io.flowverdict.core.snapshot.NetworkAcl;
import io.flowverdict.core.snapshot.NetworkAclEntry;
import io.flowverdict.core.snapshot.NetworkInterface;
import io.flowverdict.core.snapshot.Peer;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.SecurityGroup;
import io.flowverdict.core.snapshot.SecurityGroupRule;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.snapshot.Subnet;
import io.flowverdict.core.snapshot.Traffic;
import io.flowverdict.core.snapshot.Vpc;
import io.flowverdict.core.usage.InMemoryRuleUsage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/// Everything around the function, in memory: a bucket, a configuration whose network ACL forgets
/// the replies, and the findings.
final class AnalyzedWorld {

  static final String NAME =
      "111122223333_vpcflowlogs_eu-central-1_fl-0a1_20261120T1005Z_1a2b3c4d.log.gz";
  static final String KEY = "AWSLogs/111122223333/vpcflowlogs/eu-central-1/2026/11/20/" + NAME;

  /// A request that was let in, and two replies that were not let out.
  static final String FORGOTTEN_REPLY =
      """
      interface-id srcaddr dstaddr srcport dstport protocol tcp-flags action start end log-status
      eni-db 10.0.1.10 10.0.3.10 40000 5432 6 2 ACCEPT 1795169100 1795169160 OK
      eni-db 10.0.3.10 10.0.1.10 5432 40000 6 18 REJECT 1795169100 1795169160 OK
      eni-db 10.0.3.10 10.0.1.10 5432 40001 6 18 REJECT 1795169100 1795169160 OK
      """;

  static final long LARGEST_OBJECT = 100_000;

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:20:00Z"), ZoneOffset.UTC);

  private final Map<String, byte[]> bucket = new HashMap<>();
  private final Set<String> broken = new HashSet<>();
  private final InMemoryHistory history = new InMemoryHistory();
  private final Archive archive =
      new Archive(
          new InMemoryFindings(CLOCK),
          new InMemoryRuleUsage(),
          new InMemoryLogDeliveries(),
          new InMemoryRecordCounts(),
          new InMemoryLedger());
  private final StringBuilder log = new StringBuilder();
  private final FixedConfiguration live;
  private int remainingMillis = 60_000;
  private boolean readingFails;
  private int opened;

  AnalyzedWorld(Scope scope) {
    live = new FixedConfiguration().set(scope, snapshot());
  }

  private static Snapshot snapshot() {
    return Snapshot.builder()
        .vpcs(
            List.of(new Vpc("vpc-1", null, null, false, List.of(Cidr.parse("10.0.0.0/16")), null)))
        .subnets(
            List.of(
                new Subnet(
                    "subnet-db", null, "vpc-1", null, List.of(Cidr.parse("10.0.3.0/24")), null)))
        .interfaces(
            List.of(
                new NetworkInterface(
                    "eni-db",
                    null,
                    null,
                    "interface",
                    "vpc-1",
                    "subnet-db",
                    null,
                    null,
                    null,
                    false,
                    true,
                    List.of(IpAddress.parse("10.0.3.10")),
                    List.of(),
                    List.of(),
                    Set.of("sg-db"))))
        .securityGroups(
            List.of(
                new SecurityGroup(
                    "sg-db",
                    "db",
                    "vpc-1",
                    null,
                    List.of(
                        new SecurityGroupRule(
                            "sgr-1",
                            "sg-db",
                            Direction.INGRESS,
                            new Traffic.Ports(Protocol.TCP, PortRange.of(5432)),
                            new Peer.OfCidr(Cidr.parse("10.0.0.0/16")),
                            null)))))
        .networkAcls(
            List.of(
                new NetworkAcl(
                    "acl-db",
                    "vpc-1",
                    null,
                    false,
                    Set.of("subnet-db"),
                    List.of(
                        new NetworkAclEntry(
                            100,
                            Direction.INGRESS,
                            NetworkAclEntry.Effect.ALLOW,
                            new Traffic.All(),
                            Cidr.ALL_IPV4)))))
        .build();
  }

  /// Puts an object, compressed.
  void put(String key, String text) {
    bucket.put(key, gzip(text));
  }

  /// Puts an object whose last bytes are missing.
  void putTruncated(String key, String text) {
    byte[] whole = gzip(text);
    bucket.put(key, Arrays.copyOf(whole, whole.length - 12));
  }

  /// Puts [#FORGOTTEN_REPLY] as Apache Arrow writes it.
  void putForgottenReplyAsParquet(String key) throws IOException {
    bucket.put(key, forgottenReplyAsParquet());
  }

  /// Puts Parquet whose last bytes are missing.
  void putTruncatedParquet(String key) throws IOException {
    byte[] whole = forgottenReplyAsParquet();
    bucket.put(key, Arrays.copyOf(whole, whole.length - 100));
  }

  private static byte[] forgottenReplyAsParquet() throws IOException {
    try (InputStream object =
        requireNonNull(AnalyzedWorld.class.getResourceAsStream("/forgotten-reply.log.parquet"))) {
      return object.readAllBytes();
    }
  }

  /// Puts an object of so many bytes, and some more, of which nothing can be read.
  void putIncompressible(String key, int size) {
    bucket.put(key, Arrays.copyOf(gzip(FORGOTTEN_REPLY), size + 1));
  }

  /// Sets what is left of the function's time.
  void remainingMillis(int millis) {
    remainingMillis = millis;
  }

  /// Makes the service fail when this object is read.
  void fail(String key) {
    broken.add(key);
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  Analysis analysis() {
    FlowLogObjects objects = objects();
    Capture capture =
        new Capture(
            this::read,
            history,
            new InMemoryLeases(Duration.ofMinutes(4)),
            CLOCK,
            _ -> {},
            Duration.ofSeconds(1));
    return new Analysis(
        objects,
        new Configurations(history, capture, CLOCK),
        history,
        archive,
        LARGEST_OBJECT,
        CLOCK);
  }

  private Snapshot read(Scope scope) {
    if (readingFails) {
      throw new InventoryException("RequestLimitExceeded");
    }
    return live.read(scope);
  }

  /// Has the configuration been read at this time, and not since.
  void observed(Scope scope, Instant at) {
    history.observe(scope, live.read(scope), at);
  }

  /// Changes the configuration from now on.
  void configure(Scope scope, Snapshot changed) {
    live.set(scope, changed);
    history.observe(scope, changed, CLOCK.instant());
  }

  private FlowLogObjects objects() {
    return new FlowLogObjects() {
      @Override
      public Optional<FlowLogContent> open(FlowLogObject object) {
        opened++;
        if (broken.contains(object.key())) {
          throw new IllegalStateException("The service fails for " + object.key());
        }
        return Optional.ofNullable(bucket.get(object.key()))
            .map(bytes ->
                new FlowLogContent(
                    versionOf(bytes),
                    bytes.length,
                    new ByteArrayInputStream(bytes),
                    () -> {
                      throw new IllegalStateException("Small objects are read as streams");
                    }));
      }

      @Override
      public Optional<String> version(FlowLogObject object) {
        return Optional.ofNullable(bucket.get(object.key())).map(AnalyzedWorld::versionOf);
      }
    };
  }

  private static String versionOf(byte[] content) {
    return Integer.toHexString(Arrays.hashCode(content));
  }

  /// {@return how many objects were opened: each is a connection until it is read}
  int opened() {
    return opened;
  }

  /// Makes reading the configuration fail from now on, or succeed again.
  void failToRead(boolean fails) {
    readingFails = fails;
  }

  Findings findings() {
    return archive.findings();
  }

  Archive archive() {
    return archive;
  }

  /// {@return everything that was logged}
  String log() {
    return log.toString();
  }

  Context context() {
    return new LoggingContext(log, remainingMillis);
  }

  /// A context of which only the logger is used.
  private record LoggingContext(StringBuilder log, int remainingMillis)
      implements Context, LambdaLogger {
    @Override
    public LambdaLogger getLogger() {
      return this;
    }

    @Override
    public void log(String message) {
      log.append(message);
    }

    @Override
    public void log(byte[] message) {
      log.append(new String(message, UTF_8));
    }

    @Override
    public String getAwsRequestId() {
      return "request";
    }

    @Override
    public String getLogGroupName() {
      return "group";
    }

    @Override
    public String getLogStreamName() {
      return "stream";
    }

    @Override
    public String getFunctionName() {
      return "analyze";
    }

    @Override
    public String getFunctionVersion() {
      return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "arn:aws:lambda:eu-central-1:111122223333:function:analyze";
    }

    @Override
    public CognitoIdentity getIdentity() {
      throw new IllegalStateException("No identity");
    }

    @Override
    public ClientContext getClientContext() {
      throw new IllegalStateException("No client context");
    }

    @Override
    public int getRemainingTimeInMillis() {
      return remainingMillis;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 1_769;
    }
  }
}
