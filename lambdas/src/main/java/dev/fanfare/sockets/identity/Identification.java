package dev.fanfare.sockets.identity;

/** A way to find out who a client is. */
public interface Identification {

  /**
   * @throws IdentityException when it does not prove who it is
   * @throws dev.fanfare.broadcast.InvalidRequestException when what it says of itself breaks a rule
   */
  Identity identify(Handshake handshake) throws IdentityException;
}
