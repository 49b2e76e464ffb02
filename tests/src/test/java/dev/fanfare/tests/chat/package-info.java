/**
 * The sample chat in a real browser, and the client script by itself, in the same browser with
 * sockets, time and chance of the test. The browser is driven by its own DevTools protocol.
 */
package dev.fanfare.tests.chat;
