package io.flowverdict.core.flowlog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;

/// Kinds of files that are no text, told by their first bytes, and what to do with each.
enum FileKind {
  ZIP("PK\u0003\u0004", 0, "a zip archive", "unpack it with unzip"),
  EMPTY_ZIP("PK\u0005\u0006", 0, "a zip archive without a file", "make it again"),
  BZIP2("BZh", 0, "compressed by bzip2", "decompress it with bunzip2"),
  ZSTD("(\u00B5/\u00FD", 0, "compressed by zstd", "decompress it with zstd -d"),
  XZ("\u00FD7zXZ\u0000", 0, "compressed by xz", "decompress it with unxz"),
  LZ4("\u0004\"M\u0018", 0, "compressed by lz4", "decompress it with lz4 -d"),
  SNAPPY(
      "\u00FF\u0006\u0000\u0000sNaPpY", 0, "compressed by snappy", "decompress it with snzip -d"),
  SEVEN_ZIP("7z\u00BC\u00AF'\u001C", 0, "a 7z archive", "unpack it with 7z x"),
  TAR("ustar", 257, "a tar archive", "unpack it with tar -xf"),
  ORC("ORC", 0, "ORC", "write its rows as Parquet or CSV"),
  AVRO("Obj\u0001", 0, "Avro", "write its rows as Parquet or CSV"),
  PDF("%PDF-", 0, "a PDF document", FileKind.ANOTHER),
  PNG("\u0089PNG", 0, "an image", FileKind.ANOTHER),
  JPEG("\u00FF\u00D8\u00FF", 0, "an image", FileKind.ANOTHER),
  GIF("GIF8", 0, "an image", FileKind.ANOTHER),
  PCAP("\u00D4\u00C3\u00B2\u00A1", 0, "a capture of packets", FileKind.ANOTHER),
  PCAPNG("\n\r\r\n", 0, "a capture of packets", FileKind.ANOTHER);

  /// How many bytes tell the kind.
  static final int BYTES = 262;

  private static final String ANOTHER = "give a flow log as VPC Flow Logs delivers it to S3";

  private final String magic;
  private final int offset;
  private final String what;
  private final String remedy;

  FileKind(String magic, int offset, String what, String remedy) {
    this.magic = magic;
    this.offset = offset;
    this.what = what;
    this.remedy = remedy;
  }

  /// {@return the kind of a file that begins so; empty when it is none of these}
  static Optional<FileKind> of(byte[] begin) {
    return Arrays.stream(values()).filter(kind -> kind.isOf(begin)).findFirst();
  }

  private boolean isOf(byte[] begin) {
    int length = magic.length();
    return begin.length >= offset + length
        && new String(begin, offset, length, ISO_8859_1).equals(magic);
  }

  /// {@return what the file is, and the remedy}
  UnreadableObjectException refusal() {
    return new UnreadableObjectException(
        UnreadableReason.NOT_A_FLOW_LOG, 1, "The object is " + what + ": " + remedy);
  }
}
