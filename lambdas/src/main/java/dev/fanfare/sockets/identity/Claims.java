package dev.fanfare.sockets.identity;

import java.util.function.Supplier;

/**
 * Believes what a client says of itself: for development, and where the audience is anonymous
 * anyway. A client that says nothing gets a user id of its own.
 */
public final class Claims implements Identification {
  private final Supplier<String> randomIds;

  /**
   * @param randomIds never the same twice
   */
  public Claims(Supplier<String> randomIds) {
    this.randomIds = randomIds;
  }

  @Override
  public Identity identify(Handshake handshake) {
    String userId =
        handshake
            .parameter("user_id")
            .map(claimed -> UserId.check("user_id", claimed))
            .orElseGet(() -> UserId.anonymous(randomIds.get()));
    return new Identity(userId, Attributes.of(handshake), null, null);
  }
}
