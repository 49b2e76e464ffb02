package dev.fanfare.sockets.connect;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.sockets.RefusedException;
import dev.fanfare.sockets.identity.Handshake;
import dev.fanfare.sockets.identity.Identification;
import dev.fanfare.sockets.identity.Identity;
import dev.fanfare.sockets.identity.IdentityException;

/**
 * Identifies a client before {@code $connect} and checks whether it connects too often. Every later
 * event of the connection contains the identity. Connect checks for a ban.
 */
public final class Authorizer {
  private final Identification identification;
  private final ConnectLimit connects;

  public Authorizer(Identification identification, ConnectLimit connects) {
    this.identification = identification;
    this.connects = connects;
  }

  /**
   * @param log receives a line per refusal, except for malformed requests
   */
  public AuthorizeResult decide(Handshake handshake, LambdaLogger log) {
    try {
      handshake.refuseMistypedNames();
      Identity identity = identification.identify(handshake);
      if (connects.isStillRefused(identity.userId(), handshake.sourceIp())) {
        return AuthorizeResult.deny(handshake);
      }
      connects.check(identity.userId(), handshake.sourceIp());
      return AuthorizeResult.allow(handshake, identity);
    } catch (InvalidRequestException e) {
      return AuthorizeResult.refuse(
          handshake, new Identity.Refusal(400, String.valueOf(e.getMessage())));
    } catch (IdentityException e) {
      var refusal = new Identity.Refusal(e.status(), String.valueOf(e.getMessage()));
      return refuse(handshake, refusal, log);
    } catch (RefusedException e) {
      var refusal =
          new Identity.Refusal(e.status(), String.valueOf(e.getMessage()), e.retryAfterMillis());
      return refuse(handshake, refusal, log);
    }
  }

  private static AuthorizeResult refuse(
      Handshake handshake, Identity.Refusal refusal, LambdaLogger log) {
    log.log("REFUSED " + refusal.reason(), LogLevel.WARN);
    return AuthorizeResult.refuse(handshake, refusal);
  }
}
