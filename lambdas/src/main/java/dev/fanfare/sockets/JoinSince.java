package dev.fanfare.sockets;

import dev.fanfare.channels.Memberships.Joining;
import dev.fanfare.channels.PositionedJoins;
import dev.fanfare.messages.CatchUp;
import dev.fanfare.messages.Since;
import java.time.Clock;
import java.util.function.Consumer;

/** Joining a channel and catching up, within the time that API Gateway waits for an answer. */
final class JoinSince {
  /** A few seconds less than an integration may take. */
  private static final long POSTING_MILLIS = 20_000;

  private final PositionedJoins joins;
  private final CatchUp catchUp;
  private final Clock clock;

  JoinSince(PositionedJoins joins, CatchUp catchUp, Clock clock) {
    this.joins = joins;
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
        head -> {
          var joining = joins.joinAt(client.connection(), client.attributes(), channel, head);
          joining.ifPresent(joined);
          return joining.isPresent();
        },
        () -> clock.millis() >= end);
  }
}
