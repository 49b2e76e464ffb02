/**
 * What every {@link dev.fanfare.push.transport.Transport} must do, whatever the endpoint does: the
 * same cases for all adapters, against servers that answer as a script says.
 */
package dev.fanfare.push.transport.contract;
