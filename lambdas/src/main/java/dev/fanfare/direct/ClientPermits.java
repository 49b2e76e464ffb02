package dev.fanfare.direct;

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
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Permits of low priority for posts that are made one after the other, outside of broadcasts. */
public final class ClientPermits {

  /** Drawn at once, at most: one post waits for the other, so more would come too early. */
  private static final int AHEAD = 4;

  /** So often, at least, it is asked whether time is up. */
  private static final long LOOK_NANOS = 250_000_000;

  private final Budget account;
  private final Budget clients;
  private final PermitStore store;
  private final LongSupplier nanos;
  private final Clock clock;
  private final Wait wait;

  /** Not a seeded one: all environments that SnapStart restores would draw the same numbers. */
  private final RandomGenerator random = new SecureRandom();

  /** How time passes. */
  @FunctionalInterface
  public interface Wait {

    /** Waits so long, or until it is woken. */
    void await(Semaphore woken, long nanos) throws InterruptedException;
  }

  /** What one client's posts wait for. */
  public final class Turn implements AutoCloseable {
    private final Semaphore woken = new Semaphore(0);
    private final Permits permits;

    private Turn(Consumer<String> log) {
      this.permits =
          new SharedPermits(
              account,
              Optional.of(clients),
              1,
              store,
              new SharedPermits.Surroundings(
                  nanos, clock, random, woken::release, warning -> log.accept("ERROR " + warning)));
    }

    /**
     * Waits for the next permit and uses it.
     *
     * @return false when time was up before
     */
    public boolean await(BooleanSupplier isTimeUp) {
      try {
        while (!isTimeUp.getAsBoolean()) {
          long nanosLeft = permits.nanosUntilNext(nanos.getAsLong(), 1, AHEAD);
          if (nanosLeft <= 0) {
            permits.take(nanos.getAsLong());
            return true;
          }
          ClientPermits.this.wait.await(woken, Math.min(nanosLeft, LOOK_NANOS));
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

  /** The variables of a function that posts to single clients. */
  public record Setup(Budget account, Budget clients, String permitsTable) {

    /** Reads them; the caller checks them. */
    public static Setup of(Variables variables) {
      double rate =
          variables.number("ACCOUNT_POST_RATE", 1, 1_000_000)
              * variables.number("POST_RATE_PERCENT", 1, 100)
              / 100.0;
      int percent = variables.number("CLIENT_RATE_PERCENT", 1, 100);
      String table = variables.text("PERMITS_TABLE");
      // The check reports what is missing; until then, any rate will do.
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
   * @param log takes lines for the operator
   */
  public Turn turn(Consumer<String> log) {
    return new Turn(log);
  }
}
