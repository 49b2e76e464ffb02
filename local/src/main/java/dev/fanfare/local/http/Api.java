package dev.fanfare.local.http;

import dev.fanfare.loopback.LocalService;

/** The API of a service. */
public interface Api {

  /**
   * Starts to serve the API on the loopback address.
   *
   * @param port 0 for any free port
   * @throws dev.fanfare.loopback.ServiceStartException if the port is in use
   */
  LocalService serve(int port);
}
