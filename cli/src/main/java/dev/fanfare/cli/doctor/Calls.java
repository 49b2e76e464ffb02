package dev.fanfare.cli.doctor;

import dev.fanfare.cli.stack.StackErrors;
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

/** Makes the calls of all checks and records a result for each action. Thread-safe. */
final class Calls {

  /** The results of calls. */
  enum Status {
    ANSWERED,
    /** The operator lacks the permission. */
    DENIED,
    /** The service did not respond. */
    UNREACHABLE,
    /** The service refused the call for another reason. */
    REFUSED
  }

  /**
   * The result of the calls of one action. A failed call counts more than a successful one.
   *
   * @param detail the reason of a failure; empty if the calls succeeded
   */
  record Result(Status status, String detail) {}

  private final Map<String, Result> results = new ConcurrentSkipListMap<>();
  private final ExecutorService threads;
  private final Duration patience;

  /**
   * @param threads must have a thread for each check
   * @param patience timeout of a call; the SDK's own is minutes if a firewall drops the packets
   */
  Calls(ExecutorService threads, Duration patience) {
    this.threads = threads;
    this.patience = patience;
  }

  /** Returns the results by action. */
  Map<String, Result> results() {
    return results;
  }

  /** See {@link CheckContext#ask}. */
  <T> Optional<T> ask(String action, Supplier<T> call) {
    Future<T> answer = threads.submit(call::get);
    try {
      Optional<T> answered =
          Optional.ofNullable(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
      results.putIfAbsent(action, new Result(Status.ANSWERED, ""));
      return answered;
    } catch (TimeoutException e) {
      answer.cancel(true);
      results.put(
          action,
          new Result(Status.UNREACHABLE, "no answer within " + patience.toSeconds() + " s"));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof SdkException trouble)) {
        throw new IllegalStateException(
            "a call failed because of an error in this tool", e.getCause());
      }
      results.put(action, result(trouble));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      results.put(action, new Result(Status.UNREACHABLE, "interrupted"));
    }
    return Optional.empty();
  }

  private static Result result(SdkException trouble) {
    if (!(trouble instanceof AwsServiceException response)) {
      return new Result(Status.UNREACHABLE, StackErrors.reason(trouble));
    }
    String message = String.valueOf(StackErrors.failure(response).getMessage());
    return new Result(StackErrors.isDenied(response) ? Status.DENIED : Status.REFUSED, message);
  }
}
