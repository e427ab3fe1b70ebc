package io.flowverdict.bench.parts;

import io.flowverdict.bench.throughput.Contenders;
import io.flowverdict.core.deflate.GzipStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Inflates an object and does nothing else.
@State(Scope.Benchmark)
@OperationsPerInvocation(GeneratedLog.RECORDS)
public class Inflating {

  @Param GeneratedLog log = GeneratedLog.VERSION_2;

  int records = GeneratedLog.RECORDS;

  private final byte[] buffer = new byte[1 << 16];
  private byte[] object;
  private Contenders contenders;

  @Setup
  public void generate() {
    object = log.gzip(records);
    contenders = new Contenders(GeneratedLog.TIERS, object);
  }

  /// With the decoder in Java: {@return the bytes of the text}
  @Benchmark
  public long gzipStream() throws IOException {
    long bytes = 0;
    try (GzipStream stream = new GzipStream(new ByteArrayInputStream(object))) {
      for (int count = stream.read(buffer); count > 0; count = stream.read(buffer)) {
        bytes += count;
      }
    }
    return bytes;
  }

  /// With zlib: {@return the bytes of the text}
  @Benchmark
  public long gzipInputStream() {
    return contenders.drain();
  }
}
