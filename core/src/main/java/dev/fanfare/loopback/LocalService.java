package dev.fanfare.loopback;

import java.net.URI;

/** A part of AWS that runs inside this JVM and speaks its wire protocol on the loopback address. */
public interface LocalService extends AutoCloseable {

  /** The one address everything binds to: what runs here is nobody else's business. */
  String HOST = "127.0.0.1";

  /** Where to point an SDK's endpoint override, port included. */
  URI endpoint();

  /** Stops the server; its data is gone. */
  @Override
  void close();
}
