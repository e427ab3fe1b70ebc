package io.flowverdict.core.deflate;

/// The last bytes of the content: those that are not delivered, and as many before them as a match
/// can reach back to. Mutable, for one thread; [SymbolDecoder] works on its fields.
final class Window {

  /// The longest distance of a match.
  static final int REACH = 32 * 1024;

  /// The window is full when it has this many bytes; one symbol may begin just before.
  static final int FULL = REACH + 64 * 1024;

  /// What may be written after [#FULL]: a few literals, the longest match and what is written
  /// beyond its end.
  private static final int MARGIN = 512;

  final byte[] bytes = new byte[FULL + MARGIN];
  int written;
  private int delivered;

  boolean isFull() {
    return written >= FULL;
  }

  int undelivered() {
    return written - delivered;
  }

  void clear() {
    written = 0;
    delivered = 0;
  }

  /// Drops what is delivered and out of reach, if the window is full.
  void makeRoom() {
    if (isFull()) {
      int dropped = Math.min(written - REACH, delivered);
      System.arraycopy(bytes, dropped, bytes, 0, written - dropped);
      written -= dropped;
      delivered -= dropped;
    }
  }

  int deliver(byte[] target, int offset, int length) {
    int count = Math.min(length, undelivered());
    System.arraycopy(bytes, delivered, target, offset, count);
    delivered += count;
    return count;
  }

  /// Appends bytes of the input that are not loaded.
  ///
  /// @return how many: at most those asked for, those there, and until the window is full
  int append(BitInput input, int length) {
    int count = Math.min(length, Math.min(input.remaining(), FULL - written));
    System.arraycopy(input.array, input.position, bytes, written, count);
    input.position += count;
    written += count;
    return count;
  }
}
