package dev.fanfare.sockets.identity;

import java.io.IOException;

/** Where an issuer publishes its keys. */
public interface KeySource {

  /**
   * The JSON Web Key Set as it is now.
   *
   * @throws IOException when it cannot be had
   */
  String fetch() throws IOException;
}
