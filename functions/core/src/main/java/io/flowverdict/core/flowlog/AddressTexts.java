package io.flowverdict.core.flowlog;

/// The IPv4 addresses that were read lately, by their text: most addresses of a flow log are read
/// again and again. Of two that fall into one place the later one stays. For one thread.
final class AddressTexts {

  private static final int PLACES = 1 << 12;
  private static final int STRIDE = 4;
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

  /// For each place the two words of the text, and the address; a text is never two zeros.
  private final long[] places = new long[PLACES * STRIDE];

  /// {@return the 32 bits of the IPv4 address that a text of up to 15 bytes writes; [Ascii#NONE]
  /// when it writes none}
  ///
  /// @param first its first eight bytes, zeros after it
  /// @param second the bytes after them, zeros after it
  long ipv4(long first, long second, byte[] text, int from, int to) {
    int place = (int) (((first ^ Long.rotateLeft(second, 29)) * FACTOR) >>> 52) * STRIDE;
    if (places[place] == first && places[place + 1] == second) {
      return places[place + 2];
    }
    long address = Ascii.ipv4(text, from, to);
    if (address >= 0) {
      places[place] = first;
      places[place + 1] = second;
      places[place + 2] = address;
    }
    return address;
  }
}
