package io.flowverdict.core.flowlog;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Flow-log objects for tests, and what reading one gave.
final class FlowLogObject {

  /// A record of the default format.
  static final String RECORD =
      "2 111122223333 eni-0a1b2c3d 10.0.1.5 10.0.2.7 40000 443 6 10 840 1700000000 1700000060"
          + " ACCEPT OK";

  private FlowLogObject() {}

  /// {@return an object of these lines, the first of which is the header of the default format}
  static InputStream ofDefaultFormat(String... lines) {
    return text(FlowLogFormat.DEFAULT + "\n" + String.join("\n", lines) + "\n");
  }

  static InputStream text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  static InputStream bytes(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return file.toByteArray();
  }

  /// {@return every entry of an object that can be read to its end}
  static List<FlowLogEntry> entries(InputStream object) {
    try (FlowLogReader reader = FlowLogReader.open(object)) {
      List<FlowLogEntry> entries = new ArrayList<>();
      reader.forEach(entries::add);
      return entries;
    }
  }

  /// {@return the only entry of an object}
  static FlowLogEntry onlyEntry(InputStream object) {
    List<FlowLogEntry> entries = entries(object);
    if (entries.size() != 1) {
      throw new AssertionError("Not one entry: " + entries);
    }
    return entries.getFirst();
  }
}
