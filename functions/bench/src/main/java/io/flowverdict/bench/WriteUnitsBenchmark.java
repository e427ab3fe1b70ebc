package io.flowverdict.bench;

import io.flowverdict.aws.findings.DynamoFindings;
import io.flowverdict.aws.findings.FindingsTable;
import io.flowverdict.aws.findings.Retention;
import io.flowverdict.bench.report.MarkdownTable;
import io.flowverdict.core.finding.Advice;
import io.flowverdict.core.finding.Cause;
import io.flowverdict.core.finding.Counts;
import io.flowverdict.core.finding.FindingKind;
import io.flowverdict.core.finding.ObservedCause;
import io.flowverdict.core.finding.Severity;
import io.flowverdict.core.finding.Sighting;
import io.flowverdict.core.finding.Source;
import io.flowverdict.core.judge.Layer;
import io.flowverdict.core.judge.Step;
import io.flowverdict.core.net.Direction;
import io.flowverdict.core.net.IpAddress;
import io.flowverdict.core.net.Protocol;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.local.EmbeddedServices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What findings cost to keep: write request units of DynamoDB for the objects of some hours that
/// show the same causes, as its embedded edition counts them, indexes included. Prints Markdown.
///
/// An object of 75 MB is the largest that VPC Flow Logs writes, of which a terabyte has 13,333; of
/// 10 MB it has 100,000. A million units cost $0.625 on demand in us-east-1 ([DynamoDB
/// pricing](https://aws.amazon.com/dynamodb/pricing/on-demand/)). Each cause has advice and two
/// links, as an ordinary one has.
public final class WriteUnitsBenchmark {

  private static final Scope SCOPE = new Scope("111122223333", "eu-central-1");
  private static final Instant BEGIN = Instant.parse("2026-11-20T00:00:00Z");
  private static final int OBJECTS = 48;
  private static final int MINUTES_BETWEEN = 5;
  private static final double DOLLARS_A_UNIT = 0.625e-6;
  private static final double TERABYTE = 1e12;

  private WriteUnitsBenchmark() {}

  /// Prints the table.
  public static void main(String[] arguments) throws Exception {
    MarkdownTable table =
        new MarkdownTable(
            "causes per object",
            "units per cause and object",
            "1 TB in objects of 75 MB",
            "1 TB in objects of 10 MB");
    try (EmbeddedServices services = EmbeddedServices.start()) {
      for (int causes : List.of(10, 100, 1_000)) {
        double units = unitsOfAnObject(services, causes);
        table.add(
            String.valueOf(causes),
            String.format(Locale.ROOT, "%.2f", units / causes),
            dollars(units * TERABYTE / 75e6),
            dollars(units * TERABYTE / 10e6));
      }
    }
    System.out.println(table);
  }

  private static String dollars(double units) {
    return String.format(Locale.ROOT, "$%.1f", units * DOLLARS_A_UNIT);
  }

  private static double unitsOfAnObject(EmbeddedServices services, int causes) {
    ConsumedUnits units = new ConsumedUnits();
    try (DynamoDbClient client =
        DynamoDbClient.builder()
            .endpointOverride(services.dynamoDbEndpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .overrideConfiguration(overrides -> overrides.addExecutionInterceptor(units))
            .build()) {
      FindingsTable table = new FindingsTable("units-" + causes);
      table.create(client);
      DynamoFindings findings =
          new DynamoFindings(
              client,
              table,
              new Retention(Duration.ofDays(400), Duration.ofDays(90)),
              Clock.fixed(BEGIN.plus(1, ChronoUnit.DAYS), ZoneOffset.UTC));
      for (int object = 0; object < OBJECTS; object++) {
        String name = "s3://logs/AWSLogs/" + SCOPE.accountId() + "/vpcflowlogs/" + object;
        Instant at = BEGIN.plus(Duration.ofMinutes((long) MINUTES_BETWEEN * object));
        findings.record(
            new Source(name, "fl-0a1b2c3d4e5f60718"),
            IntStream.range(0, causes).mapToObj(port -> seen(port, at, name)).toList());
      }
    }
    return units.written() / OBJECTS;
  }

  private static ObservedCause seen(int number, Instant at, String object) {
    SortedMap<Instant, Counts> hours = new TreeMap<>();
    hours.put(at.truncatedTo(ChronoUnit.HOURS), new Counts(120, 600, 48_000));
    IpAddress own = IpAddress.ipv4(0x0a000000 + number);
    Sighting sighting =
        new Sighting(
            at,
            object,
            1_000L + number,
            "No rule of security group sg-0a1b2c3d4e5f60718 allows the inbound request TCP from"
                + " 10.0.2.20 to 10.0.3.10 port 5432.",
            List.of(
                step(Layer.NACL, "acl-0a1b2c3d4e5f60718"), step(Layer.SG, "sg-0a1b2c3d4e5f60718")));
    return new ObservedCause(
        new Cause(
            FindingKind.REJECTED_BY_SECURITY_GROUP,
            SCOPE,
            "eni-%017x".formatted(number),
            "sg-0a1b2c3d4e5f60718",
            "sg-0123456789abcdef0",
            Protocol.TCP,
            5432),
        Severity.MEDIUM,
        sighting,
        sighting,
        hours,
        List.of(5432),
        List.of(IpAddress.parse("10.0.2.20")),
        List.of(own),
        new Advice(
            "In sg-0a1b2c3d4e5f60718 allow inbound tcp 5432 from sg-0123456789abcdef0.",
            List.of(
                "aws ec2 authorize-security-group-ingress --group-id sg-0a1b2c3d4e5f60718"
                    + " --ip-permissions 'IpProtocol=tcp,FromPort=5432,ToPort=5432,"
                    + "UserIdGroupPairs=[{GroupId=sg-0123456789abcdef0}]'")));
  }

  private static Step step(Layer layer, String id) {
    return new Step(
        layer,
        Direction.INGRESS,
        id,
        layer == Layer.NACL ? "100" : null,
        layer == Layer.NACL ? "all traffic from 0.0.0.0/0" : null,
        layer == Layer.NACL ? Step.Effect.ALLOW : Step.Effect.NO_MATCH);
  }
}
