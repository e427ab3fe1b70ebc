package io.flowverdict.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// moto's server of AWS's APIs, as a process of its own.
final class MotoServer implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Pattern UNSUPPORTED =
      Pattern.compile("Tried to parse (\\S+) but it's not supported");

  private final Process process;
  private final int port;
  private final Path output;

  private MotoServer(Process process, int port, Path output) {
    this.process = process;
    this.port = port;
    this.output = output;
  }

  /// Starts the server and waits until it answers.
  ///
  /// @param output the file that it writes to
  static MotoServer start(Path command, Path output) {
    try {
      int port = freePort();
      Process process =
          new ProcessBuilder(command.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      MotoServer server = new MotoServer(process, port, output);
      server.awaitStart();
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart() {
    long deadline = System.nanoTime() + START.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new IllegalStateException("moto_server does not start");
      }
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException notYet) {
      return pause();
    }
  }

  /// {@return false, after a while}
  private static boolean pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while moto_server starts", interrupted);
    }
    return false;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// {@return the types of resources that it was asked for and cannot create}
  List<String> unsupportedTypes() {
    try {
      return UNSUPPORTED
          .matcher(Files.readString(output))
          .results()
          .map((MatchResult result) -> result.group(1))
          .distinct()
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
