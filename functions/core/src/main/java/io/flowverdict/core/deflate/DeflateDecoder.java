package io.flowverdict.core.deflate;

import java.util.Objects;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The content of DEFLATE data ([RFC 1951](https://www.rfc-editor.org/rfc/rfc1951)) that arrives in
/// pieces of any size. It accepts and refuses what [java.util.zip.Inflater] does, given raw data.
///
/// The memory it uses does not depend on the data. Mutable, for one thread.
public final class DeflateDecoder {

  private static final int STORED = 0;
  private static final int FIXED = 1;
  private static final int DYNAMIC = 2;

  private final BitInput input = new BitInput();
  private final Window window = new Window();
  private final DynamicCodes dynamicCodes = new DynamicCodes(input);
  private final SymbolDecoder symbols = new SymbolDecoder(input, window);

  private Step next = Step.BLOCK_HEADER;
  private boolean lastBlock;
  private int stored;
  private @Nullable ZipException damage;

  /// What is due in the data.
  private enum Step {
    BLOCK_HEADER,
    STORED_LENGTH,
    STORED_BYTES,
    CODES,
    SYMBOLS,
    NOTHING
  }

  /// Gives the next piece of the data. It is read in place and must not change until it is used up;
  /// what remained of the piece before is forgotten.
  public void setInput(byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    input.set(array, offset, length);
  }

  /// Writes the next bytes of the content.
  ///
  /// @return how many; 0 when more input is needed, or the data is at its end, or `length` is 0
  /// @throws ZipException when the data is damaged here; all bytes before were written by then
  public int decode(byte[] target, int offset, int length) throws ZipException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (window.undelivered() == 0 && damage == null) {
      fillWindow();
    }
    if (window.undelivered() == 0 && damage != null) {
      throw damage;
    }
    return window.deliver(target, offset, length);
  }

  /// {@return whether the data is at its end and all of its content was written}
  public boolean finished() {
    return next == Step.NOTHING && window.undelivered() == 0;
  }

  /// {@return how many bytes at the end of the input are not used; at the end of the data, those
  /// that do not belong to it}
  public int remaining() {
    return input.remaining();
  }

  /// Starts anew, with other data and no input.
  public void reset() {
    input.clear();
    window.clear();
    next = Step.BLOCK_HEADER;
    damage = null;
  }

  private void fillWindow() {
    window.makeRoom();
    try {
      while (!window.isFull() && advance()) {}
    } catch (ZipException found) {
      damage = found;
    }
  }

  /// {@return whether there may be more to do: false when the input or the window does not suffice,
  /// or at the end}
  private boolean advance() throws ZipException {
    return switch (next) {
      case BLOCK_HEADER -> openBlock();
      case STORED_LENGTH -> readStoredLength();
      case STORED_BYTES -> copyStored();
      case CODES -> readCodes();
      case SYMBOLS -> decodeSymbols();
      case NOTHING -> false;
    };
  }

  private boolean openBlock() throws ZipException {
    if (!input.has(3)) {
      return false;
    }
    lastBlock = input.take(1) == 1;
    int type = input.take(2);
    if (type == STORED) {
      input.skipToByte();
      next = Step.STORED_LENGTH;
    } else if (type == FIXED) {
      symbols.use(LiteralTable.FIXED, DistanceTable.FIXED);
      next = Step.SYMBOLS;
    } else if (type == DYNAMIC) {
      dynamicCodes.open();
      next = Step.CODES;
    } else {
      throw new ZipException("unknown type of a block");
    }
    return true;
  }

  private boolean readStoredLength() throws ZipException {
    if (!input.has(32)) {
      return false;
    }
    stored = input.take(16);
    if (stored != (~input.take(16) & 0xFFFF)) {
      throw new ZipException("the two lengths of a stored block differ");
    }
    next = Step.STORED_BYTES;
    return true;
  }

  private boolean copyStored() {
    stored -= window.append(input, stored);
    if (stored > 0) {
      return false;
    }
    closeBlock();
    return true;
  }

  private boolean readCodes() throws ZipException {
    if (!dynamicCodes.read()) {
      return false;
    }
    symbols.use(dynamicCodes.literals(), dynamicCodes.distances());
    next = Step.SYMBOLS;
    return true;
  }

  private boolean decodeSymbols() throws ZipException {
    if (!symbols.decode()) {
      return false;
    }
    closeBlock();
    return true;
  }

  private void closeBlock() {
    next = lastBlock ? Step.NOTHING : Step.BLOCK_HEADER;
  }
}
