package dev.fanfare.sockets;

import dev.fanfare.channels.CatchUpEnds;
import dev.fanfare.channels.CatchUpJoins;
import dev.fanfare.channels.Memberships.Joining;
import dev.fanfare.messages.CatchUp;
import dev.fanfare.messages.Since;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Joining a channel and catching up, within the time that API Gateway waits for an answer. */
final class JoinSince {
  /** A few seconds less than an integration may take. */
  private static final long POSTING_MILLIS = 20_000;

  private final CatchUpJoins joins;
  private final CatchUpEnds ends;
  private final CatchUp catchUp;
  private final Clock clock;

  JoinSince(CatchUpJoins joins, CatchUpEnds ends, CatchUp catchUp, Clock clock) {
    this.joins = joins;
    this.ends = ends;
    this.catchUp = catchUp;
    this.clock = clock;
  }

  /**
   * @param joined is told what became of joining, before anything is posted; what it throws ends it
   */
  CatchUp.Result join(Client client, String channel, Since since, Consumer<Joining> joined) {
    long end = clock.millis() + POSTING_MILLIS;
    return catchUp.join(
        channel,
        client.connectionId(),
        since,
        new CatchUp.Join() {
          @Override
          public void from(long position) {
            joined.accept(
                joins.joinFrom(client.connection(), client.attributes(), channel, position));
          }

          @Override
          public OptionalLong settle() {
            return ends.settle(channel, client.connectionId());
          }
        },
        () -> clock.millis() >= end);
  }
}
