package io.flowverdict.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The AWS CLI, which talks to one endpoint.
record AwsCli(Path command, URI endpoint) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// What a program needs to talk to this endpoint as to AWS.
  static final Map<String, String> CREDENTIALS =
      Map.of(
          "AWS_ACCESS_KEY_ID", "test",
          "AWS_SECRET_ACCESS_KEY", "test",
          "AWS_REGION", "eu-central-1",
          "AWS_DEFAULT_REGION", "eu-central-1");

  /// {@return what the command answers; empty where it says nothing}
  ///
  /// @throws IllegalStateException when it fails
  JsonNode run(String... arguments) {
    List<String> program = new ArrayList<>(List.of(command.toString()));
    program.addAll(List.of("--endpoint-url", endpoint.toString(), "--output", "json"));
    program.addAll(List.of(arguments));
    try {
      Path errors = Files.createTempFile("aws", ".err");
      ProcessBuilder builder = new ProcessBuilder(program).redirectError(errors.toFile());
      builder.environment().putAll(CREDENTIALS);
      builder.environment().put("AWS_PAGER", "");
      Process process = builder.start();
      String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            String.join(" ", arguments) + " failed: " + Files.readString(errors));
      }
      Files.delete(errors);
      return answer.isBlank() ? JSON.createObjectNode() : JSON.readTree(answer);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted in " + String.join(" ", arguments), interrupted);
    }
  }
}
