/**
 * What happens before a client is connected, and after: who may connect, and which rows that
 * writes.
 */
package dev.fanfare.sockets.connect;
