package dev.fanfare.push.transport.http;

import dev.fanfare.push.transport.http.Addresses.Address;

/** Opens connections, evenly at all addresses of the endpoint. */
interface Opener {
  /** Opens one; tells the pool {@link Pool#opened} or {@link Pool#failed}. */
  void open();

  /** Looks for new addresses if that is due. */
  void refresh();

  /** Whether another address should have one of this one's connections. */
  boolean isCrowded(Address address);
}
