package dev.fanfare.channels;

import dev.fanfare.broadcast.Connection;

/** Lets the rows of a connection that shows itself live on. */
public interface Renewals {

  /**
   * Renews the TTL of the connection's rows, unless that was done a short while ago. Never brings
   * back a row that is gone.
   */
  void renew(Connection connection);
}
