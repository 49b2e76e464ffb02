package dev.fanfare.messages;

import java.time.Instant;

/** Decides who may send to a channel and read it: its members. */
public interface Membership {
  boolean contains(String channel, String connectionId, Instant at);
}
