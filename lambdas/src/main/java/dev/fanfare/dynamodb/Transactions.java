package dev.fanfare.dynamodb;

import dev.fanfare.config.Pause;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes that succeed together or not at all. If another writer of the same rows was faster, they
 * are retried after a jittered pause. If a condition fails, the caller learns which one.
 */
public final class Transactions {
  private static final int ATTEMPTS = 8;
  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final String NONE = "None";
  private static final String CONDITION = "ConditionalCheckFailed";

  /** Cancellation reasons that may disappear after a moment. */
  private static final Set<String> TRANSIENT =
      Set.of(NONE, "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

  private final DynamoDbClient tables;
  private final Pause pause;
  private final RandomGenerator random;

  /** Uses real pauses. */
  public static Transactions of(DynamoDbClient tables) {
    return new Transactions(tables, Pause.SLEEP, new SecureRandom());
  }

  /**
   * @param random adds jitter to the pauses; must not be seeded, or all environments restored from
   *     one SnapStart snapshot pause alike
   */
  public Transactions(DynamoDbClient tables, Pause pause, RandomGenerator random) {
    this.tables = tables;
    this.pause = pause;
    this.random = random;
  }

  /**
   * @param writes at most one write per row
   * @return empty if all writes succeeded; otherwise nothing was written, and the list has the
   *     reasons in the order of the writes, with at least one failed condition
   * @throws ContentionException if other writers were faster in all attempts
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
        if (!reasons.stream().allMatch(reason -> TRANSIENT.contains(reason.code()))) {
          throw e;
        }
        last = e;
      }
    }
    throw new ContentionException(ATTEMPTS, last);
  }

  /** Whether the write with this reason failed its condition. */
  public static boolean isCondition(CancellationReason reason) {
    return CONDITION.equals(reason.code());
  }

  private void pauseBefore(int attempt) {
    pause.during("writing a transaction", random.nextLong(FIRST_PAUSE_MILLIS << attempt));
  }
}
