package io.flowverdict.aws.history;

import io.flowverdict.aws.configuration.SnapshotReader;
import io.flowverdict.aws.configuration.SnapshotWriter;
import io.flowverdict.core.snapshot.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// A snapshot as it is stored: gzipped JSON, named by its content.
///
/// The id is the SHA-256 of the JSON, not of the gzipped bytes, which may differ from one Java to
/// the next.
public final class SnapshotObject {
  private static final int BUFFER = 1 << 16;

  private final String id;
  private final byte[] gzipped;

  private SnapshotObject(String id, byte[] gzipped) {
    this.id = id;
    this.gzipped = gzipped;
  }

  /// {@return a snapshot in its stored form}
  public static SnapshotObject of(Snapshot snapshot) {
    ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
    MessageDigest sha256 = sha256();
    try (OutputStream json =
        new DigestOutputStream(new GZIPOutputStream(gzipped, BUFFER), sha256)) {
      SnapshotWriter.write(snapshot, json);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Memory cannot be written", impossible);
    }
    return new SnapshotObject(hex(sha256), gzipped.toByteArray());
  }

  /// Reads a stored snapshot. The stream is left open.
  ///
  /// @param source the object's name in messages
  /// @throws DamagedRevisionException when the content is not the one that the id names
  /// @throws IOException when the stream cannot be read
  public static Snapshot read(String source, String id, InputStream gzipped) throws IOException {
    MessageDigest sha256 = sha256();
    DigestInputStream json = new DigestInputStream(new GZIPInputStream(gzipped, BUFFER), sha256);
    Snapshot snapshot = new SnapshotReader().add(source, json).read().snapshot();
    json.transferTo(OutputStream.nullOutputStream());
    if (!hex(sha256).equals(id)) {
      throw new DamagedRevisionException(
          source + " does not hold what its name says: the SHA-256 of its JSON is " + hex(sha256));
    }
    return snapshot;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }

  private static String hex(MessageDigest digest) {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("SHA-256 can be continued", impossible);
    }
  }

  /// {@return the SHA-256 of the JSON, in hexadecimal}
  public String id() {
    return id;
  }

  /// {@return the gzipped JSON; not to be changed}
  public byte[] gzipped() {
    return gzipped;
  }
}
