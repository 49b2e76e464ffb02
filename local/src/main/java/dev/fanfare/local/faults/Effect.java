package dev.fanfare.local.faults;

import dev.fanfare.local.lambda.Invocation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What becomes of an invocation that a fault strikes. */
@FunctionalInterface
public interface Effect {

  /**
   * Answers in the place of the function.
   *
   * @param invocation makes the real invocation; may be asked any number of times, or never
   */
  CompletableFuture<Invocation> strike(Supplier<CompletableFuture<Invocation>> invocation);

  /** The function's environment ends before any of its code has run. */
  static Effect crashBefore() {
    return invocation -> CompletableFuture.completedFuture(Crash.answer());
  }

  /** The function does all its work, and its environment ends before it can answer. */
  static Effect crashAfter() {
    return invocation -> invocation.get().thenApply(lost -> Crash.answer());
  }

  /**
   * The function's environment ends in the middle of its work, if it is still at work by then:
   * whatever it does is cut off, and it is never used again.
   *
   * @param when what ends it, asked for when the work has begun
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
   * The function does its work at once, and its answer is held back.
   *
   * @param until what the answer waits for, asked for once the function has answered; when it fails
   *     so does the invocation
   */
  static Effect answerAfter(Supplier<? extends CompletionStage<?>> until) {
    return invocation ->
        invocation.get().thenCompose(answer -> until.get().thenApply(passed -> answer));
  }

  /** The same event comes twice, one after the other; the second answer counts. */
  static Effect deliverTwice() {
    return invocation -> invocation.get().thenCompose(first -> invocation.get());
  }
}
