package io.flowverdict.aws.inventory;

import io.flowverdict.core.snapshot.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/// Calls of one reading, a few at a time. Closing it gives up those that still run.
final class Calls implements AutoCloseable {
  private final Scope scope;
  private final ExecutorService threads;

  /// @param atATime how many calls may be under way
  Calls(Scope scope, int atATime) {
    this.scope = scope;
    this.threads = Executors.newFixedThreadPool(atATime, Thread.ofVirtual().factory());
  }

  /// A call that was started.
  ///
  /// @param name the API's name of it
  record Call<T>(Scope scope, String name, Future<T> future) {

    /// Waits for the answer.
    ///
    /// @throws AccountUnreadableException when the call was refused
    /// @throws InventoryException when it failed
    T answer() {
      try {
        return future.get();
      } catch (ExecutionException failed) {
        throw failure(failed.getCause());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new InventoryException(
            "The reading of " + scope + " was interrupted in " + name, interrupted);
      }
    }

    private RuntimeException failure(@Nullable Throwable cause) {
      return switch (cause) {
        case null -> new IllegalStateException(name + " failed");
        case SdkException failed ->
            Failure.of(scope, name, "grant the caller the IAM action ec2:" + name, failed);
        case RuntimeException other -> other;
        case Error error -> throw error;
        default -> new IllegalStateException(name + " failed", cause);
      };
    }
  }

  <T> Call<T> start(String name, Callable<T> call) {
    return new Call<>(scope, name, threads.submit(call));
  }

  /// Starts to read a listing to its last page.
  ///
  /// @param pages fetched as they are iterated over
  /// @param holds whether a page holds a listing at all, be it an empty one: the SDK takes an empty
  ///   body for an answer without any
  /// @param elements the listing that a page holds
  /// @param conversion what an element means
  <P, A, T> Call<List<T>> list(
      String name,
      Iterable<P> pages,
      Predicate<P> holds,
      Function<P, List<A>> elements,
      Function<A, T> conversion) {
    return start(
        name,
        () -> {
          List<T> converted = new ArrayList<>();
          for (P page : pages) {
            if (!holds.test(page)) {
              throw new InventoryException(
                  "The configuration of "
                      + scope
                      + " was not read to its end: "
                      + name
                      + " answered without a listing");
            }
            elements.apply(page).forEach(element -> converted.add(conversion.apply(element)));
          }
          return converted;
        });
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
