package io.flowverdict.parquet;

import io.flowverdict.core.flowlog.UnreadableObjectException;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A step of decoding pages. The library tells of damage by whatever exception it comes to.
@FunctionalInterface
interface Decoding<T extends @Nullable Object> {

  T run();

  /// {@return the result of a step}
  ///
  /// @param row says which is the first that cannot be read, if it fails
  /// @throws UnreadableObjectException when the pages are damaged or of a kind that is not read
  /// @throws UncheckedIOException when the object cannot be delivered
  static <T extends @Nullable Object> T run(Decoding<T> step, LongSupplier row) {
    try {
      return step.run();
    } catch (UncheckedIOException | UnreadableObjectException failure) {
      throw failure;
    } catch (UndecodableException undecodable) {
      throw undecodable.inRow(row.getAsLong());
    } catch (RuntimeException damage) {
      UndecodableException corrupt = UndecodableException.corrupt("the values of a page");
      corrupt.initCause(damage);
      throw corrupt.inRow(row.getAsLong());
    }
  }
}
