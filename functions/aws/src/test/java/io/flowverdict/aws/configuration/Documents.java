package io.flowverdict.aws.configuration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.flowverdict.core.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// JSON documents in tests, with single quotes where JSON has double ones.
final class Documents {
  private Documents() {}

  /// Loads documents that are named `1.json`, `2.json`, ….
  static LoadedSnapshot load(String... documents) {
    SnapshotReader reader = new SnapshotReader();
    for (int i = 0; i < documents.length; i++) {
      add(reader, i + 1 + ".json", documents[i]);
    }
    return reader.read();
  }

  static void add(SnapshotReader reader, String source, String document) {
    add(reader, source, bytes(document.replace('\'', '"')));
  }

  static void add(SnapshotReader reader, String source, byte[] document) {
    try {
      reader.add(source, new ByteArrayInputStream(document));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static LoadedSnapshot load(byte[] document) {
    SnapshotReader reader = new SnapshotReader();
    add(reader, "1.json", document);
    return reader.read();
  }

  /// {@return the message with which the documents are refused}
  static String refusal(String... documents) {
    return refusal(() -> load(documents));
  }

  static String refusal(ThrowingCallable reading) {
    Throwable refused = catchThrowable(reading);
    assertThat(refused).isInstanceOf(ConfigurationException.class);
    return requireNonNull(refused.getMessage());
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] write(Snapshot snapshot) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      SnapshotWriter.write(snapshot, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }
}
