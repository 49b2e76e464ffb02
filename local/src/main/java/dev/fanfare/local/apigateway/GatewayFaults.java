package dev.fanfare.local.apigateway;

/**
 * The faults of a gateway.
 *
 * @param disconnects which {@code $disconnect} events are lost
 * @param posts what goes wrong with posts to {@code @connections}
 */
public record GatewayFaults(DisconnectRule disconnects, PostFaults posts) {

  /** Loses the {@code $disconnect} of clients that vanish, and nothing else. */
  public static final GatewayFaults DEFAULT =
      new GatewayFaults(DisconnectRule.LOSE_VANISHED, PostFaults.NONE);

  public GatewayFaults withDisconnects(DisconnectRule others) {
    return new GatewayFaults(others, posts);
  }

  public GatewayFaults withPosts(PostFaults others) {
    return new GatewayFaults(disconnects, others);
  }
}
