package dev.fanfare.direct;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfare.config.Variables;
import dev.fanfare.push.permits.Budget;
import dev.fanfare.push.permits.PermitStore;
import dev.fanfare.push.permits.Permits;
import dev.fanfare.push.permits.SharedPermits;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Low-priority permits for sequential posts outside of broadcasts. */
public final class ClientPermits {

  /** Maximum permits drawn at once: posts are sequential, so more permits would come too early. */
  private static final int AHEAD = 4;

  /** Maximum interval between checks whether time is up. */
  private static final long CHECK_NANOS = 250_000_000;

  private final Budget account;
  private final Budget clients;
  private final PermitStore store;
  private final LongSupplier nanos;
  private final Clock clock;
  private final Wait wait;

  /** Not seeded: otherwise all environments restored by SnapStart would draw the same numbers. */
  private final RandomGenerator random = new SecureRandom();

  /** Waiting, replaceable in tests. */
  @FunctionalInterface
  public interface Wait {

    /** Waits for a duration, or until woken. */
    void await(Semaphore woken, long nanos) throws InterruptedException;
  }

  /** The permits of one client's posts. */
  public final class Turn implements AutoCloseable {
    private final Semaphore woken = new Semaphore(0);
    private final Permits permits;

    private Turn(LambdaLogger log) {
      this.permits =
          new SharedPermits(
              account,
              Optional.of(clients),
              1,
              store,
              new SharedPermits.PusherContext(nanos, clock, random, woken::release, log));
    }

    /**
     * Waits for the next permit and uses it.
     *
     * @return false if time is up first
     */
    public boolean await(BooleanSupplier isTimeUp) {
      try {
        while (!isTimeUp.getAsBoolean()) {
          long nanosLeft = permits.nanosUntilNext(nanos.getAsLong(), 1, AHEAD);
          if (nanosLeft <= 0) {
            permits.take(nanos.getAsLong());
            return true;
          }
          ClientPermits.this.wait.await(woken, Math.min(nanosLeft, CHECK_NANOS));
          woken.drainPermits();
        }
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for a permit", e);
      }
    }

    @Override
    public void close() {
      permits.close();
    }
  }

  /** The configuration of a function that posts to single clients. */
  public record Setup(Budget account, Budget clients, String permitsTable) {

    /** Reads the variables; the caller checks them. */
    public static Setup of(Variables variables) {
      double rate =
          variables.number("ACCOUNT_POST_RATE", 1, 1_000_000)
              * variables.number("POST_RATE_PERCENT", 1, 100)
              / 100.0;
      int percent = variables.number("CLIENT_RATE_PERCENT", 1, 100);
      String table = variables.text("PERMITS_TABLE");
      // The check reports missing variables; until then, any positive rate will do.
      double some = Math.max(1, rate);
      return new Setup(
          Budget.ofAccount(some), Budget.ofClients(some * Math.max(1, percent) / 100), table);
    }
  }

  public ClientPermits(
      Budget account,
      Budget clients,
      PermitStore store,
      LongSupplier nanos,
      Clock clock,
      Wait wait) {
    this.account = account;
    this.clients = clients;
    this.store = store;
    this.nanos = nanos;
    this.clock = clock;
    this.wait = wait;
  }

  /**
   * @param log receives log lines for the operator
   */
  public Turn turn(LambdaLogger log) {
    return new Turn(log);
  }
}
