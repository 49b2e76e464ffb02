package dev.fanfare.sockets.actions;

import dev.fanfare.channels.Memberships.Joining;
import dev.fanfare.channels.catchup.CatchUpEnds;
import dev.fanfare.channels.catchup.CatchUpJoins;
import dev.fanfare.channels.catchup.CatchUpTurns;
import dev.fanfare.messages.CatchUp;
import dev.fanfare.messages.Since;
import dev.fanfare.sockets.Client;
import dev.fanfare.sockets.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Joining a channel and catching up, within the time that API Gateway waits for an answer. A
 * connection catches up with one channel at a time.
 */
public final class JoinSince {
  /** A few seconds less than an integration may take. */
  private static final long POSTING_MILLIS = 20_000;

  /** Longer than the function lives: a turn that nobody ended is over then. */
  private static final long TURN_MILLIS = 30_000;

  private final CatchUpJoins joins;
  private final CatchUpEnds ends;
  private final CatchUpTurns turns;
  private final CatchUp catchUp;
  private final Allowances allowances;
  private final Clock clock;

  /** What clients may be brought. */
  @FunctionalInterface
  public interface Allowances {
    CatchUp.Allowance of(Client client, BooleanSupplier isTimeUp, Consumer<String> log);
  }

  /**
   * How far a client has caught up.
   *
   * @param retryAfter how long to wait before it goes on, where its budget ends it; else zero
   */
  record Caught(CatchUp.Result result, Duration retryAfter) {}

  public JoinSince(
      CatchUpJoins joins,
      CatchUpEnds ends,
      CatchUpTurns turns,
      CatchUp catchUp,
      Allowances allowances,
      Clock clock) {
    this.joins = joins;
    this.ends = ends;
    this.turns = turns;
    this.catchUp = catchUp;
    this.allowances = allowances;
    this.clock = clock;
  }

  /**
   * @param joined takes the result of joining, before anything is posted; what it throws ends it
   * @param log takes lines for the operator
   * @throws RefusedException when the client is catching up already
   */
  Caught join(
      Client client, String channel, Since since, Consumer<Joining> joined, Consumer<String> log) {
    long began = clock.millis();
    var until = Instant.ofEpochMilli(began + TURN_MILLIS);
    beginTurn(client, Instant.ofEpochMilli(began), until);
    BooleanSupplier isTimeUp = () -> clock.millis() - began >= POSTING_MILLIS;
    try (var allowance = allowances.of(client, isTimeUp, log)) {
      var result =
          catchUp.join(
              channel,
              client.connectionId(),
              since,
              joining(client, channel, joined),
              allowance,
              isTimeUp);
      return new Caught(result, allowance.retryAfter());
    } finally {
      turns.end(client.connectionId(), until);
    }
  }

  private void beginTurn(Client client, Instant at, Instant until) {
    Duration wait = turns.begin(client.connectionId(), at, until);
    if (!wait.isZero()) {
      long millis = Math.max(1, wait.toMillis());
      throw new RefusedException(
              RefusedException.SLOW_DOWN,
              "connection",
              client.connectionId(),
              "may catch up with one channel at a time: try again when the request before is"
                  + " answered, or in %d ms".formatted(millis))
          .retryAfter(millis);
    }
  }

  private CatchUp.Join joining(Client client, String channel, Consumer<Joining> joined) {
    return new CatchUp.Join() {
      @Override
      public void from(long position) {
        joined.accept(joins.joinFrom(client.connection(), client.attributes(), channel, position));
      }

      @Override
      public OptionalLong settle() {
        return ends.settle(channel, client.connectionId());
      }
    };
  }
}
