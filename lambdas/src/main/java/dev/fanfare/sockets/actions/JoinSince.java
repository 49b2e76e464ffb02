package dev.fanfare.sockets.actions;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.fanfare.channels.ConnectionChannels.Joining;
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
 * Joins a channel and catches up, within API Gateway's integration timeout. A connection catches up
 * with one channel at a time.
 */
public final class JoinSince {
  /** A few seconds less than the integration timeout. */
  private static final long POSTING_MILLIS = 20_000;

  /** Longer than the function's timeout, so that an abandoned turn expires. */
  private static final long TURN_MILLIS = 30_000;

  private final CatchUpJoins joins;
  private final CatchUpEnds ends;
  private final CatchUpTurns turns;
  private final CatchUp catchUp;
  private final AllowanceFactory allowances;
  private final Clock clock;

  /** The allowances of clients for missed messages. */
  @FunctionalInterface
  public interface AllowanceFactory {
    CatchUp.Allowance of(Client client, BooleanSupplier isTimeUp, LambdaLogger log);
  }

  /**
   * The result of a catch-up.
   *
   * @param retryAfter how long to wait before the next catch-up if the budget ended this one; zero
   *     otherwise
   */
  record CatchUpResult(CatchUp.Result result, Duration retryAfter) {}

  public JoinSince(
      CatchUpJoins joins,
      CatchUpEnds ends,
      CatchUpTurns turns,
      CatchUp catchUp,
      AllowanceFactory allowances,
      Clock clock) {
    this.joins = joins;
    this.ends = ends;
    this.turns = turns;
    this.catchUp = catchUp;
    this.allowances = allowances;
    this.clock = clock;
  }

  /**
   * @param joined receives the result of the join before anything is posted; an exception from it
   *     ends the call
   * @param log receives log lines for the operator
   * @throws RefusedException if the client is already catching up
   */
  CatchUpResult join(
      Client client, String channel, Since since, Consumer<Joining> joined, LambdaLogger log) {
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
      return new CatchUpResult(result, allowance.retryAfter());
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
              "may catch up with one channel at a time: try again after the previous request is"
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
