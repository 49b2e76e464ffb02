package dev.fanfare.config;

import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes that happen together or not at all. Where another writer of the same rows was first, they
 * are tried again after a jittered pause; where a condition does not hold, the caller is told
 * which.
 */
public final class Transactions {
  private static final int ATTEMPTS = 8;
  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final String NONE = "None";
  private static final String CONDITION = "ConditionalCheckFailed";

  /** Why DynamoDB cancels what may well succeed a moment later. */
  private static final Set<String> PASSING =
      Set.of(NONE, "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  private final DynamoDbClient tables;
  private final Pause pause;
  private final RandomGenerator random;

  /** With pauses that last. */
  public static Transactions of(DynamoDbClient tables) {
    return new Transactions(tables, Pause.SLEEP, new SecureRandom());
  }

  /**
   * @param random jitters the pauses; under SnapStart not a seeded one, or all environments
   *     restored from one snapshot pause alike
   */
  public Transactions(DynamoDbClient tables, Pause pause, RandomGenerator random) {
    this.tables = tables;
    this.pause = pause;
    this.random = random;
  }

  /**
   * @param writes each of a row of its own
   * @return empty when all were made; else nothing was, and these are the reasons in the order of
   *     the writes, at least one of them a condition that does not hold
   * @throws ContentionException when others were first in all attempts
   */
  public List<CancellationReason> write(List<TransactWriteItem> writes) {
    TransactionCanceledException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0) {
        pauseBefore(attempt);
      }
      try {
        tables.transactWriteItems(transaction -> transaction.transactItems(writes));
        return List.of();
      } catch (TransactionCanceledException e) {
        var reasons = e.cancellationReasons();
        if (reasons.stream().anyMatch(Transactions::isCondition)) {
          return reasons;
        }
        if (!reasons.stream().allMatch(reason -> PASSING.contains(reason.code()))) {
          throw e;
        }
        last = e;
      }
    }
    throw new ContentionException(ATTEMPTS, last);
  }

  /** Whether the write of this reason has a condition that does not hold. */
  public static boolean isCondition(CancellationReason reason) {
    return CONDITION.equals(reason.code());
  }

  private void pauseBefore(int attempt) {
    pause.during("writing a transaction", random.nextLong(FIRST_PAUSE_MILLIS << attempt));
  }
}
