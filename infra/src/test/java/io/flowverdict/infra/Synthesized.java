package io.flowverdict.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/// The templates that some settings make, without the zips: what stands for them are empty files.
///
/// @param folder what the CDK wrote
/// @param templates by the names of the stacks, without `FlowVerdict-`
record Synthesized(Path folder, Map<String, JsonNode> templates) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SUFFIX = ".template.json";

  /// Two VPCs, another account, two Regions, a mail address.
  static final Map<Option, String> EVERYTHING =
      Map.of(
          Option.VPCS, "vpc-0a1b2c3d4e5f60001, vpc-0a1b2c3d4e5f60002",
          Option.ACCOUNTS, "111122223333",
          Option.REGIONS, "eu-central-1,eu-west-1",
          Option.EXTERNAL_ID, "an-external-id",
          Option.ALARM_EMAIL, "on-call@example.com");

  /// A resource of a template.
  record Resource(String stack, String id, String type, JsonNode properties, JsonNode whole) {
    @Override
    public String toString() {
      return stack + "/" + id + " (" + type + ")";
    }
  }

  /// {@return what these settings make}
  static Synthesized of(Map<Option, String> options) {
    return of(options, app -> {});
  }

  /// @param before what to do with the app before its templates are made
  static Synthesized of(Map<Option, String> options, Consumer<App> before) {
    try {
      Path folder = Files.createTempDirectory("synthesized");
      App app = app(options, folder);
      FlowVerdictApp.addStacks(app, placeholders(folder));
      before.accept(app);
      FlowVerdictApp.synthesize(app);
      return new Synthesized(folder, templates(folder));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static App app(Map<Option, String> options, Path folder) {
    Map<String, Object> context = new TreeMap<>();
    context.putAll(flags());
    options.forEach((option, value) -> context.put(option.key(), value));
    return new App(
        AppProps.builder().outdir(folder.toString()).context(context).treeMetadata(false).build());
  }

  /// {@return the context of `cdk.json`}
  private static Map<String, Object> flags() {
    return JSON.convertValue(
        read(Path.of("cdk.json")).path("context"), new TypeReference<Map<String, Object>>() {});
  }

  /// {@return files where the build puts the zips}
  static FunctionZips placeholders(Path folder) throws IOException {
    Path functions = folder.resolve("functions");
    for (String name :
        List.of(
            AnalyzeFunction.NAME,
            CaptureFunction.NAME,
            AuditFunction.NAME,
            ConsoleFunctions.NAME)) {
      Path target = Files.createDirectories(functions.resolve(name).resolve("target"));
      Files.writeString(target.resolve("flow-verdict-" + name + ".zip"), name);
    }
    return new FunctionZips(functions);
  }

  private static Map<String, JsonNode> templates(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .collect(
              Collectors.toMap(Synthesized::stack, Synthesized::read, (a, _) -> a, TreeMap::new));
    }
  }

  private static String stack(Path template) {
    String name = template.getFileName().toString().replace(SUFFIX, "");
    return name.startsWith("Members") ? "Reader" : name.replace("FlowVerdict-", "");
  }

  private static JsonNode read(Path template) {
    try {
      return JSON.readTree(template.toFile());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// {@return the errors and warnings about the templates, each with the path of what it is about}
  List<String> warnings() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".metadata.json"))
          .flatMap(file -> read(file).properties().stream())
          .flatMap(constructs ->
              elements(constructs.getValue())
                  .filter(entry -> entry.path("type").asText().matches("aws:cdk:(error|warning)"))
                  .map(entry -> constructs.getKey() + ": " + entry.path("data").asText()))
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Stream<Resource> resources() {
    return templates.entrySet().stream().flatMap(entry -> resources(entry.getKey()));
  }

  Stream<Resource> resources(String stack) {
    JsonNode resources = templates.getOrDefault(stack, JSON.createObjectNode()).path("Resources");
    return resources.properties().stream()
        .map(resource ->
            new Resource(
                stack,
                resource.getKey(),
                resource.getValue().path("Type").asText(),
                resource.getValue().path("Properties"),
                resource.getValue()));
  }

  Stream<Resource> ofType(String type) {
    return resources().filter(resource -> resource.type().equals(type));
  }

  /// {@return the elements of a node that may be one element or a list of them}
  static Stream<JsonNode> elements(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false)
        : node.isMissingNode() ? Stream.empty() : Stream.of(node);
  }
}
