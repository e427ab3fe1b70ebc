package io.flowverdict.core.flowlog;

import io.flowverdict.core.net.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Reads an address from each of a few lines. The IPv4 addresses that were read lately are kept by
/// their text: most addresses of a flow log are read again and again. Of two that fall into one
/// place the later one stays. For one thread.
final class AddressTexts {

  /// The lengths of the texts that are kept: their first and their last word are all of them.
  private static final int SHORTEST = 8;

  private static final int LONGEST = 15;

  private static final int PLACES = 1 << 12;
  private static final int STRIDE = 4;
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

  /// For each place the first and the last word of the text, and its length above the address. The
  /// length is 0 where there is none.
  private final long[] known = new long[PLACES * STRIDE];

  private final long[] addresses = new long[PlainLines.MOST];

  /// Reads the addresses of a field into the rows from this one on, and leaves out the lines where
  /// it is none.
  void read(PlainLines lines, int separator, AddressColumn column, int row) {
    boolean others = readIpv4(lines, separator);
    int rows = lines.rows;
    Arrays.fill(column.family, row, row + rows, AddressColumn.IPV4);
    Arrays.fill(column.high, row, row + rows, 0);
    System.arraycopy(addresses, 0, column.low, row, rows);
    if (others) {
      readOthers(lines, separator, column, row);
    }
    lines.advance();
  }

  /// {@return whether there are other addresses: those are below zero}
  private boolean readIpv4(PlainLines lines, int separator) {
    byte[] text = lines.text;
    int[] at = lines.at;
    int[] next = lines.next;
    long[] addresses = this.addresses;
    int rows = lines.rows;
    long separators = Ascii.all(separator);
    long all = 0;
    for (int i = 0; i < rows; i++) {
      int from = at[i];
      int to = Ascii.end(text, from, separators);
      long address = ipv4(text, from, to);
      addresses[i] = address;
      next[i] = to + 1;
      all |= address;
    }
    return all < 0;
  }

  /// {@return the 32 bits of the IPv4 address that a text writes; [Ascii#NONE] when it writes none}
  private long ipv4(byte[] text, int from, int to) {
    long first = Ascii.word(text, from);
    long last = Ascii.word(text, to - 8);
    int place = (int) (((first ^ Long.rotateLeft(last, 29)) * FACTOR) >>> 52) * STRIDE;
    long found = known[place + 2];
    long other =
        (known[place] ^ first) | (known[place + 1] ^ last) | ((found >>> 32) ^ (to - from));
    return other == 0 ? found & 0xFFFF_FFFFL : learn(text, from, to, place);
  }

  private long learn(byte[] text, int from, int to, int place) {
    int length = to - from;
    long address = Ascii.ipv4(text, from, to);
    if (address >= 0 && length >= SHORTEST && length <= LONGEST) {
      known[place] = Ascii.word(text, from);
      known[place + 1] = Ascii.word(text, to - 8);
      known[place + 2] = ((long) length << 32) | address;
    }
    return address;
  }

  private void readOthers(PlainLines lines, int separator, AddressColumn column, int row) {
    for (int i = 0; i < lines.rows; i++) {
      if (addresses[i] < 0) {
        int from = lines.at[i];
        int to = Ascii.end(lines.text, from);
        lines.next[i] = to + 1;
        if (lines.text[to] != separator || !readOther(lines.text, from, to, column, row + i)) {
          lines.leave(i);
        }
      }
    }
  }

  private static boolean readOther(byte[] text, int from, int to, AddressColumn column, int row) {
    if (PlainLines.isAbsent(text, from, to)) {
      column.set(row, null);
      return true;
    }
    if (PlainLines.isNoText(to - from)) {
      return false;
    }
    Optional<IpAddress> address =
        IpAddress.tryParse(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
    column.set(row, address.orElse(null));
    return address.isPresent();
  }
}
