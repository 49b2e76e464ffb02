/**
 * The sample chat in a real browser, and the client script alone, in the same browser with the
 * test's own sockets, time and randomness. The tests control the browser through its DevTools
 * protocol.
 */
package dev.fanfare.tests.chat;
