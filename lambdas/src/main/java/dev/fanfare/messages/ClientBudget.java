package dev.fanfare.messages;

import java.time.Duration;
import java.time.Instant;

/**
 * What a spender may have in a minute. A whole minute's worth may be taken at once; after that, as
 * much comes back as a minute's share allows. Connections opened, closed or used in parallel change
 * nothing, since the spender is no connection.
 */
public interface ClientBudget {

  /**
   * Takes all of the cost or nothing.
   *
   * @param cost from 1 to {@link #most}
   * @return how long to wait until the cost can be taken; zero when it has been taken
   * @throws IllegalArgumentException when the cost is out of range, since waiting would not help
   */
  Duration take(Spender spender, int cost, Instant at);

  /** A minute's worth: what may be taken at once. */
  int most(Spender spender);
}
