package io.flowverdict.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowverdict.aws.configuration.ConfigurationFolder;
import io.flowverdict.aws.inventory.FixedConfiguration;
import io.flowverdict.core.finding.Finding;
import io.flowverdict.core.finding.Findings;
import io.flowverdict.core.finding.Kind;
import io.flowverdict.core.finding.Page;
import io.flowverdict.core.finding.PageRequest;
import io.flowverdict.core.snapshot.Scope;
import io.flowverdict.core.snapshot.Snapshot;
import io.flowverdict.core.text.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.sync.RequestBody;

/// The samples on their way through the functions: logs into the bucket, events into the handler,
/// findings out of the table.
final class Demo {

  /// The bucket that the sample events name.
  static final String BUCKET = "flow-logs-123456789012";

  /// The account and Region of the sample logs.
  static final Scope SCOPE = new Scope("123456789012", EmbeddedServices.REGION.id());

  /// When the sample configuration was read: before the logs begin, and again after they end, when
  /// the demo takes place.
  static final Instant FIRST_READ = Instant.parse("2026-11-20T09:30:00Z");

  static final Instant NOW = Instant.parse("2026-11-20T10:30:00Z");

  private static final int PAGE = 100;

  private static final Comparator<Finding> MOST_SEVERE_FIRST =
      Comparator.comparing(Finding::severity)
          .reversed()
          .thenComparingInt(finding -> Kind.all().indexOf(finding.cause().kind()))
          .thenComparing(finding -> finding.cause().resource())
          .thenComparing(Finding::id);

  private final Samples samples;
  private final EmbeddedServices services;
  private final LocalFunctions functions;

  private Demo(Samples samples, EmbeddedServices services, LocalFunctions functions) {
    this.samples = samples;
    this.services = services;
    this.functions = functions;
  }

  /// Deploys the functions on services that are empty, with the samples' configuration in force.
  static Demo on(EmbeddedServices services, Samples samples) {
    Snapshot snapshot = ConfigurationFolder.read(samples.configuration()).snapshot();
    FixedConfiguration live = new FixedConfiguration().set(SCOPE, snapshot);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    LocalFunctions.create(services.s3(), services.dynamoDb());
    LocalFunctions functions = LocalFunctions.on(services.s3(), services.dynamoDb(), live, clock);
    functions.history().observe(SCOPE, snapshot, FIRST_READ);
    functions.history().observe(SCOPE, snapshot, NOW);
    return new Demo(samples, services, functions);
  }

  /// Puts the sample logs into the bucket, as VPC Flow Logs does: in gzip.
  void upload() throws IOException {
    services.s3().createBucket(create -> create.bucket(BUCKET));
    for (var log : samples.logs().entrySet()) {
      String key = log.getKey() + ".gz";
      byte[] gzip = gzip(log.getValue());
      services.s3().putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(gzip));
    }
  }

  private static byte[] gzip(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      Files.copy(file, gzip);
    }
    return bytes.toByteArray();
  }

  /// Invokes the handler with each of the sample events.
  ///
  /// @param log takes the names of the events and what the function logs
  void deliver(PrintWriter log) throws IOException {
    for (Path event : samples.events()) {
      log.println("event " + event.getFileName());
      LocalInvocation invocation =
          new LocalInvocation("analyze", line -> log.print("  " + Printable.of(told(line)) + "\n"));
      try (InputStream input = Files.newInputStream(event)) {
        functions.analyze().handleRequest(input, OutputStream.nullOutputStream(), invocation);
      }
    }
  }

  /// Audits the sample configuration, as is done every night.
  void audit() {
    functions.audit().audit(SCOPE);
  }

  /// {@return the functions that the samples went through}
  LocalFunctions functions() {
    return functions;
  }

  /// A line of the function's log without the part that tells CloudWatch which of its numbers are
  /// metrics.
  private static String told(String line) {
    try {
      JsonNode content = new ObjectMapper().readTree(line);
      return content instanceof ObjectNode object
          ? object.without("_aws").toString()
          : line.strip();
    } catch (JsonProcessingException noJson) {
      return line.strip();
    }
  }

  /// {@return the findings as they are in the table, the most severe first}
  List<Finding> findings() {
    Findings table = functions.findings();
    List<Finding> findings = new ArrayList<>();
    Page<Finding> page = table.open(SCOPE, PageRequest.first(PAGE));
    findings.addAll(page.items());
    while (page.next() != null) {
      page = table.open(SCOPE, new PageRequest(PAGE, page.next()));
      findings.addAll(page.items());
    }
    return findings.stream().sorted(MOST_SEVERE_FIRST).toList();
  }
}
