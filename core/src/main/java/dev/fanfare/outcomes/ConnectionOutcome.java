package dev.fanfare.outcomes;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.Outcome;

/**
 * The final outcome of one connection of a broadcast.
 *
 * @param round the round in which the connection got its outcome, from 1; 0 if the receiving
 *     function posted it
 */
public record ConnectionOutcome(Connection connection, Outcome outcome, int round) {}
