package dev.fanfare.local.apigateway;

import dev.fanfare.local.apigateway.sockets.Departure;
import java.util.function.Predicate;

/**
 * The faults of a gateway.
 *
 * @param disconnects whether the {@code $disconnect} of a departure is delivered. AWS does not
 *     guarantee delivery or say which events are lost, so the rule can be chosen
 * @param posts what goes wrong with posts to {@code @connections}
 */
public record GatewayFaults(Predicate<Departure> disconnects, PostFaults posts) {
  /** Loses the events of clients that vanished: their connections become stale. */
  public static final Predicate<Departure> LOSE_VANISHED =
      departure -> departure.cause() != Departure.Cause.VANISHED;

  /** Loses the {@code $disconnect} of clients that vanish, and nothing else. */
  public static final GatewayFaults DEFAULT = new GatewayFaults(LOSE_VANISHED, PostFaults.NONE);

  public GatewayFaults withPosts(PostFaults others) {
    return new GatewayFaults(disconnects, others);
  }
}
