package dev.fanfare.sockets.identity;

import java.io.IOException;

/** Publishes an issuer's keys. */
public interface KeySource {

  /**
   * Fetches the current JSON Web Key Set.
   *
   * @throws IOException if it is unavailable
   */
  String fetch() throws IOException;
}
