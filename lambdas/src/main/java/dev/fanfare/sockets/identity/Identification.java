package dev.fanfare.sockets.identity;

/** Identifies clients. */
public interface Identification {

  /**
   * @throws IdentityException if the client does not prove its identity
   * @throws dev.fanfare.broadcast.InvalidRequestException if a claim breaks a rule
   */
  Identity identify(Handshake handshake) throws IdentityException;
}
