package dev.fanfare.local.apigateway;

import dev.fanfare.local.apigateway.sockets.Departure;
import java.util.function.Predicate;

/**
 * The faults that a gateway injects.
 *
 * @param disconnects whether the gateway delivers the {@code $disconnect} of a departure. AWS does
 *     not guarantee delivery or document which events it loses, so the rule is configurable
 * @param posts the faults of posts to {@code @connections}
 */
public record GatewayFaults(Predicate<Departure> disconnects, PostFaults posts) {
  /** Loses the events of clients that vanished, which leaves stale connections. */
  public static final Predicate<Departure> LOSE_VANISHED =
      departure -> departure.cause() != Departure.Cause.VANISHED;

  /** Loses the {@code $disconnect} of clients that vanish, and nothing else. */
  public static final GatewayFaults DEFAULT = new GatewayFaults(LOSE_VANISHED, PostFaults.NONE);

  public GatewayFaults withPosts(PostFaults others) {
    return new GatewayFaults(disconnects, others);
  }
}
