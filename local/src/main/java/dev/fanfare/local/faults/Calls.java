package dev.fanfare.local.faults;

import dev.fanfare.local.lambda.FunctionName;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Which invocations a fault strikes; to be combined with {@link Predicate#and}. */
public final class Calls {
  private Calls() {}

  /**
   * Those of one function.
   *
   * @param function its name, or its ARN with or without a version or alias
   */
  public static Predicate<Call> to(String function) {
    String name = FunctionName.parse(function).name();
    return call -> call.function().equals(name);
  }

  /** Those whose payload holds this text, such as a shard's key. */
  public static Predicate<Call> about(String text) {
    return call -> call.payload().contains(text);
  }

  /**
   * One of those that match, counted from 1 over the life of the returned predicate.
   *
   * @param number which one strikes
   */
  public static Predicate<Call> nth(int number, Predicate<Call> matching) {
    if (number < 1) {
      throw new IllegalArgumentException("Calls are counted from 1, not from " + number);
    }
    var seen = new AtomicInteger();
    return call -> matching.test(call) && seen.incrementAndGet() == number;
  }
}
