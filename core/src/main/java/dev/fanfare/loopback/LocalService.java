package dev.fanfare.loopback;

import java.net.URI;

/**
 * A part of AWS that runs in this JVM and implements the service's wire protocol on the loopback
 * address.
 */
public interface LocalService extends AutoCloseable {

  /** The address that every local server binds to, so that no other machine can reach it. */
  String HOST = "127.0.0.1";

  /** The base address for an SDK's endpoint override, port included. */
  URI endpoint();

  /** Stops the server and discards its data. */
  @Override
  void close();
}
