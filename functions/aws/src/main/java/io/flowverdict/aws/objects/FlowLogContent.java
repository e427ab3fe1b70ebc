package io.flowverdict.aws.objects;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.flowlog.ByteRanges;
import java.io.InputStream;
import java.util.function.Supplier;

/// The content of an object, as a stream and, where that is asked for, by ranges.
///
/// @param version what tells this content from others of the object: its ETag
/// @param size how many bytes it has
/// @param stream to be read once, and closed
/// @param ranges opens the same content by ranges
public record FlowLogContent(
    String version, long size, InputStream stream, Supplier<ByteRanges> ranges) {

  public FlowLogContent {
    requireNonNull(version, "version is null");
    requireNonNull(stream, "stream is null");
    requireNonNull(ranges, "ranges is null");
  }
}
