package dev.fanfare.tests.faults;

import dev.fanfare.local.lambda.FunctionName;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Selects the invocations that a fault affects; combine with {@link Predicate#and}. */
public final class Calls {
  private Calls() {}

  /**
   * Invocations of one function.
   *
   * @param function its name, or its ARN with or without a version or alias
   */
  public static Predicate<Call> to(String function) {
    String name = FunctionName.parse(function).name();
    return call -> call.function().equals(name);
  }

  /** Invocations whose payload contains this text, such as a shard's key. */
  public static Predicate<Call> about(String text) {
    return call -> call.payload().contains(text);
  }

  /**
   * One matching invocation, counted from 1 over the life of the returned predicate.
   *
   * @param number the affected one
   */
  public static Predicate<Call> nth(int number, Predicate<Call> matching) {
    if (number < 1) {
      throw new IllegalArgumentException("Calls are counted from 1, not from " + number);
    }
    var seen = new AtomicInteger();
    return call -> matching.test(call) && seen.incrementAndGet() == number;
  }
}
