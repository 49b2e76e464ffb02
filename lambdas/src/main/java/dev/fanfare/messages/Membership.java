package dev.fanfare.messages;

import java.time.Instant;

/** Who may speak in a channel, and read it: whoever is in it. */
public interface Membership {
  boolean contains(String channel, String connectionId, Instant at);
}
