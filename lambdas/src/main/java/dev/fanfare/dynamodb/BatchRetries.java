package dev.fanfare.dynamodb;

import dev.fanfare.config.Pause;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Repeats the part of a batch that DynamoDB leaves unprocessed under load, after jittered pauses
 * that double.
 */
final class BatchRetries {
  static final int ATTEMPTS = 8;
  private static final long FIRST_PAUSE_MILLIS = 50;

  private final String activity;
  private final Pause pause;
  private final RandomGenerator random;

  /**
   * @param activity what an interrupted pause is for, such as {@code reading Connections}
   * @param random adds jitter to the pauses; must not be seeded, or all environments restored from
   *     one SnapStart snapshot pause alike
   */
  BatchRetries(String activity, Pause pause, RandomGenerator random) {
    this.activity = activity;
    this.pause = pause;
    this.random = random;
  }

  /**
   * @param call processes a batch and returns the part that DynamoDB left unprocessed
   * @return the part that is unprocessed after all attempts
   */
  <T> T process(T batch, UnaryOperator<T> call, Predicate<T> isEmpty) {
    T left = call.apply(batch);
    for (int attempt = 1; attempt < ATTEMPTS && !isEmpty.test(left); attempt++) {
      pause.during(activity, random.nextLong(FIRST_PAUSE_MILLIS << attempt));
      left = call.apply(left);
    }
    return left;
  }
}
