package io.flowverdict.core.deflate;

/// The bits of the input, each byte's lowest first.
///
/// Bytes are loaded only as they are needed: unless the input ends inside of something, fewer than
/// 8 loaded bits are unused, and the bytes after the end of the data are all still in the input.
/// Mutable, for one thread; [SymbolDecoder] works on its fields.
final class BitInput {

  byte[] array = {};
  int position;
  int limit;

  /// Loaded bits that are not used, the next one lowest; those above `count` are 0.
  long bits;

  /// How many bits are loaded and not used, at most 63.
  int count;

  void set(byte[] newArray, int offset, int length) {
    array = newArray;
    position = offset;
    limit = offset + length;
  }

  /// Forgets the input and what is loaded of it.
  void clear() {
    position = limit;
    bits = 0;
    count = 0;
  }

  /// {@return how many bytes are not loaded}
  int remaining() {
    return limit - position;
  }

  /// Loads bytes until a number of bits, 56 at most, are there.
  ///
  /// @return false when the input ends before
  boolean has(int needed) {
    while (count < needed) {
      if (position == limit) {
        return false;
      }
      bits |= (array[position++] & 0xFFL) << count;
      count += 8;
    }
    return true;
  }

  /// {@return the next bits as a number, the first one lowest}
  ///
  /// @param size in bits, 0 to 31, as many as [are there][#has(int)]
  int take(int size) {
    int value = (int) bits & ((1 << size) - 1);
    skip(size);
    return value;
  }

  void skip(int size) {
    bits >>>= size;
    count -= size;
  }

  /// Takes what is left when bytes were loaded in advance, and gives the whole ones back. They must
  /// be of the present input.
  ///
  /// @param newPosition the first byte that is not loaded
  /// @param newBits loaded and not used; those above `newCount` may be anything
  void giveBack(int newPosition, long newBits, int newCount) {
    position = newPosition - (newCount >>> 3);
    count = newCount & 7;
    bits = newBits & ((1L << count) - 1);
  }

  /// Skips the rest of a byte.
  void skipToByte() {
    skip(count & 7);
  }
}
