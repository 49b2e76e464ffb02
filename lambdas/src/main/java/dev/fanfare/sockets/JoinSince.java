package dev.fanfare.sockets;

import dev.fanfare.channels.CatchUpEnds;
import dev.fanfare.channels.CatchUpJoins;
import dev.fanfare.channels.CatchUpTurns;
import dev.fanfare.channels.Memberships.Joining;
import dev.fanfare.messages.CatchUp;
import dev.fanfare.messages.Since;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Joining a channel and catching up, within the time that API Gateway waits for an answer. */
final class JoinSince {
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
  interface Allowances {
    CatchUp.Allowance of(Client client, BooleanSupplier isTimeUp, Consumer<String> log);
  }

  JoinSince(
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
   * @param joined is told what became of joining, before anything is posted; what it throws ends it
   * @param log takes lines for the operator
   * @throws RefusedException when the client is catching up already
   */
  CatchUp.Result join(
      Client client, String channel, Since since, Consumer<Joining> joined, Consumer<String> log) {
    long began = clock.millis();
    BooleanSupplier isTimeUp = () -> clock.millis() - began >= POSTING_MILLIS;
    var turn = new Turn(client, channel, Instant.ofEpochMilli(began));
    try (var allowance = allowances.of(client, isTimeUp, log)) {
      return join(client, channel, since, joined, turn, allowance, isTimeUp);
    } finally {
      turn.end();
    }
  }

  private CatchUp.Result join(
      Client client,
      String channel,
      Since since,
      Consumer<Joining> joined,
      Turn turn,
      CatchUp.Allowance allowance,
      BooleanSupplier isTimeUp) {
    return catchUp.join(
        channel,
        client.connectionId(),
        since,
        new CatchUp.Join() {
          @Override
          public void from(long position) {
            joined.accept(
                joins.joinFrom(client.connection(), client.attributes(), channel, position));
            turn.begin();
          }

          @Override
          public OptionalLong settle() {
            return ends.settle(channel, client.connectionId());
          }
        },
        allowance,
        isTimeUp);
  }

  /** What keeps a client from catching up with one channel several times at once. */
  private final class Turn {
    private final Client client;
    private final String channel;
    private final Instant at;
    private final Instant until;
    private boolean hasBegun;

    private Turn(Client client, String channel, Instant at) {
      this.client = client;
      this.channel = channel;
      this.at = at;
      this.until = at.plusMillis(TURN_MILLIS);
    }

    /** When there is a membership, be it an earlier one: its row holds the turn. */
    private void begin() {
      if (hasBegun) {
        return;
      }
      Duration wait = turns.begin(channel, client.connectionId(), at, until);
      if (!wait.isZero()) {
        long millis = Math.max(1, wait.toMillis());
        throw new RefusedException(
                RefusedException.SLOW_DOWN,
                ActionRequest.CHANNEL,
                channel,
                "is being caught up with already: try again when that is answered, or in %d ms"
                    .formatted(millis))
            .retryAfter(millis);
      }
      hasBegun = true;
    }

    private void end() {
      if (hasBegun) {
        turns.end(channel, client.connectionId(), until);
      }
    }
  }
}
