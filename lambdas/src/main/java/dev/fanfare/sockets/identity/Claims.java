package dev.fanfare.sockets.identity;

import java.util.List;
import java.util.function.Supplier;

/**
 * Trusts the client's own claims: for development, and for anonymous audiences. A client without
 * claims gets a new user id.
 */
public final class Claims implements Identification {
  private final Supplier<String> randomIds;

  /**
   * @param randomIds returns unique ids
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
    return new Identity(userId, Attributes.of(handshake), null, List.of());
  }
}
