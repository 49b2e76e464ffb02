/**
 * The contract of every {@link dev.fanfare.push.transport.Transport}: the same cases for all
 * adapters, against servers that follow a script.
 */
package dev.fanfare.push.transport.contract;
