package dev.fanfare.outcomes;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.Outcome;

/**
 * What became of one connection of a broadcast, for good.
 *
 * @param round in which that was decided, from 1
 */
public record ConnectionOutcome(Connection connection, Outcome outcome, int round) {}
