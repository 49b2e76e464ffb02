package dev.fanfare.local.apigateway;

import dev.fanfare.local.apigateway.sockets.Departure;

/**
 * Decides whether {@code $disconnect} is delivered. AWS promises no delivery; which events get lost
 * there is unknown, so here it is a rule that can be chosen.
 */
@FunctionalInterface
public interface DisconnectRule {

  /** Loses exactly the events of clients that vanished: their connections turn stale. */
  DisconnectRule LOSE_VANISHED = departure -> departure.cause() != Departure.Cause.VANISHED;

  /** Loses none. */
  DisconnectRule LOSE_NONE = departure -> true;

  boolean delivers(Departure departure);
}
