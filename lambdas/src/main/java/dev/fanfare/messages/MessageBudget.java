package dev.fanfare.messages;

import java.time.Duration;
import java.time.Instant;

/** How many messages a connection may send, so that one client cannot flood all others. */
public interface MessageBudget {

  /**
   * Takes one message out of a connection's budget, if it is in there.
   *
   * @return how long to wait until it is; zero when it has been taken
   */
  Duration take(String userId, String connectionId, Instant at);
}
