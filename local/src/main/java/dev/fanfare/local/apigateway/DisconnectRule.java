package dev.fanfare.local.apigateway;

import dev.fanfare.local.apigateway.sockets.Departure;

/**
 * Decides whether {@code $disconnect} is delivered. AWS does not guarantee delivery or say which
 * events are lost, so the rule can be chosen.
 */
@FunctionalInterface
public interface DisconnectRule {

  /** Loses the events of clients that vanished: their connections become stale. */
  DisconnectRule LOSE_VANISHED = departure -> departure.cause() != Departure.Cause.VANISHED;

  /** Loses none. */
  DisconnectRule LOSE_NONE = departure -> true;

  boolean delivers(Departure departure);
}
