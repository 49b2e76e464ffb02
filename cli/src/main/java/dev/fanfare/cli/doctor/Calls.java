package dev.fanfare.cli.doctor;

import dev.fanfare.cli.stack.StackTrouble;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The calls that an context makes, and how each kind of them fared. Thread-safe. */
final class Calls {

  /** How calls fared. */
  enum Fate {
    ANSWERED,
    /** The operator has no right to it. */
    DENIED,
    /** Nobody answered. */
    UNREACHABLE,
    /** Refused for another reason. */
    REFUSED
  }

  /**
   * How the calls of one action fared; the worst of them counts.
   *
   * @param detail why, unless they were answered
   */
  record Reply(Fate fate, String detail) {}

  private final Map<String, Reply> replies = new ConcurrentSkipListMap<>();
  private final ExecutorService threads;
  private final Duration patience;

  /**
   * @param threads many enough for all checks at once
   * @param patience the SDK's own is minutes where a firewall swallows what is sent
   */
  Calls(ExecutorService threads, Duration patience) {
    this.threads = threads;
    this.patience = patience;
  }

  /** By action. */
  Map<String, Reply> replies() {
    return replies;
  }

  <T> Optional<T> ask(String action, Supplier<T> call) {
    Future<T> answer = threads.submit(call::get);
    try {
      Optional<T> answered =
          Optional.ofNullable(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
      replies.putIfAbsent(action, new Reply(Fate.ANSWERED, ""));
      return answered;
    } catch (TimeoutException e) {
      answer.cancel(true);
      replies.put(
          action, new Reply(Fate.UNREACHABLE, "no answer within " + patience.toSeconds() + " s"));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof SdkException trouble)) {
        throw new IllegalStateException("a call failed within this tool", e.getCause());
      }
      replies.put(action, reply(trouble));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      replies.put(action, new Reply(Fate.UNREACHABLE, "interrupted"));
    }
    return Optional.empty();
  }

  private static Reply reply(SdkException trouble) {
    if (!(trouble instanceof AwsServiceException answer)) {
      return new Reply(Fate.UNREACHABLE, StackTrouble.reason(trouble));
    }
    String words = String.valueOf(StackTrouble.failure(answer).getMessage());
    return new Reply(StackTrouble.isDenied(answer) ? Fate.DENIED : Fate.REFUSED, words);
  }
}
