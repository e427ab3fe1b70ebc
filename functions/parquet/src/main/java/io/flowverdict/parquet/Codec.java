package io.flowverdict.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import io.flowverdict.core.deflate.GzipStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.format.CompressionCodec;

/// How the pages of a column are compressed.
@FunctionalInterface
interface Codec {

  /// {@return what compressed bytes stand for}
  ///
  /// @param compressed holds them from `from` on
  /// @param size how many bytes they stand for
  /// @throws UndecodableException when they are damaged or stand for more or fewer
  byte[] decompress(byte[] compressed, int from, int length, int size);

  /// {@return the codec, which is used by one column}
  static Codec of(CompressionCodec codec) {
    return switch (codec) {
      case UNCOMPRESSED -> Codec::copied;
      case GZIP -> Codec::gunzipped;
      case SNAPPY -> of("snappy", new SnappyDecompressor());
      case ZSTD -> of("zstd", new ZstdDecompressor());
      case LZO, BROTLI, LZ4, LZ4_RAW ->
          throw UndecodableException.unsupported(
              "its pages are compressed by " + codec + ", but GZIP, SNAPPY, ZSTD or none is read");
    };
  }

  private static byte[] copied(byte[] plain, int from, int length, int size) {
    UndecodableException.require(length == size, "an uncompressed page has two sizes");
    byte[] page = new byte[size];
    System.arraycopy(plain, from, page, 0, size);
    return page;
  }

  private static byte[] gunzipped(byte[] compressed, int from, int length, int size) {
    try (InputStream gzip = new GzipStream(new ByteArrayInputStream(compressed, from, length))) {
      byte[] page = new byte[size];
      requireSize(gzip.readNBytes(page, 0, size) == size && gzip.read() < 0);
      return page;
    } catch (IOException damage) {
      throw UndecodableException.corrupt("the gzip data of a page: " + damage.getMessage());
    }
  }

  private static Codec of(String name, Decompressor decompressor) {
    return (compressed, from, length, size) -> {
      byte[] page = new byte[size];
      try {
        requireSize(decompressor.decompress(compressed, from, length, page, 0, size) == size);
      } catch (MalformedInputException
          | IllegalArgumentException
          | IndexOutOfBoundsException damage) {
        throw UndecodableException.corrupt("the " + name + " data of a page is damaged");
      }
      return page;
    };
  }

  private static void requireSize(boolean right) {
    UndecodableException.require(right, "a page decompresses to another size than it says");
  }
}
