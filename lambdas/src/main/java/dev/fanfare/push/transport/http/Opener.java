package dev.fanfare.push.transport.http;

import dev.fanfare.push.transport.http.Addresses.Address;

/** Opens connections, evenly distributed over all addresses of the endpoint. */
interface Opener {
  /** Opens a connection; then calls {@link Pool#opened} or {@link Pool#failed}. */
  void open();

  /** Looks up addresses again if that is due. */
  void refresh();

  /** Returns whether another address should take over one of this address's connections. */
  boolean isCrowded(Address address);
}
