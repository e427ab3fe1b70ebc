package io.flowverdict.parquet;

import org.apache.parquet.column.Encoding;
import org.jspecify.annotations.Nullable;

/// The encodings that are read. One that the format has two names for gets the newer one.
final class Encodings {

  private Encodings() {}

  /// {@return the encoding of the values of a page}
  ///
  /// @param encoding null when the header has one that the format does not know
  static Encoding ofValues(org.apache.parquet.format.@Nullable Encoding encoding) {
    return switch (encoding) {
      case null -> throw UndecodableException.corrupt("a page has no known encoding");
      case PLAIN -> Encoding.PLAIN;
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> Encoding.RLE_DICTIONARY;
      case DELTA_BINARY_PACKED -> Encoding.DELTA_BINARY_PACKED;
      case DELTA_LENGTH_BYTE_ARRAY -> Encoding.DELTA_LENGTH_BYTE_ARRAY;
      case DELTA_BYTE_ARRAY -> Encoding.DELTA_BYTE_ARRAY;
      case RLE, BIT_PACKED, BYTE_STREAM_SPLIT -> throw unsupported("values", encoding);
    };
  }

  /// {@return the encoding of the entries of a dictionary}
  static Encoding ofDictionary(org.apache.parquet.format.@Nullable Encoding encoding) {
    return switch (encoding) {
      case null -> throw UndecodableException.corrupt("a dictionary has no known encoding");
      case PLAIN, PLAIN_DICTIONARY -> Encoding.PLAIN;
      case RLE,
          BIT_PACKED,
          RLE_DICTIONARY,
          DELTA_BINARY_PACKED,
          DELTA_LENGTH_BYTE_ARRAY,
          DELTA_BYTE_ARRAY,
          BYTE_STREAM_SPLIT ->
          throw unsupported("entries", encoding);
    };
  }

  /// Requires of the levels, which tell what values are null, that they are encoded as runs.
  static void requireRunLengths(org.apache.parquet.format.@Nullable Encoding encoding) {
    if (encoding != org.apache.parquet.format.Encoding.RLE) {
      throw unsupported("levels", encoding);
    }
  }

  private static UndecodableException unsupported(
      String what, org.apache.parquet.format.@Nullable Encoding encoding) {
    return UndecodableException.unsupported(
        "the " + what + " of a page are encoded by " + encoding);
  }
}
