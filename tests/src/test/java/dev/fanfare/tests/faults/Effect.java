package dev.fanfare.tests.faults;

import dev.fanfare.local.lambda.Invocation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The effect of a fault on an invocation. */
@FunctionalInterface
public interface Effect {

  /**
   * Responds in place of the function.
   *
   * @param invocation makes the real invocation; may be called any number of times
   */
  CompletableFuture<Invocation> strike(Supplier<CompletableFuture<Invocation>> invocation);

  /** The environment ends before any code of the function runs. */
  static Effect crashBefore() {
    return invocation -> CompletableFuture.completedFuture(Crash.answer());
  }

  /** The function does all its work, and its environment ends before the response. */
  static Effect crashAfter() {
    return invocation -> invocation.get().thenApply(lost -> Crash.answer());
  }

  /**
   * The environment ends during the function's work, if it is still running, and is not used again.
   *
   * @param when completes at the end; requested when the work has begun
   */
  static Effect crashWhen(Supplier<? extends CompletionStage<?>> when) {
    return invocation -> {
      var answered = new CompletableFuture<Invocation>();
      var working = invocation.get();
      working.whenComplete(
          (answer, failure) -> {
            if (failure == null) {
              answered.complete(answer);
            } else {
              answered.completeExceptionally(failure);
            }
          });
      when.get()
          .thenRun(
              () -> {
                if (answered.complete(Crash.answer())) {
                  working.cancel(true);
                }
              });
      return answered;
    };
  }

  /**
   * The function does its work at once, and its response is delayed.
   *
   * @param until completes the delay; requested after the response; if it fails, the invocation
   *     fails
   */
  static Effect answerAfter(Supplier<? extends CompletionStage<?>> until) {
    return invocation ->
        invocation.get().thenCompose(answer -> until.get().thenApply(passed -> answer));
  }

  /** The same event is delivered twice in a row; the second response counts. */
  static Effect deliverTwice() {
    return invocation -> invocation.get().thenCompose(first -> invocation.get());
  }
}
