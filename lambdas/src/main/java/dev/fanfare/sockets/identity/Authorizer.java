package dev.fanfare.sockets.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Decides whether a client may connect, and as whom. */
public final class Authorizer {
  private final Identification identification;
  private final Bans bans;
  private final Clock clock;

  public Authorizer(Identification identification, Bans bans, Clock clock) {
    this.identification = identification;
    this.bans = bans;
    this.clock = clock;
  }

  /**
   * @throws RefusedException when it may not connect
   * @throws dev.fanfare.broadcast.InvalidRequestException when what it says of itself breaks a rule
   */
  public Identity authorize(Handshake handshake) throws RefusedException {
    handshake.refuseMistypedNames();
    Identity identity = identification.identify(handshake);
    Optional<Ban> ban =
        bans.of(identity.userId())
            .filter(found -> found.until() > clock.instant().getEpochSecond());
    if (ban.isPresent()) {
      throw RefusedException.forbidden(
          "user %s is banned until %s"
              .formatted(
                  RefusedException.shown(identity.userId()),
                  Instant.ofEpochSecond(ban.get().until())));
    }
    return identity;
  }
}
