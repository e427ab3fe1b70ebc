package io.flowverdict.core.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.ZipException;

/// Decodes the symbols of a block, literals and matches, into the window. Mutable, for one thread.
final class SymbolDecoder {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final BitInput input;
  private final Window window;
  private LiteralTable literals = LiteralTable.FIXED;
  private DistanceTable distances = DistanceTable.FIXED;

  /// The next symbol: its entry, and that of its distance when it is a match.
  private long symbol;

  private int distance;

  SymbolDecoder(BitInput input, Window window) {
    this.input = input;
    this.window = window;
  }

  /// Takes the codes of a block.
  void use(LiteralTable newLiterals, DistanceTable newDistances) {
    literals = newLiterals;
    distances = newDistances;
  }

  /// Decodes until the block, the input or the room in the window is at its end.
  ///
  /// @return whether it is the block
  boolean decode() throws ZipException {
    while (!window.isFull() && load()) {
      if ((symbol & LiteralTable.END_OF_BLOCK) != 0) {
        input.skip(LiteralTable.firstCodeBits(symbol));
        return true;
      }
      if (LiteralTable.literals(symbol) > 0) {
        writeLiteral();
      } else {
        writeMatch();
      }
      decodeFast();
    }
    return false;
  }

  /// Loads the next symbol with all that belongs to it.
  ///
  /// @return false when the input ends before
  private boolean load() throws ZipException {
    symbol = literals.find(input.bits);
    while (LiteralTable.firstCodeBits(symbol) > input.count) {
      if (!input.has(input.count + 1)) {
        return false;
      }
      symbol = literals.find(input.bits);
    }
    if ((symbol & (LiteralTable.SPECIAL | LiteralTable.END_OF_BLOCK)) == LiteralTable.SPECIAL) {
      throw new ZipException("no literal and no length has this code");
    }
    boolean matchOnly = (symbol & LiteralTable.MATCH) != 0 && LiteralTable.literals(symbol) == 0;
    return !matchOnly || loadDistance(LiteralTable.bits(symbol));
  }

  private boolean loadDistance(int start) throws ZipException {
    if (!input.has(start)) {
      return false;
    }
    distance = distances.find(input.bits >>> start);
    while (start + DistanceTable.codeBits(distance) > input.count) {
      if (!input.has(input.count + 1)) {
        return false;
      }
      distance = distances.find(input.bits >>> start);
    }
    if ((distance & DistanceTable.SPECIAL) != 0) {
      throw new ZipException("no distance has this code");
    }
    return input.has(start + DistanceTable.bits(distance));
  }

  /// Writes the first literal alone: what follows in the entry may not have arrived.
  private void writeLiteral() {
    window.bytes[window.written++] = (byte) LiteralTable.text(symbol);
    input.skip(LiteralTable.firstCodeBits(symbol));
  }

  private void writeMatch() throws ZipException {
    int length = LiteralTable.length(symbol, input.bits);
    input.skip(LiteralTable.bits(symbol));
    int back = DistanceTable.distance(distance, input.bits);
    input.skip(DistanceTable.bits(distance));
    if (back > window.written) {
      throw new ZipException("a match begins before the content does");
    }
    copyMatch(window.bytes, window.written, back, length);
    window.written += length;
  }

  /// Decodes while neither the input nor the room is about to end, an entry at a time. It stops
  /// before anything out of the ordinary, which is then found again.
  ///
  /// An entry and a distance have at most 48 bits of the 56 that are loaded for them.
  private void decodeFast() {
    long[] literalEntries = literals.entries;
    int[] distanceEntries = distances.entries;
    byte[] in = input.array;
    byte[] out = window.bytes;
    int lastPosition = input.limit - Long.BYTES;
    int position = input.position;
    int written = window.written;
    long bits = input.bits;
    int count = input.count;
    while (position <= lastPosition && written < Window.FULL) {
      bits |= (long) LONGS.get(in, position) << count;
      position += (63 - count) >>> 3;
      count |= 56;
      long entry = literalEntries[(int) (bits & LiteralTable.ROOT_MASK)];
      if ((entry & LiteralTable.SPECIAL) != 0) {
        entry = literals.resolve(entry, bits);
        if ((entry & LiteralTable.SPECIAL) != 0) {
          break;
        }
      }
      INTS.set(out, written, LiteralTable.text(entry));
      int end = written + LiteralTable.literals(entry);
      int used = LiteralTable.bits(entry);
      if ((entry & LiteralTable.MATCH) != 0) {
        long rest = bits >>> entry;
        int distance = distanceEntries[(int) rest & DistanceTable.ROOT_MASK];
        if ((distance & DistanceTable.SPECIAL) != 0) {
          distance = distances.resolve(distance, rest);
          if ((distance & DistanceTable.SPECIAL) != 0) {
            break;
          }
        }
        int back = DistanceTable.distance(distance, rest);
        if (back > end) {
          break;
        }
        int length = LiteralTable.length(entry, bits);
        copyMatch(out, end, back, length);
        end += length;
        used += DistanceTable.bits(distance);
      }
      written = end;
      bits >>>= used;
      count -= used;
    }
    window.written = written;
    input.giveBack(position, bits, count);
  }

  /// Repeats what was written `back` bytes before. Up to 63 bytes after the end are overwritten.
  private static void copyMatch(byte[] bytes, int to, int back, int length) {
    if (back < Long.BYTES) {
      repeatPattern(bytes, to, back, length);
      return;
    }
    int from = to - back;
    copy32(bytes, from, to);
    if (length > 32) {
      copy32(bytes, from + 32, to + 32);
      copy32(bytes, from + 64, to + 64);
      if (length > 96) {
        copyLong(bytes, from, to, length);
      }
    }
  }

  private static void copy32(byte[] bytes, int from, int to) {
    LONGS.set(bytes, to, (long) LONGS.get(bytes, from));
    LONGS.set(bytes, to + 8, (long) LONGS.get(bytes, from + 8));
    LONGS.set(bytes, to + 16, (long) LONGS.get(bytes, from + 16));
    LONGS.set(bytes, to + 24, (long) LONGS.get(bytes, from + 24));
  }

  /// Copies what follows the first 96 bytes.
  private static void copyLong(byte[] bytes, int from, int to, int length) {
    for (int i = 96; i < length; i += 32) {
      copy32(bytes, from + i, to + i);
    }
  }

  /// Repeats fewer than 8 bytes: a first word byte by byte, the others from as many whole patterns
  /// before as make a word.
  private static void repeatPattern(byte[] bytes, int to, int back, int length) {
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[to + i] = bytes[to + i - back];
    }
    int patterns = (Long.BYTES + back - 1) / back * back;
    for (int i = Long.BYTES; i < length; i += Long.BYTES) {
      LONGS.set(bytes, to + i, (long) LONGS.get(bytes, to + i - patterns));
    }
  }
}
