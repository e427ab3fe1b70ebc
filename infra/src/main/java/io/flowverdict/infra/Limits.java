package io.flowverdict.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/// What AWS takes of a template and of what is in it. CloudFormation finds out while it deploys,
/// and rolls back.
///
/// Sources: [CloudFormation](
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html),
/// [Lambda](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html), [IAM](
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html), which counts no
/// white space, and
/// [S3](https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html).
///
/// @param partition that is deployed to, for example `aws`: it is in every ARN
record Limits(String partition) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SUFFIX = ".template.json";
  private static final int TEMPLATE_BYTES = 1_000_000;

  private static final List<Limit> OF_TEMPLATES =
      List.of(
          new Limit("", "resources", 500, template -> template.path("Resources").size()),
          new Limit("", "parameters", 200, template -> template.path("Parameters").size()),
          new Limit("", "outputs", 200, template -> template.path("Outputs").size()));

  /// Of the properties of a resource.
  private static final List<Limit> OF_RESOURCES =
      List.of(
          new Limit("AWS::Lambda::Function", "bytes of environment", 4096, Limits::environment),
          new Limit(
              "AWS::IAM::Role",
              "characters of inline policies",
              10_240,
              role -> length(role.path("Policies").findValues("PolicyDocument"))),
          new Limit(
              "AWS::IAM::Role",
              "characters of trust policy",
              2048,
              role -> length(role.findValues("AssumeRolePolicyDocument"))),
          new Limit("AWS::IAM::Policy", "characters of inline policies", 10_240, Limits::document),
          new Limit(
              "AWS::IAM::ManagedPolicy", "characters of managed policy", 6144, Limits::document),
          new Limit("AWS::S3::BucketPolicy", "bytes of bucket policy", 20_480, Limits::document));

  /// @param type of resource; empty for the template
  /// @param most that is taken
  private record Limit(String type, String unit, int most, ToIntFunction<JsonNode> size) {
    Measured of(String name, JsonNode node) {
      return new Measured(name, unit, size.applyAsInt(node), most);
    }
  }

  /// How much there is of something that is limited.
  ///
  /// @param of the template, or a resource in it
  record Measured(String of, String unit, int size, int most) {
    boolean isTooMuch() {
      return size > most;
    }
  }

  /// @param assembly the folder of the templates
  /// @throws InvalidSettingsException when one of them cannot be deployed
  void check(Path assembly) {
    measure(assembly).stream()
        .filter(Measured::isTooMuch)
        .findFirst()
        .ifPresent(much -> {
          throw new InvalidSettingsException(
              "%s has %d %s, and AWS takes %d; give %s or fewer %s"
                  .formatted(
                      much.of(),
                      much.size(),
                      much.unit(),
                      much.most(),
                      Option.ORGANIZATION.key(),
                      Option.ACCOUNTS.key()));
        });
  }

  /// {@return everything in these templates that is limited}
  List<Measured> measure(Path assembly) {
    try (Stream<Path> files = Files.walk(assembly)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .sorted()
          .flatMap(this::measureTemplate)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Stream<Measured> measureTemplate(Path file) {
    try {
      String name = file.getFileName().toString().replace(SUFFIX, "");
      int bytes = Math.toIntExact(Files.size(file));
      JsonNode template = new Intrinsics(partition).atTheirLongest(JSON.readTree(file.toFile()));
      return Stream.of(
              Stream.of(new Measured(name, "bytes", bytes, TEMPLATE_BYTES)),
              OF_TEMPLATES.stream().map(limit -> limit.of(name, template)),
              template.path("Resources").properties().stream()
                  .flatMap(each -> measureResource(name + "/" + each.getKey(), each.getValue())))
          .flatMap(measured -> measured);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<Measured> measureResource(String name, JsonNode resource) {
    String type = resource.path("Type").asText();
    return OF_RESOURCES.stream()
        .filter(limit -> limit.type().equals(type))
        .map(limit -> limit.of(name, resource.path("Properties")));
  }

  private static int environment(JsonNode function) {
    return function.at("/Environment/Variables").properties().stream()
        .mapToInt(variable -> variable.getKey().length() + variable.getValue().asText().length())
        .sum();
  }

  private static int document(JsonNode policy) {
    return length(policy.findValues("PolicyDocument"));
  }

  private static int length(List<JsonNode> documents) {
    return documents.stream().mapToInt(document -> document.toString().length()).sum();
  }
}
