package io.flowverdict.aws.objects;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;

/// The content of an object, as a stream.
///
/// @param size how many bytes it has
/// @param stream to be read once, and closed
public record FlowLogContent(long size, InputStream stream) {
  public FlowLogContent {
    requireNonNull(stream, "stream is null");
  }
}
